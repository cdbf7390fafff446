import { apply, reference } from '../build-scalar.ts';
import type { CteReference, Plan, Shared } from '../plan.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { inputsOf, readsOf } from '../walk.ts';
import { conjuncts, filtered, largest, pushFilters, readsOnly } from './push-filters.ts';
import { sizeOf, substitute } from './substitute.ts';

/** Where every place that reads a shared plan filters it, only the rows that one of them wants are computed. */
export function filterShared(plan: Plan): Plan {
  if (plan.kind !== 'With') return plan;
  const shared: Shared[] = [];
  const readers: Plan[] = [plan.input];
  for (const item of plan.shared.toReversed()) {
    const wanted = wantedBy(item, readers);
    const made = wanted === undefined ? item.plan : pushFilters(filtered(item.plan, [wanted]));
    readers.push(made);
    shared.unshift(made === item.plan ? item : { ...item, plan: made });
  }
  return shared.every((item, i) => item === plan.shared[i]) ? plan : { ...plan, shared };
}

/** The condition that one of the readers has, over the shared plan's own columns; undefined when one of them has none. */
function wantedBy(item: Shared, readers: readonly Plan[]): Scalar | undefined {
  const reads = readers.flatMap((reader) => readsOf(item.key, reader)).length;
  const filters = readers.flatMap((reader) => filtersOf(item.key, reader));
  const conditions = filters.flatMap(({ predicate, input }) => conditionOf(predicate, input, item.plan));
  const [first, ...others] = conditions;
  if (first === undefined || conditions.length < reads) return undefined;
  const wanted = others.reduce((left, right) => apply('or', [left, right]), first);
  return sizeOf(wanted) > largest ? undefined : wanted;
}

interface FilteredRead {
  readonly predicate: Scalar;
  readonly input: CteReference;
}

function filtersOf(key: ColumnId, plan: Plan): readonly FilteredRead[] {
  if (plan.kind === 'Filter' && plan.input.kind === 'CteReference') return plan.input.key === key ? [{ predicate: plan.predicate, input: plan.input }] : [];
  return inputsOf(plan).flatMap((input) => filtersOf(key, input));
}

/** What of a predicate the read's own columns decide. */
function conditionOf(predicate: Scalar, read: CteReference, plan: Plan): readonly Scalar[] {
  const ids = new Set(read.schema.map((column) => column.id));
  const own = new Map(read.schema.flatMap((column, i) => {
    const there = plan.schema[i];
    return there === undefined ? [] : [[column.id, reference(there)] as const];
  }));
  const [first, ...others] = conjuncts(predicate).filter((condition) => readsOnly(condition, ids));
  return first === undefined ? [] : [substitute(others.reduce((left, right) => apply('and', [left, right]), first), own)];
}
