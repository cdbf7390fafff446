import type { SqlType } from '@millrace/transpile';
import type { EngineConnection } from '../engine/engine.ts';
import { quoteName } from '../engine/names.ts';

/** A column of a Parquet file: what Snowflake would take it for, and how the engine gives it that form. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly sql: string;
}

const integerDigits: Readonly<Record<string, number>> = {
  TINYINT: 3, SMALLINT: 5, INTEGER: 10, BIGINT: 19, HUGEINT: 38, UTINYINT: 3, USMALLINT: 5, UINTEGER: 10, UBIGINT: 20,
};

/** The columns of a query over Parquet files. @param hidden names that are not the file's own. */
export async function parquetColumns(connection: EngineConnection, query: string, hidden: readonly string[]): Promise<readonly ParquetColumn[]> {
  const rows = await (await connection.run({ sql: `DESCRIBE ${query}` })).getRowsJS();
  return rows.map(([name, type]) => columnOf(String(name), String(type))).filter(({ name }) => !hidden.includes(name));
}

function columnOf(name: string, engineType: string): ParquetColumn {
  const sql = quoteName(name);
  const digits = integerDigits[engineType];
  if (digits !== undefined) return { name, type: { type: 'number', precision: digits, scale: 0 }, sql: `CAST(${sql} AS DECIMAL(${digits}, 0))` };
  const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(engineType);
  if (decimal !== null) return { name, type: { type: 'number', precision: Number(decimal[1]), scale: Number(decimal[2]) }, sql };
  switch (engineType) {
    case 'DOUBLE': case 'FLOAT': return { name, type: { type: 'float' }, sql: `CAST(${sql} AS DOUBLE)` };
    case 'BOOLEAN': return { name, type: { type: 'boolean' }, sql };
    case 'DATE': return { name, type: { type: 'date' }, sql };
    case 'TIME': return { name, type: { type: 'time', scale: 9 }, sql };
    case 'TIMESTAMP': case 'TIMESTAMP_NS': case 'TIMESTAMP_MS': case 'TIMESTAMP_S': return { name, type: { type: 'timestamp_ntz', scale: 9 }, sql: `CAST(${sql} AS TIMESTAMP)` };
    case 'TIMESTAMP WITH TIME ZONE': return { name, type: { type: 'timestamp_ltz', scale: 9 }, sql };
    case 'BLOB': return { name, type: { type: 'binary', length: 8_388_608 }, sql };
    case 'VARCHAR': case 'UUID': return { name, type: { type: 'varchar', length: 16_777_216 }, sql: `CAST(${sql} AS VARCHAR)` };
    default: return { name, type: { type: 'variant' }, sql: `to_json(${sql})` };
  }
}
