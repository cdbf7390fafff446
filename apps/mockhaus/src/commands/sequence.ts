import { foldIdentifier } from '@millrace/dialects';
import { build, rewrite, type Statement } from '@millrace/sql-ir';
import type { ObjectEntry } from '../catalog/entries.ts';
import { createSequenceSql } from '../catalog/table-ddl.ts';
import type { EngineStatement } from '../engine/engine.ts';
import { quoteName } from '../engine/names.ts';
import { foldNames, lookUpObject, qualify } from '../session/resolve.ts';
import type { Session } from '../session/session.ts';
import { settingText } from './properties.ts';

/** The engine's name of a sequence. */
function engineName(entry: ObjectEntry): string {
  return quoteName('_mh', `sequence_${entry.id}`);
}

/** Makes a sequence of the engine. */
export function createSequence(entry: ObjectEntry): EngineStatement {
  const start = Number(settingText(entry.settings, 'START') ?? 1);
  const step = Number(settingText(entry.settings, 'INCREMENT') ?? 1);
  return { sql: createSequenceSql(engineName(entry), { start, step }) };
}

/** Removes a sequence of the engine. */
export function dropSequence(entry: ObjectEntry): EngineStatement {
  return { sql: `DROP SEQUENCE IF EXISTS ${engineName(entry)}` };
}

/** Puts the engine's function in the place of `sequence.NEXTVAL`, where a sequence of that name exists. */
export function rewriteSequences<S extends Statement>(statement: S, session: Session): S {
  return rewrite(statement, {
    Column: (node) => {
      const last = node.parts.at(-1);
      if (node.parts.length < 2 || node.parts.length > 4 || last === undefined || foldIdentifier(last, 'snowflake') !== 'NEXTVAL') return node;
      const parts = foldNames(node.parts.slice(0, -1));
      if (session.context.database === undefined || session.context.schema === undefined) return node;
      const sequence = lookUpObject(session, 'SEQUENCE', qualify(session, parts, 'SELECT'));
      if (sequence === undefined) return node;
      return { ...build.call('NEXTVAL', [build.string(engineName(sequence))]), pos: node.pos, end: node.end };
    },
  });
}
