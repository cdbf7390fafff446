import { print } from '@millrace/dialects';
import { physicalType } from '@millrace/transpile';
import type { EngineStatement } from '../engine/engine.ts';
import { quoteName } from '../engine/names.ts';
import type { ColumnEntry, Identity, TableEntry } from './entries.ts';

/** The longest VARCHAR; a column of this length needs no check. */
const longestText = 16_777_216;

/** The entry of a table about to be made, with a sequence of its own for every column that counts. */
export function withSequences(entry: TableEntry): TableEntry {
  const columns = entry.columns.map((column, index): ColumnEntry => (column.identity === undefined ? column : {
    ...column, identity: { ...column.identity, sequence: `_mh_identity_${entry.id}_${index}` },
  }));
  return { ...entry, columns };
}

/** The engine's statements that make a table. @param before the table it takes the place of; their sequences count on. */
export function createStorage(entry: TableEntry, before?: TableEntry): readonly EngineStatement[] {
  const running = sequencesOf(before);
  const sequences = entry.columns.flatMap(({ identity }): EngineStatement[] => (
    identity?.sequence === undefined || running.includes(identity.sequence) ? [] : [{ sql: createSequenceSql(quoteName(entry.physical[0], identity.sequence), identity) }]
  ));
  return [...sequences, { sql: `CREATE TABLE ${quoteName(...entry.physical)} (${entry.columns.map((column) => columnDdl(entry, column)).join(', ')})` }];
}

/** The engine's statements that remove a table or view. @param after the table that takes its place, and keeps the sequences it has. */
export function dropStorage(entry: TableEntry, after?: TableEntry): readonly EngineStatement[] {
  if (entry.kind === 'VIEW') return [{ sql: `DROP VIEW IF EXISTS ${quoteName(...entry.physical)}` }];
  const kept = sequencesOf(after);
  return [
    { sql: `DROP TABLE IF EXISTS ${quoteName(...entry.physical)}` },
    ...sequencesOf(entry).filter((name) => !kept.includes(name)).map((name) => ({ sql: `DROP SEQUENCE IF EXISTS ${quoteName(entry.physical[0], name)}` })),
  ];
}

function sequencesOf(entry: TableEntry | undefined): readonly string[] {
  return (entry?.columns ?? []).flatMap(({ identity }) => (identity?.sequence === undefined ? [] : [identity.sequence]));
}

/** The engine's statement that makes a sequence. @param name as SQL. */
export function createSequenceSql(name: string, { start, step }: Pick<Identity, 'start' | 'step'>): string {
  const bounds = step < 0 ? ` MAXVALUE ${Math.max(start, -1)} MINVALUE -9223372036854775808` : '';
  return `CREATE SEQUENCE ${name} INCREMENT ${step} START ${start}${bounds}`;
}

/** The engine's name of a type's storage: `DECIMAL(38, 0)`. */
function storageType(column: ColumnEntry): string {
  return print(physicalType(column.type), 'duckdb').sql;
}

function columnDdl(entry: TableEntry, column: ColumnEntry): string {
  const name = quoteName(column.physical);
  const parts = [name, storageType(column)];
  if (!column.nullable) parts.push('NOT NULL');
  if (column.identity?.sequence !== undefined) parts.push(`DEFAULT nextval('${quoteName(entry.physical[0], column.identity.sequence).replaceAll("'", "''")}')`);
  else if (column.defaultSql !== undefined) parts.push(`DEFAULT (${column.defaultSql})`);
  if (column.type.type === 'varchar' && column.type.length < longestText) {
    // The message names the value, as Snowflake's does, so the check raises it itself.
    parts.push(`CHECK (CASE WHEN length(${name}) <= ${column.type.length} THEN true WHEN ${name} IS NULL THEN NULL
      ELSE error('[100078/22000] String ''' || ${name} || ''' is too long and would be truncated') END)`);
  }
  return parts.join(' ');
}
