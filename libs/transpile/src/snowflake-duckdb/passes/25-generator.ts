import { build, type Call, type Relation, type Select, type TableFunction } from '@millrace/sql-ir';
import { asBigint } from '../convert.ts';
import { sequenceValue } from '../functions/data-generation.ts';
import { at, lower, type LowerContext } from '../lower-context.ts';
import type { RelationalPass } from './pass.ts';

/**
 * GENERATOR as a range; SEQ1 to SEQ8 in a query over it are its row numbers.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/generator
 */
export const generatorPass: RelationalPass = {
  name: 'generator',
  relation: 'TableFunction',
  run: (statement, context) => {
    const generators = new Set<string>();
    return lower(statement, context, {
      TableFunction: (node) => (node.call.kind === 'Call' ? lowerCall(node, node.call, generators, context) : node),
      Select: (select) => numbered(select, generators, context),
    });
  },
};

const row = '_row';

/** A SELECT over one generator with its sequences as the generator's rows. */
function numbered(select: Select, generators: ReadonlySet<string>, context: LowerContext): Select {
  const name = select.from?.kind === 'DerivedTable' ? select.from.alias?.name.name : undefined;
  if (name === undefined || !generators.has(name) || select.from === undefined) return select;
  const { from, ...rest } = select;
  return { ...lower<Select>(rest, context, { Call: (call) => {
    const sequence = context.table.recordOf(call)?.name ?? '';
    return /^SEQ[1248]$/.test(sequence) ? at(sequenceValue(sequence, call, build.column(name, row), context), call) : call;
  } }), from };
}

function lowerCall(node: TableFunction, call: Call, generators: Set<string>, context: LowerContext): Relation {
  if (call.name.length !== 1 || call.name[0]?.name.toUpperCase() !== 'GENERATOR') return node;
  const relation = generator(node, call, context);
  if ('alias' in relation && relation.alias !== undefined) generators.add(relation.alias.name.name);
  return relation;
}

/** `GENERATOR(ROWCOUNT => n)`: n rows and no column of its own. Without ROWCOUNT there are none. */
function generator(node: TableFunction, call: Call, context: LowerContext): Relation {
  const count = call.args.flatMap((arg) => (arg.kind === 'NamedArgument' && arg.name.name.toUpperCase() === 'ROWCOUNT' ? [arg.value] : []))[0] ?? build.number(0);
  const rows = build.select({ projections: [build.projection(build.call('unnest', [build.call('range', [asBigint(count)])]), row)] });
  const alias = { name: build.identifier(node.alias?.name.name ?? context.freshName()), columns: node.alias?.columns ?? [] };
  return { kind: 'DerivedTable', query: rows, lateral: false, alias, pos: node.pos, end: node.end };
}
