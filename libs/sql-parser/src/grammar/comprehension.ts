import type { Call, Expression, Identifier, Lambda } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';

const at = (p: SqlParser): { readonly pos: number; readonly end: number } => ({ pos: p.end(), end: p.end() });

function call(p: SqlParser, name: string, ...args: readonly Expression[]): Call {
  return { kind: 'Call', name: [{ kind: 'Identifier', name, quoted: false, ...at(p) }], args, distinct: false, orderBy: [], withinGroup: [], ...at(p) };
}

function lambda(p: SqlParser, names: readonly Identifier[], body: Expression): Lambda {
  return { kind: 'Lambda', parameters: names.map((name) => ({ name })), body, ...at(p) };
}

/**
 * DuckDB's `[body FOR x IN list IF condition]`, whose bracket and body have been taken: the calls that it stands for.
 * https://duckdb.org/docs/stable/sql/functions/list#list-comprehension
 */
export function comprehension(p: SqlParser, start: number, [body]: readonly Expression[]): Expression {
  p.expect('FOR');
  const names = p.list(() => p.identifier('a name'));
  p.expect('IN');
  const list = p.expression();
  const condition = p.accept('IF') ? p.expression() : undefined;
  p.expect(']');
  const of = body ?? list;
  const placed = (made: Call): Call => ({ ...made, pos: start, end: p.end() });
  if (condition === undefined) return placed(call(p, 'LIST_TRANSFORM', list, lambda(p, names, of)));
  if (names.length === 1) return placed(call(p, 'LIST_TRANSFORM', call(p, 'LIST_FILTER', list, lambda(p, names, condition)), lambda(p, names, of)));
  // A filter would count anew, so each item carries whether it stays.
  const entry: Identifier = { kind: 'Identifier', name: 'entry', quoted: false, ...at(p) };
  const field = (key: string): Expression => ({
    kind: 'Index', operand: { kind: 'Column', parts: [entry], ...at(p) }, index: { kind: 'Literal', type: 'string', value: key, ...at(p) }, ...at(p),
  });
  const pairs = call(p, 'LIST_TRANSFORM', list, lambda(p, names, { kind: 'ObjectOf', entries: [{ key: 'keep', value: condition }, { key: 'item', value: of }], ...at(p) }));
  return placed(call(p, 'LIST_TRANSFORM', call(p, 'LIST_FILTER', pairs, lambda(p, [entry], field('keep'))), lambda(p, [entry], field('item'))));
}
