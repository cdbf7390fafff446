import { build, type Call, type TableFunction } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { tableFunctions } from '../snowflake-duckdb/table-functions/table-functions.ts';
import { type BindContext, errorAt, folded, resolvesNames } from './bind-context.ts';
import { type Binders, type BoundRelation, named } from './bind-relation.ts';
import { bindRoutineTable } from './bind-routine.ts';
import type { Scope, ScopeRelation } from './scope.ts';

/**
 * Binds a table function: its arguments see the relations to the left, with or without LATERAL.
 *
 * @throws ToolError TRANSPILE_UNKNOWN_FUNCTION, TRANSPILE_UNSUPPORTED for a documented one whose rows only a server has.
 */
export function bindTableFunction(node: TableFunction, scope: Scope, context: BindContext, binders: Binders): BoundRelation {
  if (node.call.kind === 'Verbatim') return { relation: node, relations: [{ qualifier: [], physicalName: context.freshName(), columns: [], open: true }] };
  const name = node.call.name.map(folded).join('.');
  if (name === 'GENERATOR') context.relations.generators = true;
  const columns = tableFunctions[name]?.columns;
  if (node.call.over !== undefined) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: `${name} OVER a partition of its rows: the engine's table functions take none` }, node.call, context);
  if (name.includes('!')) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: `${name}: the methods of classes are the server's` }, node.call, context);
  if (columns === undefined && !resolvesNames(context)) refuseServed(node.call, name, context);
  if (columns === undefined && resolvesNames(context)) return bindRoutineTable(node, node.call, scope, context, binders) ?? fromCatalog(node, node.call, name, context);
  const call: Call = { ...node.call, args: node.call.args.map((arg) => (arg.kind === 'NamedArgument'
    ? { ...arg, value: binders.expressions.bind(arg.value, scope, context) }
    : binders.expressions.bind(arg, scope, context))) };
  const alias = node.alias === undefined ? undefined : folded(node.alias.name);
  const physicalName = alias ?? context.freshName();
  const scoped: ScopeRelation = {
    ...(alias === undefined ? {} : { name: alias }), qualifier: [], physicalName, open: columns === undefined,
    columns: (columns ?? []).map((column) => ({ ...column, physicalName: column.name })),
  };
  const relation: TableFunction = { ...node, call, ...(resolvesNames(context) ? { alias: build.alias(physicalName) } : {}) };
  return named(relation, node.alias, scoped, context);
}

/** A table function of the catalog: INFORMATION_SCHEMA's, a user's own. */
function fromCatalog(node: TableFunction, call: Call, name: string, context: BindContext): BoundRelation {
  const found = context.catalog?.tableFunction?.(name, call.args);
  if (found === undefined) {
    refuseServed(call, name, context);
    const nearest = context.functions.nearest(name);
    throw errorAt(errors.TRANSPILE_UNKNOWN_FUNCTION, { name }, call, context, nearest === undefined ? undefined : `did you mean '${nearest}'?`);
  }
  const alias = node.alias === undefined ? found.name[2] : folded(node.alias.name);
  const columns = found.columns.map(({ physicalName, ...column }) => ({ ...column, physicalName: physicalName ?? column.name }));
  const scoped: ScopeRelation = { name: alias, qualifier: [], physicalName: alias, columns, open: false };
  return named({ ...build.table(found.physicalName, alias), pos: node.pos, end: node.end }, node.alias, scoped, context);
}

/** Refuses a documented table function whose rows only a server has. */
function refuseServed(call: Call, name: string, context: BindContext): void {
  const record = tableFunctions[name.slice(name.lastIndexOf('.') + 1)];
  if (record !== undefined && 'unsupported' in record) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: `${name}: ${record.unsupported}` }, call, context);
}
