import { BugError, unreachable } from '@millrace/diagnostics';
import type { CteReference, Output, Plan, PlanColumn, Unnest, Window } from './plan.ts';
import type { Aggregated, ColumnId, Ordering, Scalar } from './scalar.ts';

/** The plans right below a plan. */
export function inputsOf(plan: Plan): readonly Plan[] {
  switch (plan.kind) {
    case 'Scan': case 'Rows': case 'Written': case 'CteReference': return [];
    case 'Project': case 'Window': case 'Filter': case 'Aggregate': case 'Pivot': case 'Unpivot': case 'Unnest': case 'Sample': case 'Sort': case 'Limit': case 'Distinct':
      return [plan.input];
    case 'Join': case 'SetOperation': return [plan.left, plan.right];
    case 'Recursive': return [plan.base, plan.step];
    case 'With': return [...plan.shared.map((shared) => shared.plan), plan.input];
    default: return unreachable(plan);
  }
}

/** Rebuilds a plan with its inputs replaced; one whose inputs stay is returned as it is. */
export function mapInputs(plan: Plan, change: (input: Plan) => Plan): Plan {
  switch (plan.kind) {
    case 'Scan': case 'Rows': case 'Written': case 'CteReference': return plan;
    case 'Project': case 'Aggregate': case 'Pivot': case 'Unpivot': {
      const input = change(plan.input);
      return input === plan.input ? plan : { ...plan, input };
    }
    case 'Filter': case 'Sample': case 'Sort': case 'Limit': case 'Distinct': {
      const input = change(plan.input);
      // These yield the rows of their input as they are, so their columns are whatever its columns are.
      return input === plan.input ? plan : { ...plan, input, schema: input.schema };
    }
    case 'Window': case 'Unnest': {
      const input = change(plan.input);
      return input === plan.input ? plan : widened(plan, input);
    }
    case 'Join': case 'SetOperation': {
      const [left, right] = [change(plan.left), change(plan.right)];
      return left === plan.left && right === plan.right ? plan : { ...plan, left, right };
    }
    case 'Recursive': {
      const [base, step] = [change(plan.base), change(plan.step)];
      return base === plan.base && step === plan.step ? plan : { ...plan, base, step };
    }
    case 'With': {
      const shared = plan.shared.map((item) => ({ ...item, plan: change(item.plan) }));
      const input = change(plan.input);
      return input === plan.input && shared.every((item, i) => item.plan === plan.shared[i]?.plan) ? plan : { ...plan, shared, input };
    }
    default: return unreachable(plan);
  }
}

/** The same columns more, over another input. */
export function widened<P extends Window | Unnest>(plan: P, input: Plan): P {
  return { ...plan, input, schema: [...input.schema, ...addedBy(plan)] };
}

/** The columns that a node adds to those of its input. */
export function addedBy(plan: Window | Unnest): readonly PlanColumn[] {
  if (plan.kind === 'Window') return plan.outputs.map((output) => output.column);
  return plan.position === undefined ? [plan.element] : [plan.element, plan.position];
}

/** Rewrites a plan from its leaves up. */
export function rewritePlan(plan: Plan, change: (plan: Plan) => Plan): Plan {
  return change(mapInputs(plan, (input) => rewritePlan(input, change)));
}

/** The scalars right below a scalar; a plan inside it is not entered. */
export function operandsOf(scalar: Scalar): readonly Scalar[] {
  switch (scalar.kind) {
    case 'Reference': case 'Constant': case 'Existence': case 'Lookup': return [];
    case 'Apply': return scalar.args;
    case 'Aggregated': return scalar.filter === undefined ? scalar.args : [...scalar.args, scalar.filter];
    case 'Windowed': return [...scalar.args, ...(scalar.filter === undefined ? [] : [scalar.filter]), ...scalar.partitionBy, ...scalar.orderBy.map((o) => o.expression)];
    case 'Conditional': return [...scalar.branches.flatMap((b) => [b.when, b.then]), ...(scalar.otherwise === undefined ? [] : [scalar.otherwise])];
    case 'Convert': return [scalar.operand];
    case 'Member': return 'kind' in scalar.values ? [scalar.operand] : [scalar.operand, ...scalar.values];
    default: return unreachable(scalar);
  }
}

/** The plan inside a scalar itself, if it has one. */
export function subplanOf(scalar: Scalar): Plan | undefined {
  if (scalar.kind === 'Existence' || scalar.kind === 'Lookup') return scalar.plan;
  return scalar.kind === 'Member' && 'kind' in scalar.values ? scalar.values : undefined;
}

/** The plans anywhere in a scalar, but those inside other plans. */
export function subplansOf(scalar: Scalar): readonly Plan[] {
  const own = subplanOf(scalar);
  const below = operandsOf(scalar).flatMap(subplansOf);
  return own === undefined ? below : [own, ...below];
}

/** Whether a scalar or anything below it passes a test. */
export function some(scalar: Scalar, test: (scalar: Scalar) => boolean): boolean {
  return test(scalar) || operandsOf(scalar).some((operand) => some(operand, test));
}

