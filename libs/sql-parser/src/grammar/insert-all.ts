import type { InsertAll, InsertTarget } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { targetTable } from './dml.ts';
import { columnNames } from './name.ts';

/** Whether INSERT, which is next, writes to several tables. */
export function opensInsertAll(p: SqlParser): boolean {
  const n = p.peekAt(2).text === 'OVERWRITE' ? 3 : 2;
  const word = p.peekAt(n).text;
  return (p.vocabulary.dialect === 'snowflake' || p.vocabulary.dialect === 'oracle') && (word === 'ALL' || word === 'FIRST');
}

/** `INSERT ALL WHEN … THEN INTO … ELSE INTO … SELECT …`. */
export function insertAll(p: SqlParser): InsertAll {
  const start = p.start();
  p.expect('INSERT');
  const overwrite = p.accept('OVERWRITE');
  const first = p.next().text === 'FIRST';
  const branches: InsertAll['branches'][number][] = [];
  if (p.at('INTO')) branches.push({ into: targets(p) });
  while (p.accept('WHEN')) {
    const condition = p.expression();
    p.expect('THEN');
    branches.push({ condition, into: targets(p) });
  }
  if (branches.length === 0) p.fail('INTO', 'WHEN');
  const otherwise = p.accept('ELSE') ? targets(p) : [];
  const source = p.query();
  return { kind: 'InsertAll', overwrite, first, branches, otherwise, source, pos: start, end: p.end() };
}

function targets(p: SqlParser): readonly InsertTarget[] {
  const found: InsertTarget[] = [];
  while (p.accept('INTO')) {
    const table = targetTable(p, false);
    const columns = p.at('(') && p.peekAt(2).text !== 'SELECT' && p.peekAt(2).text !== 'WITH' ? columnNames(p) : [];
    found.push({ table, columns, values: p.accept('VALUES') ? p.parenthesised(() => p.expression()) : [] });
  }
  return found.length === 0 ? p.fail('INTO') : found;
}
