import { build, type Call, type Expression, type Star } from '@millrace/sql-ir';
import { errors } from '../../errors.ts';
import { locationOf } from '../../binder/bind-context.ts';
import { isBareStar } from '../../binder/expand-star.ts';
import { type SqlType, types } from '../../types/sql-type.ts';
import { asBigint, castTo, convert } from '../convert.ts';
import { exactly, kindType, matchSignature, ruleAt } from '../functions/match.ts';
import type { ArgumentKind, FunctionRecord } from '../functions/record.ts';
import { runtimeName } from '../runtime/runtime-name.ts';
import { instantiate } from '../functions/template.ts';
import { onAggregate, renamed } from '../functions/call-shape.ts';
import { at, type LowerContext } from '../lower-context.ts';
import type { NodePass } from './pass.ts';

/** Calls of Snowflake's functions as their records say them in DuckDB. */
export const functions: NodePass = {
  name: 'functions',
  handlers: { Call: lowerCall },
};

function lowerCall(call: Call, context: LowerContext): Expression {
  const record = context.table.recordOf(call);
  if (record === undefined) return call;
  const given: SqlType[] = call.args.map((arg) => context.table.typeOf(arg));
  const signature = record.signatures.length === 1 ? record.signatures[0] : (matchSignature(record, given) ?? record.signatures[0]);
  let args = call.args;
  for (let i = 0; i < call.args.length; i++) {
    const arg = call.args[i];
    const from = given[i] ?? types.unknown;
    if (arg?.kind === 'Star') refuseStar(arg, call, record, context);
    const kinds = signature === undefined ? undefined : ruleAt(signature, i)?.kinds;
    if (arg === undefined || arg.kind === 'Star' || kinds === undefined || from.type === 'unknown' || from.type === 'null') continue;
    const kind = kinds.find((each) => exactly(each, from));
    const target = kind ?? kinds[0];
    if (target === undefined) continue;
    const converted = kind === undefined ? convertTo(arg, from, target, context) : kind === 'int' ? asBigint(arg) : arg;
    if (kind === undefined) given[i] = convertedType(from, target);
    if (converted !== arg) args = args.with(i, converted);
  }
  const converted: Call = args === call.args ? call : { ...call, args };
  if (converted !== call) context.table.carry(call, converted);
  return at(wayOf(record)(converted, given, context), call);
}

/** The binder has put columns in the place of a star where it knows them; but for COUNT(*), DuckDB takes no other. */
function refuseStar(star: Star, call: Call, record: FunctionRecord, context: LowerContext): void {
  if (record.name === 'COUNT' && !call.distinct && isBareStar(star)) return;
  throw errors.TRANSPILE_UNSUPPORTED.error({ feature: `${record.name}(*) of unknown columns` }, locationOf(star, context.source));
}

/** Says a call in DuckDB, its arguments converted to what the function takes. */
type Way = (call: Call, argTypes: readonly SqlType[], context: LowerContext) => Expression;

/** Found out once per record. */
const ways = new Map<FunctionRecord, Way>();

function wayOf(record: FunctionRecord): Way {
  const known = ways.get(record);
  if (known !== undefined) return known;
  const made = makeWay(record);
  ways.set(record, made);
  return made;
}

function makeWay(record: FunctionRecord): Way {
  const { to } = record;
  if ('name' in to) return (call) => renamed(call, to.name);
  if ('macro' in to) {
    const name = runtimeName(record.name);
    return (call) => onAggregate(renamed(call, name), call);
  }
  if ('native' in to) {
    const name = runtimeName(record.name);
    const { length } = to.native.parameters;
    return (call) => renamed(call, name, length === call.args.length ? call.args : [...call.args, ...missing(length - call.args.length)]);
  }
  if ('rewrite' in to) {
    return (call, argTypes, { catalog, session, source, table, freshName }) =>
      to.rewrite(call.args, { catalog, session, source, table, freshName, call, types: argTypes, result: table.typeOf(call) });
  }
  if ('template' in to) {
    const { template } = to;
    return (call, _, context) => onAggregate(instantiate(typeof template === 'string' ? template : (template[call.args.length] ?? ''), call.args, context), call);
  }
  return (call, _, { source }) => { throw errors.TRANSPILE_UNSUPPORTED.error({ feature: `${record.name}: ${to.unsupported}` }, locationOf(call, source)); };
}

/** A native function has a fixed number of parameters: those left out are NULL. */
const missing = (count: number): readonly Expression[] => Array.from({ length: count }, () => build.nothing());

/** The type an argument has once it is converted to a kind that does not take it as it comes. */
function convertedType(from: SqlType, kind: ArgumentKind): SqlType {
  return kind === 'number' && from.type === 'variant' ? types.float : (kindType(kind) ?? from);
}

function convertTo(arg: Expression, from: SqlType, kind: ArgumentKind, context: LowerContext): Expression {
  const target = kindType(kind);
  if (target === undefined) return arg;
  if (kind === 'int') return asBigint(convert(arg, from, target, { session: context.session }));
  // A variant among numbers is a double: only the data knows its scale.
  if (kind === 'number' && from.type === 'variant') return convert(arg, from, types.float, { session: context.session });
  if (kind === 'float' && from.type === 'number') return castTo(arg, types.float);
  return convert(arg, from, target, { session: context.session });
}
