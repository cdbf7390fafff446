import { build, type Expression, visit } from '@millrace/sql-ir';

const name = '_v';
/** Trees of up to so many nodes may be said several times: the engine evaluates equal parts once. */
const small = 8;

/**
 * `make(value)`, the value written once however often `make` mentions it: macros repeat their arguments, and nested they repeat them
 * without bound. A large value is bound by a lambda over a list of one.
 *
 * @param make must name nothing but the value and constants.
 */
export function once(value: Expression, make: (value: Expression) => Expression): Expression {
  if (isSmall(value)) return make(value);
  const body: Expression = { kind: 'Lambda', parameters: [{ name: build.identifier(name) }], body: make(build.column(name)), pos: -1, end: -1 };
  const list: Expression = { kind: 'ArrayOf', items: [value], pos: -1, end: -1 };
  return { kind: 'Index', operand: build.call('list_transform', [list, body]), index: build.number(1), pos: -1, end: -1 };
}

function isSmall(value: Expression): boolean {
  let nodes = 0;
  let plain = true;
  const count = (): void => void (nodes += 1);
  visit(value, { Column: count, Literal: count, Call: count, Cast: count, Binary: count, Case: count, Parameter: count, Lambda: () => void (plain = false) });
  return plain && nodes <= small;
}
