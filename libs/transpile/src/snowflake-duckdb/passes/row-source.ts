import { build, type Call, type Expression, type TableFunction } from '@millrace/sql-ir';
import { locationOf } from '../../binder/bind-context.ts';
import { errors } from '../../errors.ts';
import { types } from '../../types/sql-type.ts';
import { convert } from '../convert.ts';
import type { LowerContext } from '../lower-context.ts';

/** The rows of a table function as a list of structs, one per row. */
export interface RowSource {
  readonly entries: Expression;
  /** The struct's fields in the order of the function's columns, SEQ and THIS apart. */
  readonly fields: readonly string[];
  /** FLATTEN's THIS where the entries do not hold it. */
  readonly container?: Expression;
}

/** What FLATTEN, SPLIT_TO_TABLE or STRTOK_SPLIT_TO_TABLE unnest, undefined for any other table function. */
export function rowSource(node: TableFunction, context: LowerContext): RowSource | undefined {
  if (node.call.kind !== 'Call' || node.call.name.length !== 1) return undefined;
  const { call } = node;
  switch (call.name[0]?.name.toUpperCase()) {
    case 'FLATTEN': return flattened(call, context);
    case 'SPLIT_TO_TABLE': return numbered(build.call('mr_split_list', call.args));
    case 'STRTOK_SPLIT_TO_TABLE': return numbered(build.call('mr_strtok_list', call.args.length > 1 ? call.args : [...call.args, build.string(' ')]));
    default: return undefined;
  }
}

const numbered = (list: Expression): RowSource => ({ entries: build.call('mr_numbered', [list]), fields: ['INDEX', 'VALUE'] });

interface FlattenArguments {
  readonly input: Expression;
  readonly path: Expression | undefined;
  readonly outer: boolean;
  readonly recursive: boolean;
  readonly mode: string;
}

const positions = ['INPUT', 'PATH', 'OUTER', 'RECURSIVE', 'MODE'] as const;

function readArguments(call: Call, context: LowerContext): FlattenArguments {
  const named = new Map<string, Expression>();
  call.args.forEach((arg, i) => (arg.kind === 'NamedArgument' ? named.set(arg.name.name.toUpperCase(), arg.value) : named.set(positions[i] ?? '', arg)));
  const input = named.get('INPUT');
  if (input === undefined) throw errors.TRANSPILE_NOT_ENOUGH_ARGUMENTS.error({ call: 'FLATTEN', expected: 1, actual: 0 }, locationOf(call, context.source));
  const path = named.get('PATH');
  return {
    input: asVariant(input, context),
    path: constant(path) === '' ? undefined : path,
    outer: isTrue(named.get('OUTER')), recursive: isTrue(named.get('RECURSIVE')), mode: constant(named.get('MODE'))?.toUpperCase() ?? 'BOTH',
  };
}

function asVariant(input: Expression, context: LowerContext): Expression {
  const type = context.table.typeOf(input);
  return type.type === 'varchar' ? convert(input, type, types.variant, { session: context.session }) : input;
}

const isTrue = (value: Expression | undefined): boolean => value?.kind === 'Literal' && value.type === 'boolean' && value.value;
const constant = (value: Expression | undefined): string | undefined => (value?.kind === 'Literal' && value.type === 'string' ? value.value : undefined);

function flattened(call: Call, context: LowerContext): RowSource {
  const args = readArguments(call, context);
  const container = args.path === undefined ? args.input : build.call('mr_get_path', [args.input, args.path]);
  const prefix = args.path ?? build.string('');
  const entries = args.recursive
    ? build.call('mr_entries', [build.call('mr_flatten_recursive', [build.cast(container, build.type('VARCHAR')), prefix, build.string(args.mode)])])
    : build.call('mr_flatten', [container, prefix, build.string(args.mode)]);
  const all = args.outer ? build.call(args.recursive ? 'mr_outer_this' : 'mr_outer', [entries]) : entries;
  const fields = ['KEY', 'PATH', 'INDEX', 'VALUE'];
  return args.recursive ? { entries: all, fields: [...fields, 'THIS'] } : { entries: all, fields, container };
}
