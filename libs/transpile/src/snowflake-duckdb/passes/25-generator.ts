import { build, type Call, type Relation, type TableFunction } from '@millrace/sql-ir';
import { asBigint } from '../convert.ts';
import { lower, type LowerContext } from '../lower-context.ts';
import type { Pass } from './pass.ts';

/** GENERATOR as a range. https://docs.snowflake.com/en/sql-reference/functions/generator */
export const generatorPass: Pass = {
  name: 'generator',
  run: (statement, context) => lower(statement, context, { TableFunction: (node) => (node.call.kind === 'Call' ? lowerCall(node, node.call, context) : node) }),
};

function lowerCall(node: TableFunction, call: Call, context: LowerContext): Relation {
  return call.name.length === 1 && call.name[0]?.name.toUpperCase() === 'GENERATOR' ? generator(node, call, context) : node;
}

/** `GENERATOR(ROWCOUNT => n)`: n rows and no column of its own. Without ROWCOUNT there are none. */
function generator(node: TableFunction, call: Call, context: LowerContext): Relation {
  const count = call.args.flatMap((arg) => (arg.kind === 'NamedArgument' && arg.name.name.toUpperCase() === 'ROWCOUNT' ? [arg.value] : []))[0] ?? build.number(0);
  const rows = build.select({ projections: [build.projection(build.call('unnest', [build.call('range', [asBigint(count)])]), '_row')] });
  const alias = { name: build.identifier(node.alias?.name.name ?? context.freshName()), columns: node.alias?.columns ?? [] };
  return { kind: 'DerivedTable', query: rows, lateral: false, alias, pos: node.pos, end: node.end };
}
