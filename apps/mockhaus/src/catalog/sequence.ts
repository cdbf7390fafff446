import type { ObjectEntry, TableEntry } from './entries.ts';
import { createSequenceSql } from './table-ddl.ts';
import type { EngineStatement } from '../engine/engine.ts';
import { quoteName } from '../engine/names.ts';
import { settingText } from '../commands/properties.ts';

/** The engine's name of a sequence: one that its making anew or renaming does not touch. */
export function sequenceName(entry: ObjectEntry): readonly [schema: string, name: string] {
  return ['_mh', `sequence_${entry.id}`];
}

/** Makes a sequence of the engine. */
export function createSequence(entry: ObjectEntry): EngineStatement {
  const start = Number(settingText(entry.settings, 'START') ?? 1);
  const step = Number(settingText(entry.settings, 'INCREMENT') ?? 1);
  return { sql: createSequenceSql(quoteName(...sequenceName(entry)), { start, step }) };
}

/** Removes a sequence of the engine, unless a column's DEFAULT still counts on it. */
export function dropSequence(entry: ObjectEntry, tables: readonly TableEntry[]): readonly EngineStatement[] {
  const [schema, name] = sequenceName(entry);
  const isInUse = tables.some(({ columns }) => columns.some(({ defaultSql }) => defaultSql?.includes(quoteName(schema, name)) === true));
  return isInUse ? [] : [{ sql: `DROP SEQUENCE IF EXISTS ${quoteName(schema, name)}` }];
}
