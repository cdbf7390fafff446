import { build, type Call, type Column, type Draft, type Expression, type Lambda, type OrderItem, type WindowFrame, type WindowSpec } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { datePartOf } from '../snowflake-duckdb/functions/date-parts.ts';
import { matchSignature, ruleAt } from '../snowflake-duckdb/functions/match.ts';
import type { FunctionRecord } from '../snowflake-duckdb/functions/record.ts';
import { lambdaTypes } from '../snowflake-duckdb/functions/lambda-types.ts';
import { tableFunctions } from '../snowflake-duckdb/table-functions/table-functions.ts';
import { type SqlType, types, typeText } from '../types/sql-type.ts';
import { unifyAll } from '../types/unify.ts';
import { type BindContext, dottedName, errorAt, folded, resolvesNames } from './bind-context.ts';
import { bindPath } from './bind-connect-by.ts';
import type { ExpressionBinder } from './bind-expression.ts';
import { bindRoutineCall } from './bind-routine.ts';
import { isSpread, spreadList } from './bind-spread.ts';
import { expandStar, isBareStar } from './expand-star.ts';
import { childScope, type Scope } from './scope.ts';

/** Parts of GROUP BY that are written like functions. */
const groupings: ReadonlySet<string> = new Set(['ROLLUP', 'CUBE', 'GROUPING SETS']);

/**
 * Binds a function call: its record, its arguments, its type.
 *
 * @throws ToolError TRANSPILE_UNKNOWN_FUNCTION, TRANSPILE_TOO_MANY_ARGUMENTS, TRANSPILE_NOT_ENOUGH_ARGUMENTS, TRANSPILE_ARGUMENT_TYPES.
 */
export function bindCall(written: Call, scope: Scope, context: BindContext, binder: ExpressionBinder): Expression {
  const call = written.args.some(isSpread) ? { ...written, args: spreadList(written.args, context) } : written;
  const name = dottedName(call.name);
  const path = name === 'SYS_CONNECT_BY_PATH' ? bindPath(call, scope, context, binder) : undefined;
  if (path !== undefined) return path;
  const record = context.functions.find(name);
  const given = record === undefined ? call : positional(call, record);
  const args = bindArguments(given, record, scope, context, binder);
  const withArgs = args === given.args ? given : { ...given, args };
  const bound = isBare(withArgs) ? withArgs : bindRest(withArgs, (expression) => binder.bind(expression, scope, context));
  if (record === undefined) {
    const routine = bindRoutineCall(call, bound.args, scope, context, binder);
    if (routine !== undefined) return routine;
    if (call.pos >= 0 && !resolvesNames(context)) refuseInExpression(call, name, context);
    // A call that the binder itself has made is one of our own functions in the engine.
    if (!groupings.has(name) && call.pos >= 0 && resolvesNames(context)) throw unknownFunction(call, name, context);
    return context.table.bind(bound, types.unknown, true);
  }
  return finish(bound, record, context);
}

const isBare = (call: Call): boolean => call.orderBy.length === 0 && call.withinGroup.length === 0 && call.filter === undefined && call.over === undefined;

/** What may stand after the arguments. */
function bindRest(call: Call, bind: (expression: Expression) => Expression): Call {
  const order = (item: OrderItem): OrderItem => ({ ...item, expression: bind(item.expression) });
  const bound: Draft<Call> = { ...call, orderBy: call.orderBy.map(order), withinGroup: call.withinGroup.map(order) };
  if (call.filter !== undefined) bound.filter = bind(call.filter);
  if (call.over?.kind === 'WindowSpec') bound.over = bindWindow(call.over, bind);
  return bound;
}

/** The arguments bound; the list itself where binding changes none of them. */
function bindArguments(call: Call, record: FunctionRecord | undefined, scope: Scope, context: BindContext, binder: ExpressionBinder): readonly Expression[] {
  let changed: Expression[] | undefined;
  for (let index = 0; index < call.args.length; index++) {
    const arg = call.args[index];
    if (arg === undefined) continue;
    const columns = arg.kind === 'Star' || arg.kind === 'Tuple' ? starArguments(arg, record, scope, context) : undefined;
    if (columns !== undefined) {
      (changed ??= call.args.slice(0, index)).push(...columns);
      continue;
    }
    const bound = arg.kind === 'Lambda'
      ? bindLambda(arg, (changed ?? call.args.slice(0, index)).map((before) => context.table.typeOf(before)), scope, context, binder)
      : bindArgument(arg, record?.takesPart === true && isPart(call, record, index), scope, context, binder);
    if (changed !== undefined) changed.push(bound);
    else if (bound !== arg) changed = [...call.args.slice(0, index), bound];
  }
  return changed ?? call.args;
}

