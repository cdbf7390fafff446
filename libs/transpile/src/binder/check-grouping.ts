import { type Column, equal, type Expression, forEachChild, type Node, type Select } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { type BindContext, errorAt } from './bind-context.ts';
import type { ScopeRelation } from './scope.ts';

/**
 * In a grouped SELECT every column stands in GROUP BY, in what GROUP BY computes, or inside an aggregate.
 * Rule: https://docs.snowflake.com/en/sql-reference/constructs/group-by
 *
 * @throws ToolError TRANSPILE_NOT_GROUPED.
 */
export function checkGrouping(select: Select, relations: readonly ScopeRelation[], context: BindContext): void {
  const { groupBy } = select;
  if (groupBy?.type === 'ALL') return;
  const shown = [...select.projections.map(({ expression }) => expression), ...(select.having === undefined ? [] : [select.having])];
  if (groupBy === undefined && !shown.some((expression) => holdsAggregate(expression, context))) return;
  const keys = (groupBy?.items ?? []).flatMap((item) => keysOf(item, select));
  const names = new Set(relations.map(({ physicalName }) => physicalName));
  for (const expression of shown) check(expression, keys, names, context);
}

const isAggregate = (node: Node, context: BindContext): boolean => node.kind === 'Call' && node.over === undefined && context.table.recordOf(node)?.kind === 'aggregate';

function holdsAggregate(node: Node, context: BindContext): boolean {
  if (isAggregate(node, context)) return true;
  if (node.kind === 'Subquery' || node.kind === 'Exists' || node.kind === 'Select') return false;
  let found = false;
  forEachChild(node, (child) => { found ||= holdsAggregate(child, context); });
  return found;
}

/** What an item of GROUP BY groups by: ROLLUP and its kin by each of their parts, a position by the item it counts to. */
function keysOf(item: Expression, select: Select): readonly Expression[] {
  if (item.kind === 'Tuple') return item.items.flatMap((part) => keysOf(part, select));
  if (item.kind === 'Call' && ['ROLLUP', 'CUBE', 'GROUPING SETS'].includes(item.name[0]?.name.toUpperCase() ?? '')) return item.args.flatMap((part) => keysOf(part, select));
  const counted = item.kind === 'Literal' && item.type === 'number' ? select.projections[Number(item.value) - 1]?.expression : undefined;
  return [counted ?? item];
}

function check(node: Node, keys: readonly Expression[], names: ReadonlySet<string>, context: BindContext): void {
  if (isAggregate(node, context) || node.kind === 'Subquery' || node.kind === 'Exists' || node.kind === 'Select' || keys.some((key) => equal(key, node))) return;
  if (node.kind === 'Column' && isOwn(node, names)) throw errorAt(errors.TRANSPILE_NOT_GROUPED, { name: node.parts.map(({ name }) => name).join('.') }, node, context);
  forEachChild(node, (child) => check(child, keys, names, context));
}

/** A column of the SELECT's own FROM; those of outer queries are constants here. */
const isOwn = (column: Column, names: ReadonlySet<string>): boolean => column.parts.length === 2 && names.has(column.parts[0]?.name ?? '');
