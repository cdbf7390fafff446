import type { Drop, Undrop } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { objectKind } from './create.ts';
import { objectName } from './name.ts';

export function drop(p: SqlParser): Drop {
  const start = p.start();
  p.expect('DROP');
  const object = objectKind(p);
  const ifExists = p.acceptAll('IF', 'EXISTS');
  const name = objectName(p);
  const behavior = p.acceptAny('CASCADE', 'RESTRICT');
  return { kind: 'Drop', object, ifExists, name, ...(behavior === undefined ? {} : { behavior }), pos: start, end: p.end() };
}

export function undrop(p: SqlParser): Undrop {
  const start = p.start();
  p.expect('UNDROP');
  const object = objectKind(p);
  return { kind: 'Undrop', object, name: objectName(p), pos: start, end: p.end() };
}