function kindsAt(record: FunctionRecord | undefined, index: number): ReadonlySet<string> {
  return new Set(record?.signatures.flatMap((signature) => ruleAt(signature, index)?.kinds ?? []));
}

/** `SCALE => 0` in the place of the parameter of that name. */
function positional(call: Call, record: FunctionRecord): Call {
  if (!call.args.some((arg) => arg.kind === 'NamedArgument')) return call;
  const names = record.signatures.map(({ rules }) => rules.map(({ name }) => name?.toUpperCase())).find((each) => each.some((name) => name !== undefined));
  if (names === undefined) return call;
  const args: Expression[] = call.args.filter((arg) => arg.kind !== 'NamedArgument');
  for (const arg of call.args) if (arg.kind === 'NamedArgument') args[names.indexOf(arg.name.name.toUpperCase())] = arg.value;
  // What is left out between two names is not given.
  return { ...call, args: Array.from(args, (arg: Expression | undefined) => arg ?? build.nothing()) };
}

/** The columns that `*` stands for as arguments; an object's keys are their names. COUNT(*) keeps its star. */
function starArguments(arg: Expression, record: FunctionRecord | undefined, scope: Scope, context: BindContext): readonly Expression[] | undefined {
  if (arg.kind === 'Tuple' && arg.items.some((item) => item.kind === 'Star')) return [{ ...arg, items: arg.items.flatMap((item) => starArguments(item, record, scope, context) ?? [item]) }];
  if (arg.kind !== 'Star' || !resolvesNames(context) || (record?.name === 'COUNT' && isBareStar(arg))) return undefined;
  const columns = expandStar(arg, { kind: 'Projection', expression: arg, pos: arg.pos, end: arg.end }, scope, context, (expression) => expression);
  if (record?.name === 'SEARCH') return [{ kind: 'Tuple', items: columns.map(({ expression }) => expression), pos: arg.pos, end: arg.end }];
  return columns.flatMap(({ name, expression }) => (record?.name.startsWith('OBJECT_CONSTRUCT') === true ? [context.table.set(build.string(name), types.text, false), expression] : [expression]));
}

/** Whether an argument is a date part: a bare word where only a part can stand, or one that names a part where no other argument does. */
function isPart(call: Call, record: FunctionRecord | undefined, index: number): boolean {
  const kinds = kindsAt(record, index);
  const arg = call.args[index];
  if (arg === undefined || !kinds.has('part') || !isBareWord(arg)) return false;
  return kinds.size === 1 || (datePartOf(arg) !== undefined && !call.args.some((other, i) => i !== index && other.kind === 'Literal' && datePartOf(other) !== undefined));
}

function bindArgument(arg: Expression, part: boolean, scope: Scope, context: BindContext, binder: ExpressionBinder): Expression {
  if (part) return context.table.set(arg, types.text, false);
  if (arg.kind === 'Star') return context.table.set(arg, types.unknown, false);
  if (arg.kind === 'NamedArgument') return { ...arg, value: binder.bind(arg.value, scope, context) };
  return binder.bind(arg, scope, context);
}

const isBareWord = (node: Expression): node is Column => node.kind === 'Column' && node.parts.length === 1 && node.parts[0]?.quoted === false;

function bindLambda(lambda: Lambda, before: readonly SqlType[], scope: Scope, context: BindContext, binder: ExpressionBinder): Expression {
  const all = lambdaTypes(lambda, before);
  const locals = lambda.parameters.map(({ name }, i) => ({ name: folded(name), type: all[i] ?? types.variant }));
  const body = binder.bind(lambda.body, childScope(scope, { locals }), context);
  return context.table.set({ ...lambda, body }, context.table.typeOf(body), true);
}

/** Binds the expressions of a window. */
export function bindWindow(spec: WindowSpec, bind: (expression: Expression) => Expression): WindowSpec {
  const order = (item: OrderItem): OrderItem => ({ ...item, expression: bind(item.expression) });
  return { ...spec, partitionBy: spec.partitionBy.map(bind), orderBy: spec.orderBy.map(order), ...(spec.frame === undefined ? {} : { frame: bindFrame(spec.frame, bind) }) };
}

