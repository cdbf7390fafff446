import type { CreateTable } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { newName, type Opening } from './create.ts';

/** SQLite's `CREATE VIRTUAL TABLE t USING fts5(a, b, tokenize = 'porter')`; https://www.sqlite.org/lang_createvtab.html */
export function createVirtualTable(p: SqlParser, head: Opening): CreateTable {
  const { start, ...opening } = head;
  const named = newName(p, 'a table');
  p.expect('USING');
  const module = p.identifier('a module');
  const args = p.at('(') && p.peekAt(2).text !== ')' ? p.parenthesised(() => moduleArgument(p)) : [];
  if (args.length === 0 && p.accept('(')) p.expect(')');
  return { kind: 'CreateTable', ...opening, ...named, columns: [], constraints: [], module: { name: module, args }, properties: [], pos: start, end: p.end() };
}

/** A column with words behind it, or a setting: modules read the text themselves, these are what SQLite's own are given. */
function moduleArgument(p: SqlParser): NonNullable<CreateTable['module']>['args'][number] {
  const name = p.identifier('a column or a setting', true);
  if (p.accept('=')) return { name, value: p.expression() };
  const words: string[] = [];
  while (p.peek().kind === 'word') {
    words.push(p.next().text);
  }
  return { name, ...(words.length === 0 ? {} : { words }) };
}
