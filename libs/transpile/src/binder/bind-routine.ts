import { build, type Call, type Expression, type Node, type Query, type TableFunction, visit } from '@millrace/sql-ir';
import { parseExpression, parseQuery } from '@millrace/sql-parser';
import { errors } from '../errors.ts';
import { type BindContext, dottedName, errorAt, folded, resolvesNames } from './bind-context.ts';
import type { ExpressionBinder } from './bind-expression.ts';
import { type Binders, type BoundRelation, named } from './bind-relation.ts';
import type { CatalogFunction } from './catalog.ts';
import { castAs } from './implicit-cast.ts';
import { emptyScope, type Scope } from './scope.ts';

/**
 * A call of a user's scalar function: SQL is put in the call's place, with the arguments in the place of its parameters; a function in
 * another language is a function of the engine under the name that the catalog gives.
 *
 * @param args the call's arguments, bound.
 * @returns undefined where the catalog knows no such function.
 * Rule: https://docs.snowflake.com/en/developer-guide/udf/sql/udf-sql-scalar-functions
 */
export function bindRoutineCall(call: Call, args: readonly Expression[], scope: Scope, context: BindContext, binder: ExpressionBinder): Expression | undefined {
  const found = routineOf(call, args, context);
  if (found === undefined || found.returns.kind !== 'scalar') return undefined;
  const values = parameterValues(call, args, found, context);
  if ('engine' in found.body) return context.table.bind({ ...build.call(found.body.engine, values), pos: call.pos, end: call.end }, found.returns.type, true);
  const body = at(call, expressionOf(found.body.sql));
  refuseCapture(call, body, values, context);
  const inner = enter(call, found, context);
  return castAs(binder.bind(body, bodyScope(found, values, scope), inner), found.returns.type, call, context);
}

/** A call of a user's table function in FROM as a lateral query, its columns under the declared names; undefined where the catalog knows none. */
export function bindRoutineTable(node: TableFunction, call: Call, scope: Scope, context: BindContext, binders: Binders): BoundRelation | undefined {
  const args = call.args.map((arg) => (arg.kind === 'NamedArgument' ? { ...arg, value: binders.expressions.bind(arg.value, scope, context) } : binders.expressions.bind(arg, scope, context)));
  const found = routineOf(call, args, context);
  if (found === undefined || found.returns.kind !== 'table' || 'engine' in found.body) return undefined;
  const values = parameterValues(call, args, found, context);
  const body = at(call, parseQuery(statementText(found.body.sql), { dialect: 'snowflake' }));
  refuseCapture(call, body, values, context);
  const bound = binders.bindQuery(body, bodyScope(found, values, scope), enter(call, found, context));
  const physicalName = node.alias === undefined ? context.freshName() : folded(node.alias.name);
  const columns = found.returns.columns.map((column) => ({ ...column, physicalName: column.name }));
  const relation = { kind: 'DerivedTable' as const, query: bound.query, lateral: true, alias: build.alias(physicalName, columns.map(({ name }) => name)), pos: node.pos, end: node.end };
  return named(relation, node.alias, { name: physicalName, qualifier: [], physicalName, columns, open: false }, context);
}

function routineOf(call: Call, args: readonly Expression[], context: BindContext): CatalogFunction | undefined {
  if (!resolvesNames(context)) return undefined;
  return context.catalog?.userFunction?.(call.name.map(folded), args.map((arg) => context.table.typeOf(arg.kind === 'NamedArgument' ? arg.value : arg)));
}

/** The value of each parameter, by position or by name, in its declared type. */
function parameterValues(call: Call, args: readonly Expression[], { parameters }: CatalogFunction, context: BindContext): readonly Expression[] {
  const given = new Map<string, Expression>();
  args.forEach((arg, i) => (arg.kind === 'NamedArgument' ? given.set(folded(arg.name), arg.value) : given.set(parameters[i]?.name ?? '', arg)));
  return parameters.map(({ name, type }) => {
    const value = given.get(name);
    if (value === undefined) throw errorAt(errors.TRANSPILE_NOT_ENOUGH_ARGUMENTS, { call: dottedName(call.name), expected: parameters.length, actual: args.length }, call, context);
    return castAs(value, type, value, context);
  });
}

/** The body sees its parameters as names for the values given; what the caller's query has is out of sight, its CTEs too. */
function bodyScope({ parameters }: CatalogFunction, values: readonly Expression[], scope: Scope): Scope {
  const aliases = new Map(parameters.flatMap(({ name }, i) => (values[i] === undefined ? [] : [[name, values[i]] as const])));
  return { ...emptyScope, locals: scope.locals, aliases };
}

/** The context of a body: a function that comes to call itself is refused, as Snowflake refuses it. */
function enter(call: Call, found: CatalogFunction, context: BindContext): BindContext {
  const inside = context.inside ?? [];
  if (inside.includes(found)) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: `recursive SQL function ${dottedName(call.name)}` }, call, context);
  return { ...context, inside: [...inside, found] };
}

/** An argument's column keeps its name inside the body: a table of that name there would take it for its own. */
function refuseCapture(call: Call, body: Expression | Query, values: readonly Expression[], context: BindContext): void {
  const own = new Set<string>();
  visit(body, { Table: ({ name, alias }) => void own.add(alias === undefined ? folded(name.at(-1) ?? build.identifier('')) : folded(alias.name)) });
  for (const value of values) visit(value, { Column: ({ parts }) => {
    const [first] = parts;
    if (parts.length > 1 && first !== undefined && own.has(first.name)) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: `${dottedName(call.name)} of a column of ${first.name}, which its body reads too; give the table another alias` }, call, context);
  } });
}

const statementText = (sql: string): string => sql.trim().replace(/;\s*$/, '');

function expressionOf(sql: string): Expression {
  const text = statementText(sql);
  if (!/^\(?\s*(?:SELECT|WITH)\b/i.test(text)) return parseExpression(text, { dialect: 'snowflake' });
  return { kind: 'Subquery', query: parseQuery(text, { dialect: 'snowflake' }), pos: -1, end: -1 };
}

/** A body's own places mean nothing in the statement: findings point at the call. */
function at<N extends Node>(call: Call, tree: N): N {
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'pos' ? call.pos : key === 'end' ? call.end : value))) as N;
}
