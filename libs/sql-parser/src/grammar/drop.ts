import type { Drop, Undrop } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { named } from './access.ts';
import { clausesOf } from './clause.ts';
import { dropClauses } from './clauses.ts';
import { objectName } from './name.ts';
import { objectKind } from './object-kind.ts';
import { properties } from './property.ts';

/** Who drops several objects of a kind at once. */
const dropsSeveral: ReadonlySet<string> = new Set(['postgres', 'mysql', 'mssql']);

export function drop(p: SqlParser): Drop {
  const start = p.start();
  p.expect('DROP');
  const object = objectKind(p);
  const concurrently = object === 'INDEX' && p.vocabulary.dialect === 'postgres' && p.accept('CONCURRENTLY') ? { concurrently: true as const } : {};
  const ifExists = p.acceptAll('IF', 'EXISTS');
  const found = named(p, object);
  const more = dropsSeveral.has(p.vocabulary.dialect) && p.accept(',') ? p.list(() => objectName(p)) : [];
  const after = !ifExists && p.acceptAll('IF', 'EXISTS');
  const behavior = p.acceptAny('CASCADE', 'RESTRICT');
  const settings = properties(p, clausesOf(dropClauses));
  return {
    kind: 'Drop', object, ...concurrently, ifExists: ifExists || after, ...found, ...(more.length === 0 ? {} : { more }), ...(behavior === undefined ? {} : { behavior }), ...(settings.length === 0 ? {} : { properties: settings }), pos: start, end: p.end(),
  };
}

export function undrop(p: SqlParser): Undrop {
  const start = p.start();
  p.expect('UNDROP');
  const object = objectKind(p);
  const found = named(p, object);
  const renameTo = p.acceptAll('RENAME', 'TO') ? { renameTo: objectName(p) } : {};
  return { kind: 'Undrop', object, ...found, ...renameTo, pos: start, end: p.end() };
}