function bindFrame(frame: WindowFrame, bind: (expression: Expression) => Expression): WindowFrame {
  const bound = (at: WindowFrame['start']): WindowFrame['start'] => ('offset' in at ? { ...at, offset: bind(at.offset) } : at);
  return { ...frame, start: bound(frame.start), ...(frame.end === undefined ? {} : { end: bound(frame.end) }) };
}

function finish(call: Call, record: FunctionRecord, context: BindContext): Expression {
  const { table } = context;
  checkArity(call, record, context);
  if (record.kind === 'window') checkWindow(call, record, context);
  const argTypes = call.args.map((arg) => table.typeOf(arg.kind === 'NamedArgument' ? arg.value : arg));
  if (resolvesNames(context) && matchSignature(record, argTypes) === undefined) {
    throw errorAt(errors.TRANSPILE_ARGUMENT_TYPES, { name: record.name, types: argTypes.map(typeText).join(', ') }, call, context);
  }
  return table.bind(call, resultType(record, argTypes, call, context), isNullable(record, call, context), record);
}

/** The type a record gives for arguments of these types. */
function resultType(record: FunctionRecord, args: readonly SqlType[], call: Call, { session, table }: BindContext): SqlType {
  const rule = record.returns;
  if (typeof rule === 'function') return rule(args, call.args, session, call.withinGroup.map(({ expression }) => table.typeOf(expression)));
  if (rule === 'same') return args[0] ?? types.unknown;
  return rule === 'common' ? (unifyAll(args) ?? types.variant) : rule;
}

function isNullable(record: FunctionRecord, call: Call, context: BindContext): boolean {
  if (record.nulls === 'never') return false;
  return record.nulls === 'any' || record.kind !== 'scalar' || call.args.some((arg) => context.table.nullable(arg));
}

/** Functions of a row's place among others: https://docs.snowflake.com/en/sql-reference/functions-window */
const ranking: ReadonlySet<string> = new Set(['ROW_NUMBER', 'RANK', 'DENSE_RANK', 'PERCENT_RANK', 'CUME_DIST', 'NTILE', 'LAG', 'LEAD']);

/** A function of windows alone has a window, and one that ranks has an order. */
function checkWindow(call: Call, record: FunctionRecord, context: BindContext): void {
  if (call.over === undefined) throw errorAt(errors.TRANSPILE_WINDOW_ORDER, { name: record.name, clause: 'OVER' }, call, context);
  if (ranking.has(record.name) && resolvesNames(context) && call.over.kind === 'WindowSpec' && call.over.orderBy.length === 0) {
    throw errorAt(errors.TRANSPILE_WINDOW_ORDER, { name: record.name, clause: 'ORDER BY' }, call, context);
  }
}

function checkArity(call: Call, record: FunctionRecord, context: BindContext): void {
  const actual = call.args.length;
  const { minimum, maximum } = record;
  if (actual >= minimum && actual <= maximum) return;
  const text = context.source !== undefined && call.pos >= 0 ? context.source.slice(call.pos, call.end) : record.name;
  if (actual > maximum) throw errorAt(errors.TRANSPILE_TOO_MANY_ARGUMENTS, { call: text, expected: maximum, actual }, call, context);
  throw errorAt(errors.TRANSPILE_NOT_ENOUGH_ARGUMENTS, { call: text, expected: minimum, actual }, call, context);
}

/** What DuckDB would take for a function of its own, or for operators, where names are not resolved. */
function refuseInExpression(call: Call, name: string, context: BindContext): void {
  if (tableFunctions[name] !== undefined) throw errorAt(errors.TRANSPILE_UNKNOWN_FUNCTION, { name }, call, context, `${name} is a table function: write TABLE(${name}(…)) in FROM`);
  if (name.includes('!')) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: `${name}: the methods of classes are the server's` }, call, context);
}

function unknownFunction(call: Call, name: string, context: BindContext): Error {
  const nearest = context.functions.nearest(name);
  return errorAt(errors.TRANSPILE_UNKNOWN_FUNCTION, { name }, call, context, nearest === undefined ? undefined : `did you mean '${nearest}'?`);
}
