import '#threads';
import { DuckDBBlobValue, type DuckDBConnection, DuckDBInstance, type DuckDBMaterializedResult, type DuckDBResult, type DuckDBValue } from '@duckdb/node-api';
import type { ParameterValue } from '@millrace/sql-ir';
import { EngineFailure } from './engine-failure.ts';
import { installRuntime, reachRuntime, registerRuntimeFunctions } from './runtime.ts';

/** SQL for the engine, with its values beside it. */
export interface EngineStatement {
  readonly sql: string;
  readonly parameters?: readonly ParameterValue[];
}

/** One account's database. */
export interface Engine {
  /** Opens a connection of its own, with its own transactions. */
  connect(): Promise<EngineConnection>;
  close(): void;
}

/** A connection. One statement at a time; all work happens off the event loop. */
export interface EngineConnection {
  /** Runs a statement to its end. @throws EngineFailure */
  run(statement: EngineStatement): Promise<DuckDBMaterializedResult>;
  /** Starts a query whose rows are fetched as they are asked for. @throws EngineFailure */
  stream(statement: EngineStatement): Promise<DuckDBResult>;
  /** Stops what is running; it fails with `isInterrupt`. */
  interrupt(): void;
  /** Runs work that no interrupt reaches: a transaction that is ended or restored by half would be in the way of the next statement. */
  sheltered<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
  readonly duckdb: DuckDBConnection;
}

/**
 * Opens a database.
 *
 * @param path a file, made when absent; `:memory:` keeps nothing.
 * @param readable folders whose files SQL may read and write: the stages; nothing else of the machine.
 */
export async function openEngine(path: string, readable: readonly string[]): Promise<Engine> {
  const instance = await DuckDBInstance.create(path, { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
  const setup = await instance.connect();
  await setup.run(`SET allowed_directories = [${readable.map((folder) => `'${folder.replaceAll("'", "''")}'`).join(', ')}]`);
  registerRuntimeFunctions(setup);
  await installRuntime(setup);
  await setup.run('SET enable_external_access = false');
  setup.closeSync();
  return {
    connect: async () => connectionOf(await instance.connect()),
    close: () => instance.closeSync(),
  };
}

async function connectionOf(duckdb: DuckDBConnection): Promise<EngineConnection> {
  await duckdb.run('SET errors_as_json = true');
  await duckdb.run("SET TimeZone = 'UTC'");
  await reachRuntime(duckdb);
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw EngineFailure.from(error);
    }
  };
  let shelters = 0;
  return {
    duckdb,
    run: ({ sql, parameters = [] }) => guard(() => duckdb.run(sql, parameters.map(toEngineValue))),
    stream: ({ sql, parameters = [] }) => guard(() => duckdb.stream(sql, parameters.map(toEngineValue))),
    interrupt: () => {
      if (shelters === 0) duckdb.interrupt();
    },
    sheltered: async (work) => {
      shelters++;
      try {
        return await work();
      } finally {
        shelters--;
      }
    },
    close: () => duckdb.closeSync(),
  };
}

function toEngineValue(value: ParameterValue): DuckDBValue {
  return value instanceof Uint8Array ? new DuckDBBlobValue(value) : value;
}
