import { build, equal, type Expression, type GroupBy, mapChildren, type Node, type Projection, type Select, type SetOperation, type WindowSpec } from '@millrace/sql-ir';
import { locationOf } from '../../binder/bind-context.ts';
import { errors } from '../../errors.ts';
import { type Collation, collationKey } from '../collation.ts';
import { isEngineAggregate } from '../engine-aggregates.ts';
import type { LowerContext } from '../lower-context.ts';

/** The collation of an expression that takes different texts for one another; undefined for those that only sort. */
export type Merging = (expression: Expression, context: LowerContext) => Collation | undefined;

/**
 * GROUP BY and DISTINCT over texts with a collation: rows are alike when the keys of their texts are, and one of the texts stands for all.
 * Rule: https://docs.snowflake.com/en/sql-reference/collation#collation-control
 */
export function groupedSelect(select: Select, mergingOf: Merging, context: LowerContext): Select {
  return distinctByKeys(groupedByKeys(select, mergingOf, context), mergingOf, context);
}

function groupedByKeys(select: Select, mergingOf: Merging, context: LowerContext): Select {
  const { groupBy } = select;
  if (groupBy === undefined) return select;
  const items = groupBy.type === 'ALL' ? [] : groupBy.items.map((item) => counted(item, select.projections));
  const merged = items.filter((item) => mergingOf(item, context) !== undefined);
  if (groupBy.type === 'ALL' ? select.projections.some(({ expression }) => mergingOf(expression, context) !== undefined) : holdsMerged(groupBy, items, mergingOf, context)) {
    throw errors.TRANSPILE_UNSUPPORTED.error({ feature: 'GROUP BY ALL, ROLLUP, CUBE or GROUPING SETS over text with a collation' }, locationOf(select, context.source));
  }
  if (merged.length === 0) return select;
  const shown = (node: Node): Node => one(node, merged);
  const keys = items.map((item) => keyed(item, mergingOf, context));
  return {
    ...select, groupBy: { type: 'list', items: keys }, projections: select.projections.map((projection) => ({ ...projection, expression: shown(projection.expression) as Expression })),
    ...(select.having === undefined ? {} : { having: shown(select.having) as Expression }),
    ...(select.qualify === undefined ? {} : { qualify: shown(select.qualify) as Expression }),
  };
}

/** Whether a part of ROLLUP or its kin is merged. */
function holdsMerged(groupBy: GroupBy & { readonly type: 'list' }, items: readonly Expression[], mergingOf: Merging, context: LowerContext): boolean {
  const parts = (node: Expression): readonly Expression[] => (node.kind === 'Tuple' ? node.items.flatMap(parts) : node.kind === 'Call' && grouping.has(node.name[0]?.name.toUpperCase() ?? '') ? node.args.flatMap(parts) : [node]);
  return items.length === groupBy.items.length && items.some((item) => parts(item).some((part) => part !== item && mergingOf(part, context) !== undefined));
}

const grouping: ReadonlySet<string> = new Set(['ROLLUP', 'CUBE', 'GROUPING SETS']);

/** What an item of GROUP BY means: a position is the item of the list that it counts to. */
function counted(item: Expression, projections: readonly Projection[]): Expression {
  return item.kind === 'Literal' && item.type === 'number' ? (projections[Number(item.value) - 1]?.expression ?? item) : item;
}

/** A node with one text of the group in the place of each merged one, but inside aggregates, which see the rows. */
function one(node: Node, merged: readonly Expression[]): Node {
  const found = merged.find((item) => equal(item, node));
  if (found !== undefined) return { ...build.call('any_value', [found]), pos: node.pos, end: node.end };
  if (node.kind === 'Select' || node.kind === 'SetOperation' || isEngineAggregate(node)) return node;
  return mapChildren(node, (child) => one(child, merged));
}

const keyed = (expression: Expression, mergingOf: Merging, context: LowerContext): Expression => {
  const collation = mergingOf(expression, context);
  return collation === undefined ? expression : collationKey(expression, collation);
};

function distinctByKeys(select: Select, mergingOf: Merging, context: LowerContext): Select {
  if (select.distinct !== true || !select.projections.some(({ expression }) => mergingOf(expression, context) !== undefined)) return select;
  return { ...select, distinct: select.projections.map(({ expression }) => keyed(expression, mergingOf, context)) };
}

/** PARTITION BY as GROUP BY. */
export function partitionedWindow(spec: WindowSpec, mergingOf: Merging, context: LowerContext): WindowSpec {
  return spec.partitionBy.some((item) => mergingOf(item, context) !== undefined) ? { ...spec, partitionBy: spec.partitionBy.map((item) => keyed(item, mergingOf, context)) } : spec;
}

/** Set operations that compare rows see the texts themselves, which would be another answer. */
export function comparedRows(operation: SetOperation, mergingOf: Merging, context: LowerContext): SetOperation {
  for (const branch of operation.all ? [] : [operation.left, operation.right]) {
    if (branch.kind === 'Select' && branch.projections.some(({ expression }) => mergingOf(expression, context) !== undefined)) {
      throw errors.TRANSPILE_UNSUPPORTED.error({ feature: `${operation.op} of text with a collation` }, locationOf(operation, context.source));
    }
  }
  return operation;
}
