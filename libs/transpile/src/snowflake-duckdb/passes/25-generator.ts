import { build, type Call, type Relation, type Select, type TableFunction } from '@millrace/sql-ir';
import { asBigint } from '../convert.ts';
import { sequenceValue } from '../functions/data-generation.ts';
import { at, lowering, type LowerContext } from '../lower-context.ts';
import type { RelationalPass } from './pass.ts';

/**
 * GENERATOR as a range; SEQ1 to SEQ8 in a query over it are its row numbers.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/generator
 */
export const generatorPass: RelationalPass = {
  name: 'generator',
  over: 'generators',
  run: (statement, context) => ranges(statement, { ...context, generators: new Set() }),
};

interface GeneratorContext extends LowerContext {
  /** The names that generators met so far go by. */
  readonly generators: Set<string>;
}

const ranges = lowering<GeneratorContext>([{
  TableFunction: (node, context) => (node.call.kind === 'Call' ? lowerCall(node, node.call, context) : node),
  Select: numbered,
}]);

const row = '_row';

/** A SELECT over one generator with its sequences as the generator's rows. */
function numbered(select: Select, context: GeneratorContext): Select {
  const name = select.from?.kind === 'DerivedTable' ? select.from.alias?.name.name : undefined;
  if (name === undefined || !context.generators.has(name) || select.from === undefined) return select;
  const { from, ...rest } = select;
  return { ...sequences<Select>(rest, { ...context, generator: name }), from };
}

const sequences = lowering<LowerContext & { readonly generator: string }>([{ Call: (call, context) => {
  const sequence = context.table.recordOf(call)?.name ?? '';
  return /^SEQ[1248]$/.test(sequence) ? at(sequenceValue(sequence, call, build.column(context.generator, row), context), call) : call;
} }]);

function lowerCall(node: TableFunction, call: Call, context: GeneratorContext): Relation {
  if (call.name.length !== 1 || call.name[0]?.name.toUpperCase() !== 'GENERATOR') return node;
  const relation = generator(node, call, context);
  if ('alias' in relation && relation.alias !== undefined) context.generators.add(relation.alias.name.name);
  return relation;
}

/** `GENERATOR(ROWCOUNT => n)`: n rows and no column of its own. Without ROWCOUNT there are none. */
function generator(node: TableFunction, call: Call, context: LowerContext): Relation {
  const count = call.args.flatMap((arg) => (arg.kind === 'NamedArgument' && arg.name.name.toUpperCase() === 'ROWCOUNT' ? [arg.value] : []))[0] ?? build.number(0);
  const rows = build.select({ projections: [build.projection(build.call('unnest', [build.call('range', [asBigint(count)])]), row)] });
  const alias = { name: build.identifier(node.alias?.name.name ?? context.freshName()), columns: node.alias?.columns ?? [] };
  return { kind: 'DerivedTable', query: rows, lateral: false, alias, pos: node.pos, end: node.end };
}
