import { unreachable } from '@millrace/diagnostics';
import { reference } from '../build-scalar.ts';
import type { Output, Plan, PlanColumn, Shared } from '../plan.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { collectReferences, readsOf, widened } from '../walk.ts';

type Needed = ReadonlySet<ColumnId>;

/** Columns that nothing above reads are not computed, and not read from their tables. */
export function pruneColumns(plan: Plan): Plan {
  return prune(plan, new Set(plan.schema.map((column) => column.id)));
}

function plus(needed: Needed, scalars: readonly Scalar[]): Needed {
  const all = new Set(needed);
  for (const scalar of scalars) collectReferences(scalar, all);
  return all;
}

function kept(schema: readonly PlanColumn[], needed: Needed): readonly PlanColumn[] {
  return schema.every((column) => needed.has(column.id)) ? schema : schema.filter((column) => needed.has(column.id));
}

function readBy(outputs: readonly Output[]): Needed {
  return plus(new Set(), outputs.map((output) => output.expression));
}

function prune(plan: Plan, needed: Needed): Plan {
  switch (plan.kind) {
    case 'Scan': case 'CteReference': {
      const schema = kept(plan.schema, needed);
      return schema === plan.schema ? plan : { ...plan, schema };
    }
    case 'Rows': case 'Written': return plan;
    case 'Project': {
      const outputs = plan.outputs.filter((output) => needed.has(output.column.id));
      const input = prune(plan.input, readBy(outputs));
      return input === plan.input && outputs.length === plan.outputs.length ? plan : { ...plan, input, outputs, schema: kept(plan.schema, needed) };
    }
    case 'Window': {
      const outputs = plan.outputs.filter((output) => needed.has(output.column.id));
      const input = prune(plan.input, plus(needed, outputs.map((output) => output.expression)));
      if (outputs.length === 0) return input;
      // What only the windows read ends here: the node becomes the projection that it is.
      if (input.schema.some((column) => !needed.has(column.id))) return projected(input, kept(input.schema, needed), outputs);
      return input === plan.input && outputs.length === plan.outputs.length ? plan : widened({ ...plan, outputs }, input);
    }
    case 'Pivot': {
      const wanted = plan.cells.filter((cell) => needed.has(cell.column.id));
      // Keys make the groups, so they stay; without keys it is the cells that make the one row.
      const cells = wanted.length === 0 && plan.keys.length === 0 ? plan.cells.slice(0, 1) : wanted;
      const input = prune(plan.input, plus(new Set(), [...plan.keys.map((output) => output.expression), plan.on, ...cells.map((cell) => cell.measure)]));
      if (input === plan.input && cells.length === plan.cells.length) return plan;
      return { ...plan, input, cells, schema: [...plan.keys, ...cells].map((item) => item.column) };
    }
    case 'Unpivot': {
      const keep = plan.keep.filter((output) => needed.has(output.column.id));
      const input = prune(plan.input, plus(new Set(), [...keep, ...plan.turned].map((item) => item.expression)));
      if (input === plan.input && keep.length === plan.keep.length) return plan;
      return { ...plan, input, keep, schema: [...keep.map((output) => output.column), plan.label, plan.value] };
    }
    case 'Unnest': {
      const input = prune(plan.input, plus(needed, [plan.list]));
      return input === plan.input ? plan : widened(plan, input);
    }
    case 'Sample': return over(plan, prune(plan.input, needed));
    case 'Filter': return over(plan, prune(plan.input, plus(needed, [plan.predicate])));
    case 'Sort': return over(plan, prune(plan.input, plus(needed, plan.orderBy.map((item) => item.expression))));
    case 'Limit': return over(plan, prune(plan.input, needed));
    // All of a row decides whether it is the same as another.
    case 'Distinct': return over(plan, prune(plan.input, new Set(plan.input.schema.map((column) => column.id))));
    case 'Aggregate': return pruneAggregate(plan, needed);
    case 'Join': return pruneJoin(plan, needed);
    case 'SetOperation': return pruneSetOperation(plan, needed);
    case 'Recursive': return plan;
    case 'With': return pruneShared(plan, needed);
    default: return unreachable(plan);
  }
}

function over<P extends Extract<Plan, { readonly kind: 'Filter' | 'Sample' | 'Sort' | 'Limit' | 'Distinct' }>>(plan: P, input: Plan): P {
  return input === plan.input ? plan : { ...plan, input, schema: input.schema };
}

/** Keys make the groups, so they stay; and without keys it is the aggregates that make the one row. */
function pruneAggregate(plan: Extract<Plan, { readonly kind: 'Aggregate' }>, needed: Needed): Plan {
  const wanted = plan.measures.filter((output) => needed.has(output.column.id));
  const measures = wanted.length === 0 && plan.keys.length === 0 ? plan.measures.slice(0, 1) : wanted;
  const input = prune(plan.input, readBy([...plan.keys, ...measures]));
  if (input === plan.input && measures.length === plan.measures.length) return plan;
  return { ...plan, input, measures, schema: [...plan.keys, ...measures].map((output) => output.column) };
}

function pruneJoin(plan: Extract<Plan, { readonly kind: 'Join' }>, needed: Needed): Plan {
  const all = plan.on === undefined ? needed : plus(needed, [plan.on]);
  const [left, right] = [prune(plan.left, all), prune(plan.right, all)];
  if (left === plan.left && right === plan.right) return plan;
  const there = new Set([...left.schema, ...right.schema].map((column) => column.id));
  return { ...plan, left, right, schema: kept(plan.schema, there) };
}

/** Only UNION ALL lets columns go: the others compare whole rows. The sides lose the same places. */
function pruneSetOperation(plan: Extract<Plan, { readonly kind: 'SetOperation' }>, needed: Needed): Plan {
  if (plan.operator !== 'union all') return { ...plan, left: pruneColumns(plan.left), right: pruneColumns(plan.right) };
  const places = plan.schema.map((column) => needed.has(column.id));
  const side = (input: Plan): Plan => narrowed(input, input.schema.filter((_, i) => places[i] === true));
  return { ...plan, left: side(plan.left), right: side(plan.right), schema: plan.schema.filter((_, i) => places[i] === true) };
}

/** A shared plan is pruned once it is known what all who read it still read. */
function pruneShared(plan: Extract<Plan, { readonly kind: 'With' }>, needed: Needed): Plan {
  const input = prune(plan.input, needed);
  const shared: Shared[] = [];
  const readers: Plan[] = [input];
  for (const item of plan.shared.toReversed()) {
    const names = new Set(readers.flatMap((reader) => readsOf(item.key, reader)).flatMap((read) => read.schema.map((column) => column.name)));
    const made = prune(item.plan, new Set(item.plan.schema.flatMap((column) => (names.has(column.name) ? [column.id] : []))));
    readers.push(made);
    shared.unshift({ ...item, plan: made });
  }
  return { ...plan, input, shared, schema: input.schema };
}

/** These columns as they are, and these made. */
function projected(input: Plan, same: readonly PlanColumn[], made: readonly Output[]): Plan {
  const outputs = [...same.map((column): Output => ({ column, expression: reference(column) })), ...made];
  return { kind: 'Project', input, outputs, schema: outputs.map((output) => output.column) };
}

function narrowed(input: Plan, columns: readonly PlanColumn[]): Plan {
  const pruned = prune(input, new Set(columns.map((column) => column.id)));
  if (pruned.schema.length === columns.length) return pruned;
  return projected(pruned, columns, []);
}
