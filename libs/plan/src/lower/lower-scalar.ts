import { unreachable } from '@millrace/diagnostics';
import { build, type DataType, type Expression, type OrderItem, synthetic, type WindowFrame, type WindowSpec } from '@millrace/sql-ir';
import { apply as applyFunction, isRanking, reference } from '../build-scalar.ts';
import { errors } from '../errors.ts';
import { aggregates } from '../functions/aggregates.ts';
import { falsehood, symmetric, truth } from '../functions/comparison.ts';
import { functions } from '../functions/index.ts';
import { rankings } from '../functions/rankings.ts';
import type { Plan } from '../plan.ts';
import type { Aggregated, Apply, Constant, Frame, Member, Ordering, Reference, Scalar, Windowed } from '../scalar.ts';
import type { Target } from '../target.ts';
import type { Context, Scope } from './block.ts';
import { lowerSubquery } from './lower-plan.ts';

/** Writes a scalar over the columns of a scope, noting in the scope's facts what it is made of. @throws ToolError PLAN_UNSUPPORTED, PLAN_CORRELATED */
export function lowerScalar(scalar: Scalar, scope: Scope, context: Context): Expression {
  scope.facts.weight += 1;
  switch (scalar.kind) {
    case 'Reference': return lowerReference(scalar, scope, context);
    case 'Constant': return lowerConstant(scalar, context.target, false);
    case 'Apply': return lowerApply(scalar, scope, context);
    case 'Aggregated': return lowerAggregated(scalar, scope, context);
    case 'Windowed': return lowerWindowed(scalar, scope, context);
    case 'Conditional': return {
      kind: 'Case',
      branches: scalar.branches.map((branch) => ({ when: lowerScalar(branch.when, scope, context), then: lowerScalar(branch.then, scope, context) })),
      ...(scalar.otherwise === undefined ? {} : { otherwise: lowerScalar(scalar.otherwise, scope, context) }),
      ...synthetic,
    };
    case 'Convert': return build.cast(lowerScalar(scalar.operand, scope, context), scalar.type);
    case 'Member': return lowerMember(scalar, scope, context);
    case 'Existence': {
      const exists: Expression = { kind: 'Exists', query: nested(scalar.plan, scope, context, false), ...synthetic };
      return scalar.negated ? { kind: 'Unary', op: 'NOT', operand: exists, ...synthetic } : exists;
    }
    case 'Lookup': return { kind: 'Subquery', query: nested(scalar.plan, scope, context, true), ...synthetic };
    default: return unreachable(scalar);
  }
}

function nested(plan: Plan, scope: Scope, context: Context, columns: boolean): ReturnType<typeof lowerSubquery> {
  scope.facts.weight += 20;
  return lowerSubquery(plan, { ...context, outer: [...context.outer, scope] }, columns);
}

function lowerReference(scalar: Reference, scope: Scope, context: Context): Expression {
  const cell = scope.cells.get(scalar.id);
  if (cell !== undefined) {
    scope.facts.aggregate ||= cell.aggregate;
    scope.facts.window ||= cell.window;
    scope.facts.weight += cell.weight;
    return cell.expression;
  }
  for (const outer of context.outer.toReversed()) {
    const found = outer.cells.get(scalar.id);
    if (found === undefined) continue;
    if (!found.plain) outer.facts.captive = true;
    return found.expression;
  }
  throw errors.PLAN_CORRELATED.error({ step: 'column', column: scalar.name });
}

const inferred: ReadonlySet<string> = new Set(['INTEGER', 'BIGINT', 'DOUBLE', 'VARCHAR', 'BOOLEAN']);

/** Writes a constant as a parameter. A `bare` one leaves its type to the engine, all others say it where the engine needs to be told. */
export function lowerConstant(scalar: Constant, target: Target, bare: boolean): Expression {
  return bare || !target.typedParameters ? build.parameter(scalar.value) : build.parameter(scalar.value, scalar.type);
}

/** Whether the engine gives a placeholder the right type by itself, because it stands beside an operand of that type. */
function standsBare(constant: Constant, siblings: readonly Scalar[], isSymmetric: boolean, target: Target): boolean {
  if (constant.type.name === 'VARCHAR') return true;
  if (!isSymmetric) return false;
  const peer = siblings.find((sibling) => sibling.kind !== 'Constant');
  return peer !== undefined && peer.type.name === constant.type.name && (target.dialect === 'postgres' || inferred.has(constant.type.name));
}

function lowerApply(scalar: Apply, scope: Scope, context: Context): Expression {
  const { target } = context;
  const record = functions[scalar.name];
  const isSymmetric = symmetric.has(scalar.name);
  const args = scalar.args.map((arg) =>
    arg.kind === 'Constant' ? lowerConstant(arg, target, standsBare(arg, scalar.args, isSymmetric, target)) : lowerScalar(arg, scope, context));
  const write = record.except?.[target.dialect] ?? record.write;
  if (typeof write === 'string') throw errors.PLAN_UNSUPPORTED.error({ dialect: target.dialect, feature: `${scalar.name}: ${write}` });
  return write(args, scalar.args);
}

