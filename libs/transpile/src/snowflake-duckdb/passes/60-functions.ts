import { build, type Call, type Expression } from '@millrace/sql-ir';
import { errors } from '../../errors.ts';
import { locationOf } from '../../binder/bind-context.ts';
import { type SqlType, types } from '../../types/sql-type.ts';
import { asBigint, castTo, convert } from '../convert.ts';
import { exactly, kindType, matchSignature, ruleAt } from '../functions/match.ts';
import type { ArgumentKind, FunctionRecord, Signature } from '../functions/record.ts';
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
    const kind = signature === undefined ? undefined : kindFor(signature, i, from);
    if (arg === undefined || kind === undefined) continue;
    given[i] = convertedType(from, kind);
    const converted = arg.kind === 'Star' ? arg : convertTo(arg, from, kind, context);
    if (converted !== arg) args = args.with(i, converted);
  }
  if (args === call.args) return at(implement(call, record, given, context), call);
  const converted: Call = { ...call, args };
  context.table.carry(call, converted);
  return at(implement(converted, record, given, context), call);
}

/** The binder has put columns in the place of a star where it knows them; but for COUNT(*), DuckDB takes no other. */
function refuseStar(star: Expression, call: Call, record: FunctionRecord, context: LowerContext): void {
  if (record.name === 'COUNT' && !call.distinct && star.kind === 'Star' && star.qualifier.length + star.exclude.length === 0 && star.ilike === undefined) return;
  throw errors.TRANSPILE_UNSUPPORTED.error({ feature: `${record.name}(*) of unknown columns` }, locationOf(star, context.source));
}

function implement(call: Call, record: FunctionRecord, argTypes: readonly SqlType[], context: LowerContext): Expression {
  const { to } = record;
  if ('unsupported' in to) throw errors.TRANSPILE_UNSUPPORTED.error({ feature: `${record.name}: ${to.unsupported}` }, locationOf(call, context.source));
  if ('name' in to) return renamed(call, to.name);
  if ('macro' in to) return onAggregate(renamed(call, runtimeName(record.name)), call);
  if ('native' in to) return renamed(call, runtimeName(record.name), to.native.parameters.length === call.args.length ? call.args : [...call.args, ...missing(to.native.parameters.length - call.args.length)]);
  if ('rewrite' in to) return to.rewrite(call.args, { ...context, call, types: argTypes, result: context.table.typeOf(call) });
  const text = typeof to.template === 'string' ? to.template : (to.template[call.args.length] ?? '');
  return onAggregate(instantiate(text, call.args, context), call);
}

/** A native function has a fixed number of parameters: those left out are NULL. */
const missing = (count: number): readonly Expression[] => Array.from({ length: count }, () => build.nothing());

/** What the argument at `index` is taken as: as it comes where a kind takes it so, else the first kind. */
function kindFor(signature: Signature, index: number, from: SqlType): ArgumentKind | undefined {
  const kinds = ruleAt(signature, index)?.kinds ?? [];
  return kinds.find((each) => exactly(each, from)) ?? kinds[0];
}

/** The type an argument has once it is converted. */
function convertedType(from: SqlType, kind: ArgumentKind): SqlType {
  if (from.type === 'unknown' || from.type === 'null' || exactly(kind, from)) return from;
  return kind === 'number' && from.type === 'variant' ? types.float : (kindType(kind) ?? from);
}

function convertTo(arg: Expression, from: SqlType, kind: ArgumentKind, context: LowerContext): Expression {
  const target = kindType(kind);
  if (target === undefined || from.type === 'unknown' || from.type === 'null') return arg;
  if (kind === 'int') return asBigint(from.type === 'number' ? arg : convert(arg, from, target, { session: context.session }));
  if (exactly(kind, from)) return arg;
  // A variant among numbers is a double: only the data knows its scale.
  if (kind === 'number' && from.type === 'variant') return convert(arg, from, types.float, { session: context.session });
  if (kind === 'float' && from.type === 'number') return castTo(arg, types.float);
  return convert(arg, from, target, { session: context.session });
}
