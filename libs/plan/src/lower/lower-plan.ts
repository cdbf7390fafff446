import { unreachable } from '@millrace/diagnostics';
import { build, type Expression, type Query, type Relation, synthetic } from '@millrace/sql-ir';
import { nextColumnId } from '../column-id.ts';
import type { Aggregate, CteReference, Distinct, Filter, Limit, Output, Plan, PlanColumn, Project, Rows, Scan, Sort } from '../plan.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { some } from '../walk.ts';
import { type Block, type Cell, type Context, type Facts, freeAlias, hasWindows, noFacts, type Scope, sourceBlock } from './block.ts';
import { derive, finish, plainCell, wrap } from './finish.ts';
import { canAggregate, canProject, canSort, placeOfFilter } from './guards.ts';
import { lowerJoin } from './lower-join.ts';
import { lowerRecursive } from './lower-recursive.ts';
import { lowerSample } from './lower-sample.ts';
import { lowerScalar, typedNull } from './lower-scalar.ts';
import { lowerSetOperation } from './lower-set-operation.ts';
import { lowerUnnest } from './lower-unnest.ts';
import { lowerWith } from './lower-with.ts';
import { asAggregate, asCrossJoin, asProject } from './reshape.ts';

/** Writes a plan as an open block. @throws ToolError PLAN_UNSUPPORTED, PLAN_CORRELATED */
export function lowerPlan(plan: Plan, context: Context): Block {
  switch (plan.kind) {
    case 'Scan': return lowerScan(plan, context);
    case 'Rows': return lowerRows(plan, context);
    case 'Written': return derive(plan.query, plan.schema.map((column) => [column.id, column.name]), context);
    case 'Project': return lowerProject(plan, context);
    case 'Window': return lowerProject(asProject(plan), context);
    case 'Pivot': return lowerAggregate(asAggregate(plan), context);
    case 'Unpivot': return lowerPlan(asCrossJoin(plan), context);
    case 'Unnest': return lowerUnnest(plan, context);
    case 'Sample': return lowerSample(plan, context);
    case 'Filter': return lowerFilter(plan, context);
    case 'Aggregate': return lowerAggregate(plan, context);
    case 'Join': return lowerJoin(plan, context);
    case 'Sort': return lowerSort(plan, context);
    case 'Limit': return lowerLimit(plan, context);
    case 'Distinct': return lowerDistinct(plan, context);
    case 'SetOperation': return lowerSetOperation(plan, context);
    case 'Recursive': return lowerRecursive(plan, context);
    case 'With': return lowerWith(plan, context);
    case 'CteReference': return lowerCteReference(plan, context);
    default: return unreachable(plan);
  }
}

/** Writes a plan as a subquery; without `columns` only whether it has rows is kept. */
export function lowerSubquery(plan: Plan, context: Context, columns: boolean): Query {
  const block = lowerPlan(plan, context);
  const ordered = block.limit === undefined ? { ...block, order: [] } : block;
  return finish(columns || ordered.distinct ? ordered : { ...ordered, cells: new Map() }, context);
}

/** What a scalar is written as over a block, and what that tells. */
export function read(block: Block, scalars: readonly Scalar[], context: Context): { readonly expressions: readonly Expression[]; readonly facts: Facts } {
  const scope: Scope = { cells: block.cells, facts: noFacts() };
  return { expressions: scalars.map((scalar) => lowerScalar(scalar, scope, context)), facts: scope.facts };
}

/** A relation's columns as a block's plain ones. */
export function tableBlock(from: Relation, alias: string, columns: readonly PlanColumn[]): Block {
  return sourceBlock(from, new Map(columns.map((column): [ColumnId, Cell] => [column.id, plainCell(alias, column.name, column.name)])));
}

function lowerScan(plan: Scan, context: Context): Block {
  const own = plan.table.at(-1) ?? 't';
  const alias = freeAlias(context, own);
  return tableBlock(build.table(plan.table, alias === own ? undefined : alias), alias, plan.schema);
}

function lowerCteReference(plan: CteReference, context: Context): Block {
  const name = context.cteNames.get(plan.key) ?? '';
  const alias = freeAlias(context, name);
  return tableBlock(build.table([name], alias), alias, plan.schema);
}

function lowerRows(plan: Rows, context: Context): Block {
  const written = plan.rows.map((row) => read(sourceBlock(undefined, new Map()), row, context).expressions);
  const only = written.length === 0 ? plan.schema.map((column) => typedNull(column.type, context.target)) : written[0];
  if (written.length <= 1) {
    const cells = plan.schema.map((column, i): [ColumnId, Cell] => [column.id, { name: column.name, expression: only?.[i] ?? build.nothing(), plain: false, aggregate: false, window: false, weight: 1 }]);
    return { ...sourceBlock(undefined, new Map(cells)), ...(written.length === 0 ? { limit: { count: 0, offset: 0 } } : {}) };
  }
  const query: Query = { kind: 'Values', with: [], recursive: false, rows: written, orderBy: [], ...synthetic };
  const alias = freeAlias(context, 'v');
  if (context.target.valuesAlias) {
    return tableBlock({ kind: 'DerivedTable', query, lateral: false, alias: build.alias(alias, plan.schema.map((column) => column.name)), ...synthetic }, alias, plan.schema);
  }
  const cells = plan.schema.map((column, i): [ColumnId, Cell] => [column.id, plainCell(alias, `column${i + 1}`, column.name)]);
  return sourceBlock(build.derived(query, alias), new Map(cells));
}

