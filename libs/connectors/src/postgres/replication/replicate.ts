import { setTimeout as sleep } from 'node:timers/promises';
import { ToolError } from '@millrace/diagnostics';
import { errors } from '../../errors.ts';
import { type Lsn, printLsn } from './lsn.ts';
import { pgoutputDecoder } from './pgoutput.ts';
import type { ChangeMessage } from './pgoutput-message.ts';
import { openReplicationConnection, type ReplicationConnection } from './replication-connection.ts';

/** A committed transaction as the stream tells it, whole and in commit order. */
export interface ReplicationTransaction {
  readonly xid: number;
  readonly commitLsn: Lsn;
  /** Acknowledge this once the transaction is safe. */
  readonly endLsn: Lsn;
  /** Microseconds since 1970. */
  readonly committedAt: bigint;
  readonly messages: readonly ChangeMessage[];
}

export interface ReplicateOptions {
  readonly url: string;
  readonly slot: string;
  readonly publication: string;
  /** Also deliver what `pg_logical_emit_message` wrote. */
  readonly messages?: boolean;
  /** Where to start; the slot's confirmed position when absent or behind it. */
  readonly from?: Lsn;
  readonly signal?: AbortSignal;
  /** Milliseconds between two status reports to the server; 1000 when absent. */
  readonly statusInterval?: number;
  /** How often a lost connection is opened again in a row before giving up; 10 when absent. */
  readonly retries?: number;
  /** Called each time the connection was lost and will be opened again. */
  readonly onReconnect?: (reason: ToolError) => void;
}

/** A stream of transactions. What is not acknowledged comes again after a broken connection, or to the next reader of the slot. */
export interface ReplicationStream extends AsyncIterable<ReplicationTransaction> {
  /** Tells the server that everything up to `lsn` is safe here. */
  acknowledge(lsn: Lsn): void;
  /** The server's own position in its log, as last heard. */
  readonly serverLsn: () => Lsn;
}

/**
 * Follows a slot of logical replication with pgoutput. A connection that breaks (a killed walsender, a restart) is opened
 * again, and the stream goes on behind the last transaction that was delivered; only what was acknowledged is forgotten
 * by the server.
 *
 * @throws ToolError while iterating: CONNECT_… when the server cannot be reached or refuses, CONNECT_REPLICATION when slot or publication are missing.
 * @example
 * const stream = replicate({ url, slot: 'copy', publication: 'shop', signal });
 * for await (const transaction of stream) { await apply(transaction); stream.acknowledge(transaction.endLsn); }
 */
export function replicate(options: ReplicateOptions): ReplicationStream {
  const state: StreamState = { acknowledged: options.from ?? 0n, delivered: options.from ?? 0n, server: 0n, connection: undefined, failures: 0 };
  return {
    acknowledge: (lsn) => {
      if (lsn > state.acknowledged) state.acknowledged = lsn;
      state.connection?.send(statusUpdate(state.acknowledged));
    },
    serverLsn: () => state.server,
    [Symbol.asyncIterator]: () => follow(options, state),
  };
}

interface StreamState {
  acknowledged: Lsn;
  /** End of the last transaction handed over: after a reconnection nothing up to here is handed over twice. */
  delivered: Lsn;
  server: Lsn;
  connection: ReplicationConnection | undefined;
  failures: number;
}

/** A refusal that the next attempt would meet again. */
const hopeless = new Set(['CONNECT_AUTH', 'CONNECT_NO_DATABASE', 'CONNECT_BAD_URL']);

