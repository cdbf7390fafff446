import type { DuckDBValue } from '@duckdb/node-api';
import type { SqlType } from '@millrace/transpile';
import type { EngineConnection } from '../engine/engine.ts';
import { SqlFailure, shapes } from '../failures.ts';
import type { StageFile } from '../stages/stage-store.ts';
import type { StageRelation } from '../stages/stage-relation.ts';
import type { StatementContext } from './context.ts';
import { type CopyPlan, rowChecks, targetColumns } from './copy-plan.ts';
import { translate } from './translate.ts';

/** What is wrong with a file, at its first wrong row. */
export interface FileFault {
  readonly message: string;
  readonly file: string;
  readonly code: string;
  readonly sqlState?: string;
  readonly row?: number;
  readonly line?: number;
  /** As COPY names it: `"T"["A":1]`. */
  readonly column?: string;
}

/** Finds the wrong rows of a file. @param options whether only the number of fields matters. */
export async function firstFault(
  plan: CopyPlan, relation: StageRelation, file: StageFile, context: StatementContext, connection: EngineConnection, options: { readonly onlyFieldCount?: boolean } = {},
): Promise<{ readonly fault: FileFault | undefined; readonly errors: number }> {
  const checks = rowChecks(plan, relation);
  const expected = targetColumns(plan).length;
  if (options.onlyFieldCount === true) {
    if (relation.fileColumns.length > 0) return { fault: undefined, errors: 0 };
    const rows = await (await connection.run({
      sql: `SELECT "METADATA$FILE_ROW_NUMBER", "_MH_LINE", "_MH_FIELDS" FROM temp."${relation.table.name[2]}" WHERE "_MH_FIELDS" <> $1 ORDER BY 1 LIMIT 1`, parameters: [expected],
    })).getRows();
    return { fault: rows[0] === undefined ? undefined : fieldCountFault(rows[0], expected, file), errors: rows.length };
  }
  const translated = translate(checks.query, context, new Map([[relation.table.name[2], relation.table]]));
  const rows = await (await connection.run(translated)).getRows();
  const [first] = rows;
  if (first === undefined) return { fault: undefined, errors: 0 };
  const wrong = checks.assigned.findIndex((_, index) => first[3 + index * 2] === true);
  const assigned = checks.assigned[wrong];
  if (assigned === undefined) return { fault: fieldCountFault(first, expected, file), errors: rows.length };
  const value = first[4 + wrong * 2] ?? null;
  const [code, sqlState, message] = valueFault(assigned.column.type, value);
  return {
    errors: rows.length,
    fault: { message, code, sqlState, file: file.path, row: Number(first[0]), line: Number(first[1]), column: `"${plan.table.name}"["${assigned.column.name}":${wrong + 1}]` },
  };
}

function fieldCountFault(row: readonly DuckDBValue[], expected: number, file: StageFile): FileFault {
  return {
    code: '100080', sqlState: '22000', file: file.path, row: Number(row[0]), line: Number(row[1]),
    message: `Number of columns in file (${Number(row[2])}) does not match that of the corresponding table (${expected}), use file format option error_on_column_count_mismatch=false to ignore this error`,
  };
}

function valueFault(type: SqlType, value: DuckDBValue): readonly [code: string, sqlState: string, message: string] {
  if (value === null) return ['100072', '22000', 'NULL result in a non-nullable column'];
  const shown = String(value);
  switch (type.type) {
    case 'number': case 'float': return ['100038', '22018', `Numeric value '${shown}' is not recognized`];
    case 'boolean': return ['100037', '22018', `Boolean value '${shown}' is not recognized`];
    case 'date': return ['100040', '22007', `Date '${shown}' is not recognized`];
    case 'time': return ['100108', '22007', `Time '${shown}' is not recognized`];
    case 'timestamp_ntz': case 'timestamp_ltz': case 'timestamp_tz': return ['100035', '22007', `Timestamp '${shown}' is not recognized`];
    case 'varchar': return ['100078', '22000', `User character length limit (${type.length}) exceeded by string '${shown}'`];
    default: return ['100016', '22000', `Invalid value '${shown}'`];
  }
}

/** The error that stops a COPY: what is wrong, in which row of which file, and how to go on regardless. */
export function describeFault(fault: FileFault, plan: CopyPlan): SqlFailure {
  const place = [`  File '${fault.file}', line ${fault.line ?? 1}, character 1`, `  Row ${fault.row ?? 1}${fault.column === undefined ? '' : `, column ${fault.column}`}`];
  const advice = `  If you would like to continue loading when an error is encountered, use other values such as 'SKIP_FILE' or 'CONTINUE' for the ON_ERROR option. For more information on loading options, please run 'info loading_data' in a SQL client.`;
  const shape = fault.code === shapes.fileColumns[1] ? shapes.fileColumns : (['execute', fault.code, fault.sqlState ?? '22000'] as const);
  return new SqlFailure(shape, [fault.message, ...place, ...(plan.format.type === 'CSV' ? [advice] : [])].join('\n'));
}