/** The scalars that a plan node itself holds. */
export function scalarsOf(plan: Plan): readonly Scalar[] {
  switch (plan.kind) {
    case 'Scan': case 'Written': case 'CteReference': case 'Sample': case 'Limit': case 'Distinct': case 'SetOperation': case 'Recursive': case 'With': return [];
    case 'Rows': return plan.rows.flat();
    case 'Project': case 'Window': return plan.outputs.map((output) => output.expression);
    case 'Pivot': return [...plan.keys.map((output) => output.expression), plan.on, ...plan.cells.flatMap((cell) => [cell.value, cell.measure])];
    case 'Unpivot': return [...plan.keep, ...plan.turned].map((item) => item.expression);
    case 'Unnest': return [plan.list];
    case 'Filter': return [plan.predicate];
    case 'Aggregate': return [...plan.keys, ...plan.measures].map((output) => output.expression);
    case 'Join': return plan.on === undefined ? [] : [plan.on];
    case 'Sort': return plan.orderBy.map((item) => item.expression);
    default: return unreachable(plan);
  }
}

/** The places in a plan, its subqueries too, where the shared plan of that key is read. */
export function readsOf(key: ColumnId, plan: Plan): readonly CteReference[] {
  if (plan.kind === 'CteReference') return plan.key === key ? [plan] : [];
  return [...inputsOf(plan), ...scalarsOf(plan).flatMap(subplansOf)].flatMap((part) => readsOf(key, part));
}

/** Adds to `into` every column that a scalar reads, also from inside its subqueries. */
export function collectReferences(scalar: Scalar, into: Set<ColumnId>): void {
  if (scalar.kind === 'Reference') into.add(scalar.id);
  for (const operand of operandsOf(scalar)) collectReferences(operand, into);
  const plan = subplanOf(scalar);
  if (plan !== undefined) collectPlanReferences(plan, into);
}

function collectPlanReferences(plan: Plan, into: Set<ColumnId>): void {
  for (const scalar of scalarsOf(plan)) collectReferences(scalar, into);
  for (const input of inputsOf(plan)) collectPlanReferences(input, into);
}

/** Rebuilds a scalar bottom up; `enter` says what becomes of the plans inside it. */
export function rewriteScalar(scalar: Scalar, change: (scalar: Scalar) => Scalar, enter: (plan: Plan) => Plan): Scalar {
  const go = (child: Scalar): Scalar => rewriteScalar(child, change, enter);
  const filtered = (filter: Scalar | undefined): { readonly filter?: Scalar } => (filter === undefined ? {} : { filter: go(filter) });
  switch (scalar.kind) {
    case 'Reference': case 'Constant': return change(scalar);
    case 'Apply': return change({ ...scalar, args: scalar.args.map(go) });
    case 'Aggregated': return change({ ...scalar, args: scalar.args.map(go), ...filtered(scalar.filter) });
    case 'Windowed': return change({ ...scalar, args: scalar.args.map(go), ...filtered(scalar.filter), partitionBy: scalar.partitionBy.map(go), orderBy: scalar.orderBy.map((item) => rewriteOrdering(item, go)) });
    case 'Conditional': return change({
      ...scalar, branches: scalar.branches.map((branch) => ({ when: go(branch.when), then: go(branch.then) })), ...(scalar.otherwise === undefined ? {} : { otherwise: go(scalar.otherwise) }),
    });
    case 'Convert': return change({ ...scalar, operand: go(scalar.operand) });
    case 'Member': return change({ ...scalar, operand: go(scalar.operand), values: 'kind' in scalar.values ? enter(scalar.values) : scalar.values.map(go) });
    case 'Existence': case 'Lookup': return change({ ...scalar, plan: enter(scalar.plan) });
    default: return unreachable(scalar);
  }
}

function rewriteOrdering(item: Ordering, change: (scalar: Scalar) => Scalar): Ordering {
  return { ...item, expression: change(item.expression) };
}

/** Rebuilds a plan node with each scalar it holds replaced. */
export function mapScalars(plan: Plan, change: (scalar: Scalar) => Scalar): Plan {
  const output = (item: Output): Output => ({ ...item, expression: change(item.expression) });
  switch (plan.kind) {
    case 'Scan': case 'Written': case 'CteReference': case 'Sample': case 'Limit': case 'Distinct': case 'SetOperation': case 'Recursive': case 'With': return plan;
    case 'Rows': return { ...plan, rows: plan.rows.map((row) => row.map(change)) };
    case 'Project': case 'Window': return { ...plan, outputs: plan.outputs.map(output) };
    case 'Pivot': return { ...plan, keys: plan.keys.map(output), on: change(plan.on), cells: plan.cells.map((cell) => ({ ...cell, measure: asAggregate(change(cell.measure)) })) };
    case 'Unpivot': return { ...plan, keep: plan.keep.map(output), turned: plan.turned.map((item) => ({ ...item, expression: change(item.expression) })) };
    case 'Unnest': return { ...plan, list: change(plan.list) };
    case 'Filter': return { ...plan, predicate: change(plan.predicate) };
    case 'Aggregate': return { ...plan, keys: plan.keys.map(output), measures: plan.measures.map(output) };
    case 'Join': return plan.on === undefined ? plan : { ...plan, on: change(plan.on) };
    case 'Sort': return { ...plan, orderBy: plan.orderBy.map((item) => rewriteOrdering(item, change)) };
    default: return unreachable(plan);
  }
}

/** What stands for an aggregate is one; rewritings change what it reads. */
function asAggregate(after: Scalar): Aggregated {
  if (after.kind !== 'Aggregated') throw new BugError('a rewriting turned an aggregate into something else');
  return after;
}
