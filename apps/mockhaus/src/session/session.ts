import type { ParameterValue } from '@millrace/sql-ir';
import type { SqlType } from '@millrace/transpile';
import type { ObjectEntry, TableEntry } from '../catalog/entries.ts';
import type { EngineConnection } from '../engine/engine.ts';
import { Serial } from '../engine/serial.ts';
import { UnitOfWork } from '../engine/unit-of-work.ts';
import type { Account } from './account.ts';
import type { SessionParameters } from './parameters.ts';

/** A session variable (`SET x = 1`): a value with its type. */
export interface SessionVariable {
  readonly value: ParameterValue;
  readonly type: SqlType;
}

/** What a login said. */
export interface SessionStart {
  readonly id: number;
  readonly account: Account;
  readonly user: string;
  /** CLIENT_APP_ID: JavaScript, PythonConnector, Go, JDBC, … */
  readonly client: string;
  /** Where the session stands; USE changes it. */
  readonly context: SessionContext;
  readonly parameters: SessionParameters;
}

/** One logged-in client. */
export interface Session extends SessionStart {
  readonly variables: Map<string, SessionVariable>;
  /** Temporary tables and stages, which only this session sees. */
  readonly temporary: TemporaryObjects;
  /** Where the session's statements run, one after another. */
  readonly lane: Lane;
  /** Ids of the session's statements, the newest last. */
  readonly queryIds: string[];
}

/** A connection with its transaction; what runs on it runs one after another. */
export interface Lane {
  readonly connection: EngineConnection;
  readonly unit: UnitOfWork;
  readonly queue: Serial;
}

/** Opens a lane of its own in an account. */
export async function openLane(account: Account): Promise<Lane> {
  const connection = await account.engine.connect();
  return { connection, unit: new UnitOfWork(connection), queue: new Serial() };
}

export interface SessionContext {
  role: string;
  database: string | undefined;
  schema: string | undefined;
  warehouse: string | undefined;
}

export interface TemporaryObjects {
  readonly tables: Map<string, TableEntry>;
  readonly objects: Map<string, ObjectEntry>;
  /** Whether the engine's schema for them exists yet. */
  hasSchema: boolean;
}

/** Opens a session with a connection of its own. */
export async function openSession(start: SessionStart): Promise<Session> {
  return {
    ...start,
    lane: await openLane(start.account),
    variables: new Map(),
    temporary: { tables: new Map(), objects: new Map(), hasSchema: false },
    queryIds: [],
  };
}

/** Closes a lane that is no session's own. */
export function closeLane(lane: Lane): void {
  lane.connection.close();
}