function lowerAggregated(scalar: Aggregated, scope: Scope, context: Context): Expression {
  const expression = lowerCall(scalar, scope, context);
  scope.facts.aggregate = true;
  return expression;
}

/** Writes the call of an aggregate. Without FILTER, the argument becomes NULL where the condition does not hold. */
function lowerCall(scalar: Aggregated | Windowed, scope: Scope, context: Context, over?: WindowSpec): Expression {
  if (isRanking(scalar.name)) {
    return build.call(rankings[scalar.name].name, scalar.args.map((arg) => lowerScalar(arg, scope, context)), over === undefined ? {} : { over });
  }
  const record = aggregates[scalar.name];
  const filter = scalar.filter === undefined ? undefined : lowerScalar(scalar.filter, scope, context);
  const written = scalar.args.map((arg) => lowerScalar(arg, scope, context));
  const write = record.except?.[context.target.dialect] ?? record.write;
  const { name, args, distinct = false } = write(written, scalar.args);
  const emulated = filter !== undefined && !context.target.aggregateFilter;
  return build.call(
    name,
    emulated ? args.map((then): Expression => ({ kind: 'Case', branches: [{ when: filter, then }], ...synthetic })) : args,
    { distinct, ...(filter === undefined || emulated ? {} : { filter }), ...(over === undefined ? {} : { over }) },
  );
}

function lowerWindowed(scalar: Windowed, scope: Scope, context: Context): Expression {
  const outside = scope.facts.window;
  scope.facts.window = false;
  const spec: WindowSpec = {
    kind: 'WindowSpec',
    partitionBy: scalar.partitionBy.map((item) => lowerScalar(item, scope, context)),
    orderBy: scalar.orderBy.map((item) => orderItem(lowerScalar(item.expression, scope, context), item, item.expression.nullable, context.target)),
    ...(scalar.frame === undefined ? {} : { frame: lowerFrame(scalar.frame) }),
    ...synthetic,
  };
  const call = lowerCall(scalar, scope, context, spec);
  scope.facts.nestedWindow ||= scope.facts.window;
  scope.facts.window = outside || true;
  return call;
}

function lowerFrame(frame: Frame): WindowFrame {
  const bound = (value: number | 'unbounded', side: 'PRECEDING' | 'FOLLOWING'): WindowFrame['start'] => {
    if (value === 'unbounded') return { type: `UNBOUNDED ${side}` };
    if (value === 0) return { type: 'CURRENT ROW' };
    return { type: value < 0 ? 'PRECEDING' : 'FOLLOWING', offset: build.number(Math.abs(value)) };
  };
  return { unit: 'ROWS', start: bound(frame.start, 'PRECEDING'), end: bound(frame.end, 'FOLLOWING') };
}

/** An ORDER BY item; where NULLs go is said only when the engine would put them elsewhere. */
export function orderItem(expression: Expression, item: Pick<Ordering, 'descending' | 'nulls'>, nullable: boolean, target: Target): OrderItem {
  const usual = item.descending ? target.nulls.descending : target.nulls.ascending;
  return { kind: 'OrderItem', expression, descending: item.descending, ...(nullable && usual !== item.nulls ? { nulls: item.nulls } : {}), ...synthetic };
}

function lowerMember(scalar: Member, scope: Scope, context: Context): Expression {
  const { values } = scalar;
  if ('kind' in values) {
    const column = values.schema[0];
    const known: Plan = column?.nullable === true
      ? { kind: 'Filter', input: values, predicate: applyFunction('isNotNull', [reference(column)]), schema: values.schema }
      : values;
    const operand = lowerScalar(scalar.operand, scope, context);
    return { kind: 'In', operand, values: nested(known, scope, context, true), negated: scalar.negated, ...synthetic };
  }
  const given = values.filter((value) => !(value.kind === 'Constant' && value.value === null));
  if (given.length === 0) return scalar.negated ? truth : falsehood;
  return {
    kind: 'In',
    operand: lowerScalar(scalar.operand, scope, context),
    values: given.map((value) => (value.kind === 'Constant' ? lowerConstant(value, context.target, standsBare(value, [scalar.operand], true, context.target)) : lowerScalar(value, scope, context))),
    negated: scalar.negated,
    ...synthetic,
  };
}

/** The type a NULL column of an empty relation is given. */
export function typedNull(type: DataType, target: Target): Expression {
  return target.typedParameters ? build.cast(build.nothing(), type) : build.nothing();
}
