import { build, type Call, type Expression, type Relation, type TableFunction } from '@millrace/sql-ir';
import { convert } from '../convert.ts';
import { lower, type LowerContext } from '../lower-context.ts';
import { errors } from '../../errors.ts';
import { locationOf } from '../../binder/bind-context.ts';
import { types } from '../../types/sql-type.ts';
import type { Pass } from './pass.ts';

/**
 * FLATTEN as an UNNEST of a list of entries, one per member of the container.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/flatten
 */
export const flatten: Pass = {
  name: 'flatten',
  run: (statement, context) => lower(statement, context, {
    TableFunction: (node) => (node.call.kind === 'Call' && isFlatten(node.call) ? lowerFlatten(node, node.call, context) : node),
  }),
};

const isFlatten = (call: Call): boolean => call.name.length === 1 && call.name[0]?.name.toUpperCase() === 'FLATTEN';

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
  return { input: asVariant(input, context), path: path?.kind === 'Literal' && path.type === 'string' && path.value === '' ? undefined : path, outer: isTrue(named.get('OUTER')), recursive: isTrue(named.get('RECURSIVE')), mode: constant(named.get('MODE'))?.toUpperCase() ?? 'BOTH' };
}

const asVariant = (input: Expression, context: LowerContext): Expression => {
  const type = context.table.typeOf(input);
  return type.type === 'varchar' ? convert(input, type, types.variant, { session: context.session }) : input;
};
const isTrue = (value: Expression | undefined): boolean => value?.kind === 'Literal' && value.type === 'boolean' && value.value;
const constant = (value: Expression | undefined): string | undefined => (value?.kind === 'Literal' && value.type === 'string' ? value.value : undefined);

function lowerFlatten(node: TableFunction, call: Call, context: LowerContext): Relation {
  const args = readArguments(call, context);
  const container = args.path === undefined ? args.input : build.call('mr_get_path', [args.input, args.path]);
  const prefix = args.path ?? build.string('');
  const entries = args.recursive ? recursiveEntries(container, prefix, args) : build.call('mr_flatten', [container, prefix, build.string(args.mode)]);
  const all = args.outer ? build.call('mr_outer', [entries]) : entries;
  return entryTable(all, container, args.recursive, node, context);
}

function recursiveEntries(container: Expression, prefix: Expression, args: FlattenArguments): Expression {
  return build.call('mr_entries', [build.call('mr_flatten_recursive', [build.cast(container, build.type('VARCHAR')), prefix, build.string(args.mode)])]);
}

/** `(SELECT 1 AS SEQ, e.KEY, … FROM (SELECT unnest(entries) AS e)) AS f`. */
function entryTable(entries: Expression, container: Expression, hasThis: boolean, node: TableFunction, context: LowerContext): Relation {
  const name = node.alias?.name.name ?? context.freshName();
  const inner = build.select({ projections: [build.projection(build.call('unnest', [entries]), 'e'), ...(hasThis ? [] : [build.projection(container, 'THIS')])] });
  const field = (column: string): Expression => build.column('e', column);
  const query = build.select({
    projections: [
      build.projection(build.number(1), 'SEQ'),
      ...['KEY', 'PATH', 'INDEX', 'VALUE'].map((column) => build.projection(field(column), column)),
      build.projection(hasThis ? field('THIS') : build.column('THIS'), 'THIS'),
    ],
    from: build.derived(inner, context.freshName()),
  });
  const columns = node.alias?.columns ?? [];
  return { kind: 'DerivedTable', query, lateral: true, alias: { name: build.identifier(name), columns }, pos: node.pos, end: node.end };
}
