import { build, type Expression, forEachChild, type Node, type Relation, rewrite, type Select, visit } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { type BindContext, errorAt } from './bind-context.ts';

/** Whether an expression has a `(+)` of its own. */
function isMarked(node: Node): boolean {
  if (node.kind === 'Unary' && node.op === '(+)') return true;
  let found = false;
  forEachChild(node, (child) => { found ||= child.kind !== 'Select' && isMarked(child); });
  return found;
}

/**
 * Says `WHERE t1.a = t2.a(+)` as a LEFT JOIN: the conditions that mark a table's columns are what it is joined on.
 * Rule: https://docs.snowflake.com/en/sql-reference/constructs/where
 *
 * @param select bound: every column bears its relation's name.
 * @throws ToolError TRANSPILE_UNSUPPORTED for a condition that marks several tables.
 */
export function joinOuter(select: Select, context: BindContext): Select {
  const { where, from } = select;
  if (where === undefined || from === undefined || !isMarked(where)) return select;
  const items = commaItems(from).map((relation) => ({ relation, names: namesOf(relation) }));
  const conditions = conjuncts(where);
  const optional = new Map<number, Expression[]>();
  for (const condition of conditions.filter(isMarked)) {
    const marked = new Set<number>();
    visit(condition, { Unary: (node) => { if (node.op === '(+)' && node.operand.kind === 'Column') marked.add(items.findIndex(({ names }) => names.has(firstPart(node.operand)))); } });
    const [owner = -1] = marked;
    if (marked.size !== 1 || owner < 0) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: '(+) on several tables in one condition' }, condition, context);
    const plain = rewrite(condition, { Unary: (node) => (node.op === '(+)' ? node.operand : node) });
    context.table.carry(condition, plain);
    optional.set(owner, [...(optional.get(owner) ?? []), plain]);
  }
  const { where: _, ...rest } = select;
  const filter = build.all(conditions.filter((condition) => !isMarked(condition)));
  return { ...rest, from: joined(items, optional), ...(filter === undefined ? {} : { where: filter }) };
}

type Item = { readonly relation: Relation; readonly names: ReadonlySet<string> };

/** The tables that must be there, then each optional one once all that its conditions name stand to its left. */
function joined(items: readonly Item[], optional: ReadonlyMap<number, readonly Expression[]>): Relation {
  const placed = new Set<string>();
  const place = (item: Item | undefined): void => { for (const name of item?.names ?? []) placed.add(name); };
  const firm = items.filter((_, i) => !optional.has(i));
  const [head = items[0], ...others] = firm;
  place(head);
  others.forEach(place);
  const start = others.reduce<Relation | undefined>((left, { relation }) => (left === undefined ? relation : build.join('CROSS', left, relation)), head?.relation);
  const waiting = [...optional].filter(([i]) => items[i] !== head);
  let tree = start;
  while (waiting.length > 0) {
    const ready = waiting.findIndex(([i, on]) => on.every((condition) => columnsOf(condition).every((name) => placed.has(name) || items[i]?.names.has(name) === true)));
    const [next] = waiting.splice(Math.max(ready, 0), 1);
    const item = next === undefined ? undefined : items[next[0]];
    if (next === undefined || item === undefined) break;
    tree = tree === undefined ? item.relation : build.join('LEFT', tree, item.relation, build.all(next[1]));
    place(item);
  }
  return tree ?? build.table([]);
}

const firstPart = (column: Expression): string => (column.kind === 'Column' ? (column.parts[0]?.name ?? '') : '');

function columnsOf(condition: Expression): readonly string[] {
  const names: string[] = [];
  visit(condition, { Column: (column) => void names.push(firstPart(column)) });
  return names;
}

function conjuncts(condition: Expression): readonly Expression[] {
  return condition.kind === 'Binary' && condition.op === 'AND' ? [...conjuncts(condition.left), ...conjuncts(condition.right)] : [condition];
}

function commaItems(relation: Relation): readonly Relation[] {
  return relation.kind === 'Join' && relation.comma ? [...commaItems(relation.left), ...commaItems(relation.right)] : [relation];
}

function namesOf(relation: Relation): ReadonlySet<string> {
  if (relation.kind === 'Join') return new Set([...namesOf(relation.left), ...namesOf(relation.right)]);
  return new Set('alias' in relation && relation.alias !== undefined ? [relation.alias.name.name] : []);
}
