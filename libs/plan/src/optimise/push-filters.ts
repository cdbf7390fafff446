import { apply, reference } from '../build-scalar.ts';
import type { Filter, Join, Plan, SetOperation, Window } from '../plan.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { collectReferences, mapInputs, some, widened } from '../walk.ts';
import { definitions, isCopyable, sizeOf, substitute } from './substitute.ts';

/** A condition larger than this stays above the projection it reads, lest it grow by what it replaces. */
export const largest = 60;

/**
 * Filters go down to where the rows come from, as far as each of their conditions may:
 * through projections and orders, below keys of groups and partitions, to the side of a join they read, to both sides of a set operation.
 */
export function pushFilters(plan: Plan): Plan {
  if (plan.kind !== 'Filter') return mapInputs(plan, pushFilters);
  const rest: Scalar[] = [];
  let input = plan.input;
  for (const condition of conjuncts(plan.predicate)) {
    const pushed = push(condition, input);
    if (pushed === undefined) rest.push(condition);
    else input = pushed;
  }
  const below = mapInputs(input, pushFilters);
  if (below === plan.input && rest.length > 0) return plan;
  return rest.length === 0 ? pushFilters(below) : filtered(below, rest);
}

/** The conditions that AND joins. */
export function conjuncts(scalar: Scalar): readonly Scalar[] {
  return scalar.kind === 'Apply' && scalar.name === 'and' ? scalar.args.flatMap(conjuncts) : [scalar];
}

/** The rows for which all of the conditions are true. */
export function filtered(input: Plan, conditions: readonly Scalar[]): Plan {
  const [first, ...others] = conditions;
  if (first === undefined) return input;
  const made: Filter = { kind: 'Filter', input, predicate: others.reduce((left, right) => apply('and', [left, right]), first), schema: input.schema };
  return made;
}

/** The plan with the condition inside it, or undefined when it must stay above. */
function push(condition: Scalar, plan: Plan): Plan | undefined {
  if (some(condition, (node) => node.kind === 'Windowed')) return undefined;
  switch (plan.kind) {
    case 'Project': {
      // Rows that a window looked at must not go missing under it.
      if (plan.outputs.some((output) => !isCopyable(output.expression))) return undefined;
      const moved = substitute(condition, definitions(plan.outputs));
      return sizeOf(moved) > largest ? undefined : { ...plan, input: filtered(plan.input, [moved]) };
    }
    case 'Window': {
      // A whole partition goes or stays, so that no window sees fewer rows than it did.
      if (!readsOnly(condition, partitionKeys(plan))) return undefined;
      return widened(plan, filtered(plan.input, [condition]));
    }
    case 'Unnest': return readsOnly(condition, idsOf(plan.input)) ? widened(plan, filtered(plan.input, [condition])) : undefined;
    case 'Unpivot': {
      const keep = definitions(plan.keep);
      return readsOnly(condition, new Set(keep.keys())) ? { ...plan, input: filtered(plan.input, [substitute(condition, keep)]) } : undefined;
    }
    case 'Pivot': {
      const keys = definitions(plan.keys);
      return keys.size > 0 && readsOnly(condition, new Set(keys.keys())) ? { ...plan, input: filtered(plan.input, [substitute(condition, keys)]) } : undefined;
    }
    case 'SetOperation': return pushIntoBoth(condition, plan);
    case 'Sort': return { ...plan, input: filtered(plan.input, [condition]) };
    case 'Distinct': return { ...plan, input: filtered(plan.input, [condition]) };
    case 'Aggregate': {
      const keys = definitions(plan.keys);
      if (keys.size === 0 || !readsOnly(condition, new Set(keys.keys()))) return undefined;
      return { ...plan, input: filtered(plan.input, [substitute(condition, keys)]) };
    }
    case 'Join': return pushIntoJoin(condition, plan);
    default: return undefined;
  }
}

function pushIntoJoin(condition: Scalar, plan: Join): Plan | undefined {
  const keepsLeft = plan.type !== 'right' && plan.type !== 'full';
  const keepsRight = plan.type === 'inner' || plan.type === 'cross' || plan.type === 'right';
  if (keepsLeft && readsOnly(condition, idsOf(plan.left))) return { ...plan, left: filtered(plan.left, [condition]) };
  if (keepsRight && readsOnly(condition, idsOf(plan.right))) return { ...plan, right: filtered(plan.right, [condition]) };
  return undefined;
}

/** What a row says decides whether it goes, whichever side it comes from. */
function pushIntoBoth(condition: Scalar, plan: SetOperation): Plan | undefined {
  if (!readsOnly(condition, idsOf(plan))) return undefined;
  const side = (input: Plan): Plan => filtered(input, [substitute(condition, new Map(plan.schema.flatMap((column, i) => {
    const there = input.schema[i];
    return there === undefined ? [] : [[column.id, reference(there)] as const];
  })))]);
  return { ...plan, left: side(plan.left), right: side(plan.right) };
}

/** The columns that every window of a node is partitioned by. */
function partitionKeys(plan: Window): ReadonlySet<ColumnId> {
  const each = plan.outputs.map(({ expression }) => new Set(expression.kind === 'Windowed' ? expression.partitionBy.flatMap((item) => (item.kind === 'Reference' ? [item.id] : [])) : []));
  const [first = new Set<ColumnId>(), ...others] = each;
  return others.reduce((shared, keys) => shared.intersection(keys), first);
}

function idsOf(plan: Plan): ReadonlySet<ColumnId> {
  return new Set(plan.schema.map((column) => column.id));
}

/** Whether a condition reads some of these columns and nothing else. Subqueries stay where they are: what they read of outer queries is not told apart from what they read of their own. */
export function readsOnly(condition: Scalar, ids: ReadonlySet<ColumnId>): boolean {
  if (!isCopyable(condition)) return false;
  const read = new Set<ColumnId>();
  collectReferences(condition, read);
  return read.size > 0 && read.isSubsetOf(ids);
}
