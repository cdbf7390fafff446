import { print } from '@millrace/dialects';
import { physicalType } from '@millrace/transpile';
import type { EngineStatement } from '../engine/engine.ts';
import { quoteName } from '../engine/names.ts';
import type { ColumnEntry, TableEntry } from './entries.ts';

/** The longest VARCHAR; a column of this length needs no check. */
const longestText = 16_777_216;

/** The engine's statements that make a table's storage: its sequences, then the table. */
export function createStorage(entry: TableEntry): readonly EngineStatement[] {
  const sequences = entry.columns.flatMap((column, index): EngineStatement[] => (column.identity === undefined ? [] : [
    { sql: `CREATE SEQUENCE ${identitySequence(entry, index)} START ${column.identity.start} INCREMENT ${column.identity.step}${column.identity.step < 0 ? ` MAXVALUE ${Math.max(column.identity.start, -1)} MINVALUE -9223372036854775808` : ''}` },
  ]));
  const columns = entry.columns.map((column, index) => columnDdl(entry, column, index));
  return [...sequences, { sql: `CREATE TABLE ${quoteName(...entry.physical)} (${columns.join(', ')})` }];
}

/** The engine's statements that remove a table or view with all that belongs to it. */
export function dropStorage(entry: TableEntry): readonly EngineStatement[] {
  if (entry.kind === 'VIEW') return [{ sql: `DROP VIEW IF EXISTS ${quoteName(...entry.physical)}` }];
  return [
    { sql: `DROP TABLE IF EXISTS ${quoteName(...entry.physical)}` },
    ...entry.columns.flatMap((column, index) => (column.identity === undefined ? [] : [{ sql: `DROP SEQUENCE IF EXISTS ${identitySequence(entry, index)}` }])),
  ];
}

/** The engine's name of a type's storage: `DECIMAL(38, 0)`. */
export function storageType(column: ColumnEntry): string {
  return print(physicalType(column.type), 'duckdb').sql;
}

function columnDdl(entry: TableEntry, column: ColumnEntry, index: number): string {
  const name = quoteName(column.physical);
  const parts = [name, storageType(column)];
  if (!column.nullable) parts.push('NOT NULL');
  if (column.identity !== undefined) parts.push(`DEFAULT nextval('${identitySequence(entry, index).replaceAll("'", "''")}')`);
  else if (column.defaultSql !== undefined) parts.push(`DEFAULT (${column.defaultSql})`);
  if (column.type.type === 'varchar' && column.type.length < longestText) {
    // The message names the value, as Snowflake's does, so the check raises it itself.
    parts.push(`CHECK (CASE WHEN length(${name}) <= ${column.type.length} THEN true WHEN ${name} IS NULL THEN NULL
      ELSE error('[100078/22000] String ''' || ${name} || ''' is too long and would be truncated') END)`);
  }
  return parts.join(' ');
}

function identitySequence(entry: TableEntry, index: number): string {
  return quoteName(entry.physical[0], `_mh_identity_${entry.id}_${index}`);
}
