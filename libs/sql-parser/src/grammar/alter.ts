import type { Alter, AlterAction, AlterSession, Statement } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { objectKind } from './create.ts';
import { column, tableConstraint } from './create-table.ts';
import { objectName } from './name.ts';
import { properties } from './property.ts';

export function alter(p: SqlParser): Statement {
  const start = p.start();
  p.expect('ALTER');
  if (p.accept('SESSION')) return session(p, start);
  const object = objectKind(p);
  const ifExists = p.acceptAll('IF', 'EXISTS');
  const name = objectName(p);
  const node: Alter = { kind: 'Alter', object, ifExists, name, action: action(p, object === 'TABLE' || object.endsWith(' TABLE')), pos: start, end: p.end() };
  return { ...node, end: p.end() };
}

function session(p: SqlParser, start: number): AlterSession {
  if (p.accept('UNSET')) return { kind: 'AlterSession', set: [], unset: p.list(() => p.word('a parameter')), pos: start, end: p.end() };
  p.expect('SET');
  const set = properties(p);
  if (set.length === 0) p.fail('a parameter');
  return { kind: 'AlterSession', set, unset: [], pos: start, end: p.end() };
}

function action(p: SqlParser, table: boolean): AlterAction {
  if (p.acceptAll('RENAME', 'TO')) return { type: 'RENAME TO', name: objectName(p) };
  if (p.acceptAll('SWAP', 'WITH')) return { type: 'SWAP WITH', name: objectName(p) };
  if (p.accept('RENAME')) {
    p.accept('COLUMN');
    const from = p.identifier('a column');
    p.expect('TO');
    return { type: 'RENAME COLUMN', from, to: p.identifier('a column') };
  }
  if (p.accept('SET')) {
    const tag = p.at('TAG') && p.peekAt(2).kind === 'word' && p.accept('TAG');
    const found = properties(p);
    if (found.length === 0) p.fail('a setting');
    return { type: 'SET', properties: tag ? [{ name: 'TAG', value: found }] : found };
  }
  if (p.accept('UNSET')) {
    const names = p.list(() => {
      const first = p.word('a setting');
      return first === 'TAG' && p.peek().kind === 'word' ? `TAG ${p.word()}` : first;
    });
    return { type: 'UNSET', names };
  }
  if (table && p.acceptAll('CLUSTER', 'BY')) return { type: 'CLUSTER BY', keys: p.parenthesised(() => p.expression()) };
  if (table && p.accept('ADD')) return add(p);
  if (table && p.accept('DROP')) return dropColumns(p);
  if (table && (p.accept('ALTER') || p.accept('MODIFY'))) return alterColumn(p);
  return p.fail(...(table ? ['ADD', 'DROP', 'ALTER', 'RENAME', 'SET'] : ['RENAME TO', 'SET', 'UNSET']));
}

const constraintWords: ReadonlySet<string> = new Set(['CONSTRAINT', 'PRIMARY', 'FOREIGN', 'UNIQUE', 'CHECK']);

function add(p: SqlParser): AlterAction {
  if (constraintWords.has(p.peek().text)) return { type: 'ADD CONSTRAINT', constraint: tableConstraint(p) };
  p.accept('COLUMN');
  let ifNotExists = false;
  const columns = p.list(() => {
    if (p.acceptAll('ADD')) p.accept('COLUMN');
    ifNotExists = p.acceptAll('IF', 'NOT', 'EXISTS') || ifNotExists;
    return column(p);
  });
  return { type: 'ADD COLUMN', columns, ifNotExists };
}

function dropColumns(p: SqlParser): AlterAction {
  p.accept('COLUMN');
  let ifExists = false;
  const columns = p.list(() => {
    if (p.accept('DROP')) p.accept('COLUMN');
    ifExists = p.acceptAll('IF', 'EXISTS') || ifExists;
    return p.identifier('a column');
  });
  p.acceptAny('CASCADE', 'RESTRICT');
  return { type: 'DROP COLUMN', columns, ifExists };
}

function alterColumn(p: SqlParser): AlterAction {
  p.accept('COLUMN');
  const name = p.identifier('a column');
  return { type: 'ALTER COLUMN', column: name, change: columnChange(p) };
}

function columnChange(p: SqlParser): (AlterAction & { type: 'ALTER COLUMN' })['change'] {
  if (p.acceptAll('SET', 'NOT', 'NULL')) return { type: 'SET NOT NULL' };
  if (p.acceptAll('DROP', 'NOT', 'NULL')) return { type: 'DROP NOT NULL' };
  if (p.acceptAll('DROP', 'DEFAULT')) return { type: 'DROP DEFAULT' };
  if (p.acceptAll('SET', 'DEFAULT')) return { type: 'SET DEFAULT', value: p.expression() };
  if (p.accept('COMMENT')) return { type: 'COMMENT', text: p.string() };
  if (!p.acceptAll('SET', 'DATA', 'TYPE') && !p.accept('TYPE') && p.peek().kind !== 'word') p.fail('TYPE', 'SET', 'DROP', 'COMMENT');
  return { type: 'TYPE', dataType: p.type() };
}
