import type { ReservedSql } from 'postgres';
import { isConnectionLoss, openSession } from './server.ts';

/** The one connection that writes, and a way to learn that it is gone. */
export interface WritingSession {
  readonly connection: ReservedSql;
  /** Passes a statement's outcome on, and takes note when it tells of a lost connection. */
  readonly watched: <T>(statement: PromiseLike<T>) => Promise<T>;
  /** Waits for work on the connection, or rejects as soon as the connection is lost. */
  readonly unlessLost: <T>(work: Promise<T>) => Promise<T>;
  /** Throws when the connection is closed: the driver fails where nobody can catch it when something is written then. */
  readonly requireOpen: () => void;
  /** Ends the session. @param timeout seconds to wait for statements that run. */
  readonly close: (timeout: number) => Promise<void>;
}

/**
 * Opens a connection whose statements all go to the same server process, in the order in which they are written.
 *
 * @param settings server settings of the session.
 * @throws ToolError KROFT_SERVER.
 */
export async function openWritingSession(url: string, settings: Readonly<Record<string, string>>): Promise<WritingSession> {
  const { promise: lost, reject } = Promise.withResolvers<never>();
  lost.catch(() => undefined);
  let open = true;
  const closed = Object.assign(new Error('the connection was closed'), { code: 'CONNECTION_CLOSED' });
  const client = await openSession(url, settings, () => {
    open = false;
    reject(closed);
  });
  const connection = await client.reserve();
  // The driver may let the statements behind the one that met the dead connection wait for ever: the first one decides.
  const watched = async <T>(statement: PromiseLike<T>): Promise<T> => {
    try {
      return await statement;
    } catch (thrown) {
      if (isConnectionLoss(thrown)) reject(thrown);
      throw thrown;
    }
  };
  return {
    connection,
    watched,
    unlessLost: (work) => Promise.race([work, lost]),
    requireOpen: () => {
      if (!open) throw closed;
    },
    close: async (timeout) => {
      if (open) connection.release();
      await client.end({ timeout });
    },
  };
}
