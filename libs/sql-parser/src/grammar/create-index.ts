import type { CreateObject, Identifier, IndexTarget, OperatorClass, OrderItem } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { clausesOf } from './clause.ts';
import type { Opening } from './create.ts';
import { objectName } from './name.ts';
import { properties } from './property.ts';

const clauses = 'INCLUDE list; NULLS NOT DISTINCT; WITH settings; TABLESPACE name';

/** CREATE INDEX from its name on; https://www.postgresql.org/docs/current/sql-createindex.html */
export function createIndex(p: SqlParser, head: Opening): CreateObject {
  const { start, ...opening } = head;
  const concurrently = p.accept('CONCURRENTLY') ? { concurrently: true as const } : {};
  const ifNotExists = p.acceptAll('IF', 'NOT', 'EXISTS');
  const name: readonly Identifier[] = p.at('ON') ? [] : objectName(p);
  p.expect('ON');
  const only = p.vocabulary.dialect === 'postgres' && p.accept('ONLY') ? { only: true as const } : {};
  const table = objectName(p, 'a table');
  const method = p.accept('USING') ? { method: p.word('an access method').toLowerCase() } : {};
  const classes: OperatorClass[] = [];
  const keys: OrderItem[] = [];
  p.parenthesised(() => keys.push(indexKey(p, keys.length, classes)));
  const before = properties(p, clausesOf(clauses));
  const where = p.accept('WHERE') ? { where: p.expression() } : {};
  const on: IndexTarget = { table, ...concurrently, ...only, ...method, keys, ...(classes.length === 0 ? {} : { classes }), ...where };
  return { kind: 'CreateObject', object: 'INDEX', on, ...opening, ifNotExists, name, properties: before.concat(properties(p, clausesOf(clauses))), pos: start, end: p.end() };
}

/** A sort key, in PostgreSQL with the class of operators between its expression and its direction. */
function indexKey(p: SqlParser, index: number, classes: OperatorClass[]): OrderItem {
  const start = p.start();
  const expression = p.expression();
  const directs = ['ASC', 'DESC', 'NULLS'].includes(p.peek().text);
  if (p.vocabulary.dialect === 'postgres' && !directs && p.isName(p.peek())) {
    const name = objectName(p, 'a class of operators');
    classes.push({ key: index, name, options: p.at('(') ? p.parenthesised(() => properties(p)[0] ?? p.fail('an option')) : [] });
  }
  const descending = p.acceptAny('ASC', 'DESC') === 'DESC';
  const nulls = p.accept('NULLS') ? (p.acceptAny('FIRST', 'LAST') ?? p.fail('FIRST', 'LAST')) : undefined;
  return { kind: 'OrderItem', expression, descending, ...(nulls === undefined ? {} : { nulls }), pos: start, end: p.end() };
}