/** Reads each output by itself, since what one is made of says nothing of the others. */
function readOutputs(block: Block, outputs: readonly Output[], context: Context): { readonly cells: Map<ColumnId, Cell>; readonly facts: Facts } {
  const all = noFacts();
  const cells = new Map<ColumnId, Cell>();
  for (const { column, expression } of outputs) {
    if (expression.kind === 'Reference') {
      const known = block.cells.get(expression.id);
      if (known !== undefined) {
        cells.set(column.id, known.name === column.name ? known : { ...known, name: column.name });
        continue;
      }
    }
    const { expressions: [written = build.nothing()], facts } = read(block, [expression], context);
    cells.set(column.id, { name: column.name, expression: written, plain: false, aggregate: facts.aggregate, window: facts.window, weight: facts.weight });
    all.aggregate ||= facts.aggregate;
    all.window ||= facts.window;
    all.nestedWindow ||= facts.nestedWindow;
    all.captive ||= facts.captive;
    all.weight = Math.max(all.weight, facts.weight);
  }
  return { cells, facts: all };
}

function lowerProject(plan: Project, context: Context): Block {
  const block = lowerPlan(plan.input, context);
  const merged = readOutputs(block, plan.outputs, context);
  if (canProject(block, merged.facts)) return { ...block, cells: merged.cells };
  const outer = wrap(block, context);
  return { ...outer, cells: readOutputs(outer, plan.outputs, context).cells };
}

function lowerFilter(plan: Filter, context: Context): Block {
  const block = lowerPlan(plan.input, context);
  const { expressions, facts } = read(block, [plan.predicate], context);
  const place = placeOfFilter(block, facts, context.target);
  if (place !== 'subquery') return { ...block, [place]: [...block[place], ...expressions] };
  if (some(plan.predicate, (node) => node.kind === 'Windowed')) return filterOnWindow(canProject(block, facts) ? block : wrap(block, context), plan.predicate, context);
  const outer = wrap(block, context);
  return { ...outer, where: [...outer.where, ...read(outer, [plan.predicate], context).expressions] };
}

/** A condition over a window of its own: QUALIFY, or a column computed one level down. */
function filterOnWindow(block: Block, predicate: Scalar, context: Context): Block {
  const { expressions: [condition = build.nothing()], facts } = read(block, [predicate], context);
  if (context.target.qualify && !hasWindows(block)) return { ...block, qualify: [condition] };
  const id = nextColumnId();
  const cells = new Map(block.cells).set(id, { name: 'condition', expression: condition, plain: false, aggregate: false, window: true, weight: facts.weight });
  const outer = wrap({ ...block, cells }, context);
  const computed = outer.cells.get(id);
  const visible = new Map(outer.cells);
  visible.delete(id);
  return { ...outer, cells: visible, where: computed === undefined ? [] : [computed.expression] };
}

function lowerAggregate(plan: Aggregate, context: Context): Block {
  const block = lowerPlan(plan.input, context);
  const keys = readOutputs(block, plan.keys, context);
  const measures = readOutputs(block, plan.measures, context);
  // A key that is computed must be a column first: its parameters would differ from those of its copy in the SELECT list.
  const plainKeys = [...keys.cells.values()].every((cell) => cell.plain);
  if (plainKeys && canAggregate(block, keys.facts) && canAggregate(block, { ...measures.facts, window: false })) return grouped(block, keys.cells, measures.cells);
  if (plainKeys || plan.keys.every((key) => key.expression.kind === 'Reference')) {
    const outer = wrap(block, context);
    return grouped(outer, readOutputs(outer, plan.keys, context).cells, readOutputs(outer, plan.measures, context).cells);
  }
  const base = canProject(block, keys.facts) ? block : wrap(block, context);
  const withKeys: Block = { ...base, cells: new Map([...base.cells, ...readOutputs(base, plan.keys, context).cells]) };
  const outer = wrap(withKeys, context);
  const outerKeys = new Map(plan.keys.flatMap((key): [ColumnId, Cell][] => {
    const cell = outer.cells.get(key.column.id);
    return cell === undefined ? [] : [[key.column.id, cell]];
  }));
  return grouped(outer, outerKeys, readOutputs(outer, plan.measures, context).cells);
}

function grouped(block: Block, keys: Map<ColumnId, Cell>, measures: Map<ColumnId, Cell>): Block {
  return { ...block, order: [], keys: [...keys.values()].map((cell) => cell.expression), cells: new Map([...keys, ...measures]) };
}

function lowerSort(plan: Sort, context: Context): Block {
  const block = lowerPlan(plan.input, context);
  const { expressions, facts } = read(block, plan.orderBy.map((item) => item.expression), context);
  const isResult = (expression: Expression): boolean => [...block.cells.values()].some((cell) => cell.expression === expression);
  const base = canSort(block, facts, expressions.every(isResult)) ? block : wrap(block, context);
  const written = base === block ? expressions : read(base, plan.orderBy.map((item) => item.expression), context).expressions;
  return {
    ...base,
    order: plan.orderBy.map((item, i) => ({ expression: written[i] ?? build.nothing(), descending: item.descending, nulls: item.nulls, nullable: item.expression.nullable })),
  };
}

/** LIMIT after LIMIT takes rows out of those that were left. */
function lowerLimit(plan: Limit, context: Context): Block {
  const block = lowerPlan(plan.input, context);
  const before = block.limit ?? { offset: 0 };
  const left = before.count === undefined ? undefined : Math.max(0, before.count - plan.offset);
  const count = plan.count === undefined ? left : Math.min(plan.count, left ?? plan.count);
  return { ...block, limit: { ...(count === undefined ? {} : { count }), offset: before.offset + plan.offset } };
}

function lowerDistinct(plan: Distinct, context: Context): Block {
  const block = lowerPlan(plan.input, context);
  const base = block.limit === undefined ? block : wrap(block, context);
  return { ...base, distinct: true, order: [] };
}
