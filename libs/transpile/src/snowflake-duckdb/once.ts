import { build, type Expression, forEachChild, type Node } from '@millrace/sql-ir';

const name = '_v';
/** Trees of up to so much weight may be said several times: the engine evaluates equal parts once. */
const small = 8;
/** So many characters of the user's text weigh as much as a node that a pass made. */
const charactersPerNode = 3;

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
  return isPath(value) || weight(value, small + 1) <= small;
}

const readers: ReadonlySet<string> = new Set(['json_extract', 'mr_defined', 'mr_present', 'mr_key', 'mr_item']);

/** Whether it is a column or a path into one, as written or lowered: cheap however long its names are. */
function isPath(node: Expression): boolean {
  switch (node.kind) {
    case 'Column': case 'Literal': case 'Parameter': return true;
    case 'Path': return isPath(node.operand);
    case 'Index': return isPath(node.operand) && isPath(node.index);
    case 'Cast': return node.type.name === 'BIGINT' && isPath(node.operand);
    case 'Call': return readers.has(node.name[0]?.name ?? '') && node.args.every(isPath);
    default: return false;
  }
}

/** How large a tree is, counted no further than `limit`: what the user wrote by its length, which is the same before and after it is lowered. */
function weight(node: Node, limit: number): number {
  if ('pos' in node && node.pos >= 0) return Math.ceil((node.end - node.pos) / charactersPerNode);
  if (node.kind === 'Lambda') return limit;
  let total = 1;
  forEachChild(node, (child) => void (total < limit && (total += weight(child, limit - total))));
  return total;
}