async function* follow(options: ReplicateOptions, state: StreamState): AsyncGenerator<ReplicationTransaction> {
  const stopped = (): boolean => options.signal?.aborted === true;
  let everStreamed = false;
  for (;;) {
    if (stopped()) return;
    try {
      for await (const transaction of session(options, state)) {
        everStreamed = true;
        state.failures = 0;
        yield transaction;
      }
      return;
    } catch (thrown) {
      if (stopped()) return;
      const lost = thrown instanceof ToolError && !hopeless.has(thrown.code) && (thrown.code !== 'CONNECT_REPLICATION' || isBusySlot(thrown));
      state.failures += 1;
      // A first connection that fails is a mistake to report; one that breaks later is weather.
      const started = everStreamed || state.server > 0n;
      if (!lost || !started || state.failures > (options.retries ?? 10)) throw thrown;
      options.onReconnect?.(thrown);
      await sleep(Math.min(2000, 25 * 2 ** state.failures), undefined, options.signal === undefined ? {} : { signal: options.signal }).catch(() => undefined);
    }
  }
}

/** For a moment after a walsender died, its slot still counts as in use. */
function isBusySlot(thrown: ToolError): boolean {
  return thrown.message.includes('is active for PID');
}

async function* session(options: ReplicateOptions, state: StreamState): AsyncGenerator<ReplicationTransaction> {
  const connection = await openReplicationConnection(options.url);
  const stop = (): void => connection.close();
  options.signal?.addEventListener('abort', stop);
  const timer = setInterval(() => connection.send(statusUpdate(state.acknowledged)), options.statusInterval ?? 1000);
  try {
    // From version 18 on a server streams nothing for a publication that is missing, and says so only in its own log.
    if ((await connection.countRows(`select from pg_publication where pubname = ${literal(options.publication)}`)) === 0) {
      throw errors.CONNECT_REPLICATION.error({ reason: `publication "${options.publication}" does not exist` }, { hint: 'create it before the first change: createPublication' });
    }
    await connection.start(startCommand(options, state.acknowledged));
    state.connection = connection;
    yield* transactions(connection, state);
  } finally {
    clearInterval(timer);
    state.connection = undefined;
    options.signal?.removeEventListener('abort', stop);
    connection.close();
  }
}

function startCommand(options: ReplicateOptions, from: Lsn): string {
  return `START_REPLICATION SLOT ${identifier(options.slot)} LOGICAL ${printLsn(from)} (proto_version '1', publication_names ${literal(identifier(options.publication))}, messages '${options.messages === true}')`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The replication grammar has no parameters; identifiers are quoted the way SQL quotes them. */
function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function* transactions(connection: ReplicationConnection, state: StreamState): AsyncGenerator<ReplicationTransaction> {
  const decoder = pgoutputDecoder();
  let begun: { readonly xid: number } | undefined;
  let messages: ChangeMessage[] = [];
  for await (const payload of connection.payloads) {
    if (payload[0] === 0x6b) {
      // A keepalive: its end position may be acknowledged only when nothing delivered is outstanding.
      state.server = payload.readBigUInt64BE(1);
      if (begun === undefined && state.acknowledged >= state.delivered && state.server > state.acknowledged) state.acknowledged = state.server;
      if (payload[17] === 1) connection.send(statusUpdate(state.acknowledged));
      continue;
    }
    if (payload[0] !== 0x77) continue;
    state.server = payload.readBigUInt64BE(9);
    const decoded = decoder.decode(payload.subarray(25));
    if (decoded.kind === 'begin') {
      begun = decoded;
      messages = [];
    } else if (decoded.kind === 'commit') {
      const xid = begun?.xid ?? 0;
      begun = undefined;
      if (decoded.endLsn <= state.delivered) continue;
      state.delivered = decoded.endLsn;
      yield { xid, commitLsn: decoded.lsn, endLsn: decoded.endLsn, committedAt: decoded.committedAt, messages };
    } else messages.push(decoded);
  }
}

/** A standby status update (manual, 54.4): written, flushed and applied are one position here. */
function statusUpdate(lsn: Lsn): Buffer {
  const body = Buffer.alloc(34);
  body.write('r', 0, 'latin1');
  for (const at of [1, 9, 17]) body.writeBigUInt64BE(lsn, at);
  body.writeBigInt64BE((BigInt(Date.now()) - 946_684_800_000n) * 1000n, 25);
  return body;
}

