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

/** Gives a connection the macros that translated SQL calls. */
export async function installRuntime(connection: DuckDBConnection): Promise<void> {
  await connection.run(runtimeSetup().join(';\n'));
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
