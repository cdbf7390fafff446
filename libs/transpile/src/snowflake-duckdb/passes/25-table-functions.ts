import { build, type Call, type Expression, type Relation, type TableFunction } from '@millrace/sql-ir';
import { asBigint } from '../convert.ts';
import { lower, type LowerContext } from '../lower-context.ts';
import type { Pass } from './pass.ts';

/** GENERATOR, SPLIT_TO_TABLE and STRTOK_SPLIT_TO_TABLE as derived tables. */
export const tableFunctionsPass: Pass = {
  name: 'table-functions',
  run: (statement, context) => lower(statement, context, { TableFunction: (node) => (node.call.kind === 'Call' ? lowerCall(node, node.call, context) : node) }),
};

function lowerCall(node: TableFunction, call: Call, context: LowerContext): Relation {
  switch (call.name.length === 1 ? call.name[0]?.name.toUpperCase() : undefined) {
    case 'GENERATOR': return generator(node, call, context);
    case 'SPLIT_TO_TABLE': return split(node, build.call('mr_split_list', call.args), context);
    case 'STRTOK_SPLIT_TO_TABLE': return split(node, build.call('mr_strtok_list', call.args.length > 1 ? call.args : [...call.args, build.string(' ')]), context);
    default: return node;
  }
}

/** `GENERATOR(ROWCOUNT => n)`: n rows and no column of its own. Without ROWCOUNT there are none. */
function generator(node: TableFunction, call: Call, context: LowerContext): Relation {
  const count = call.args.flatMap((arg) => (arg.kind === 'NamedArgument' && arg.name.name.toUpperCase() === 'ROWCOUNT' ? [arg.value] : []))[0] ?? build.number(0);
  const rows = build.select({ projections: [build.projection(build.call('unnest', [build.call('range', [asBigint(count)])]), '_row')] });
  return derived(node, rows, false, context);
}

function split(node: TableFunction, list: Expression, context: LowerContext): Relation {
  const numbered = build.call('mr_numbered', [list]);
  const inner = build.select({ projections: [build.projection(build.call('unnest', [numbered]), 'e')] });
  const rows = build.select({
    projections: [build.projection(build.number(1), 'SEQ'), ...['INDEX', 'VALUE'].map((name) => build.projection(build.column('e', name), name))],
    from: build.derived(inner, context.freshName()),
  });
  return derived(node, rows, true, context);
}

function derived(node: TableFunction, query: Extract<Relation, { kind: 'DerivedTable' }>['query'], lateral: boolean, context: LowerContext): Relation {
  const alias = { name: build.identifier(node.alias?.name.name ?? context.freshName()), columns: node.alias?.columns ?? [] };
  return { kind: 'DerivedTable', query, lateral, alias, pos: node.pos, end: node.end };
}
