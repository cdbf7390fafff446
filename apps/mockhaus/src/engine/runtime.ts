import { BIGINT, BOOLEAN, DOUBLE, type DuckDBConnection, DuckDBScalarFunction, type DuckDBType, DuckDBVarCharType, VARCHAR } from '@duckdb/node-api';
import { messageOf } from '@millrace/diagnostics';
import { type NativeValue, type RuntimeFunction, runtimeFunctions, runtimeSetup } from '@millrace/transpile';

const engineTypes: Readonly<Record<RuntimeFunction['returns'], DuckDBType>> = {
  VARCHAR, BIGINT, DOUBLE, BOOLEAN, JSON: DuckDBVarCharType.create('JSON'),
};

/** Gives a database the functions written in TypeScript that translated SQL calls. Once per database. */
export function registerRuntimeFunctions(connection: DuckDBConnection): void {
  for (const definition of runtimeFunctions()) connection.registerScalarFunction(scalarFunction(definition));
}

/** The database in memory, beside the account's own, that holds the macros: made once, so that a connection need not make its own. */
const shelf = 'millrace_runtime';

/** Makes the macros that translated SQL calls. Once per database, before external access ends. */
export async function installRuntime(connection: DuckDBConnection): Promise<void> {
  await connection.run(`ATTACH ':memory:' AS ${shelf}`);
  await connection.run(`USE ${shelf}`);
  await connection.run(runtimeSetup('database').join(';\n'));
}

/** Lets a connection see the macros behind the account's own objects. */
export async function reachRuntime(connection: DuckDBConnection): Promise<void> {
  const home = (await connection.runAndReadAll('SELECT current_database()')).getRows()[0]?.[0];
  const path = `"${String(home).replaceAll('"', '""')}".main,${shelf}.main`;
  await connection.run(`SET search_path = '${path.replaceAll("'", "''")}'`);
}

function scalarFunction({ name, parameters, returns, takesNull = false, volatile = false, call }: RuntimeFunction): DuckDBScalarFunction {
  return DuckDBScalarFunction.create({
    name, returnType: engineTypes[returns], parameterTypes: parameters.map((parameter) => engineTypes[parameter]), volatile, specialHandling: takesNull,
    mainFunction: (info, input, output) => {
      try {
        const columns = parameters.map((_, index) => input.getColumnVector(index));
        for (let row = 0; row < input.rowCount; row++) {
          const args = columns.map((column): NativeValue => nativeValue(column.getItem(row)));
          output.setItem(row, !takesNull && args.includes(null) ? null : call(...args));
        }
        output.flush();
      } catch (error) {
        info.setError(messageOf(error));
      }
    },
  });
}

function nativeValue(value: unknown): NativeValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? value : null;
}
