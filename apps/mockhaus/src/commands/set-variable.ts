import type { DuckDBValue } from '@duckdb/node-api';
import { build, type ParameterValue, synthetic } from '@millrace/sql-ir';
import { SqlFailure, shapes } from '../failures.ts';
import { statementTypes } from '../history/query-result.ts';
import { bindValues } from '../session/bindings.ts';
import { foldNames } from '../session/resolve.ts';
import type { Command } from './context.ts';
import { statusResult } from './results.ts';
import { translate } from './translate.ts';

/** SET and UNSET of session variables. */
export const setVariableCommand: Command<'SetVariable'> = async (statement, context) => {
  const { variables } = context.session;
  const names = foldNames(statement.names);
  if (statement.values.length === 0) for (const name of names) variables.delete(name);
  else {
    const { values } = bindValues(statement, context.request);
    if (values.length !== names.length) throw new SqlFailure(shapes.invalidValue, `Expected ${names.length} values, got ${values.length}.`);
    const projections = values.map((value, index) => build.projection(value, `V${index}`));
    const { columns, ...translated } = translate({ kind: 'QueryStatement', query: build.select({ projections }), ...synthetic }, context);
    const result = await context.lane.unit.run((connection) => connection.run(translated));
    const [row = []] = await result.getRows();
    for (const [index, name] of names.entries()) {
      variables.set(name, { value: variableValue(row[index] ?? null), type: columns[index]?.type ?? { type: 'varchar', length: 256 } });
    }
  }
  return statusResult('Statement executed successfully.', statementTypes.scl);
};

function variableValue(value: DuckDBValue): ParameterValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  const text = String(value);
  return /^-?\d+$/.test(text) ? BigInt(text) : /^-?\d*\.\d+$/.test(text) ? Number(text) : text;
}
