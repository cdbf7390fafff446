import type { Assignment, Update } from '@millrace/sql-ir';
import { build } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { type BindContext, errorAt, folded, resolvesNames } from './bind-context.ts';
import { bindRelation } from './bind-relation.ts';
import { queryBinders } from './bind-query.ts';
import { bindTarget, type BoundTarget } from './bind-statement.ts';
import { bindWith } from './bind-with.ts';
import { assignTo } from './implicit-cast.ts';
import { childScope, emptyScope, type Scope } from './scope.ts';

/** Binds UPDATE … FROM. */
export function bindUpdate(statement: Update, context: BindContext): Update {
  const { ctes, scope: outer, recursive } = bindWith(statement, emptyScope, context, queryBinders);
  const target = bindTarget(statement.table, outer, context);
  const from = statement.from === undefined ? undefined : bindRelation(statement.from, target.scope, context, queryBinders);
  const scope = childScope(outer, { relations: [...target.scope.relations, ...(from?.relations ?? [])] });
  return {
    ...statement, with: ctes, recursive, table: target.table,
    set: bindAssignments(statement.set, target, scope, context),
    ...(from === undefined ? {} : { from: from.relation }),
    ...(statement.where === undefined ? {} : { where: queryBinders.expressions.bind(statement.where, scope, context) }),
  };
}

/**
 * Binds `SET column = value`: the value takes the column's type.
 *
 * @throws ToolError TRANSPILE_INVALID_IDENTIFIER for a column that the target lacks.
 */
export function bindAssignments(set: readonly Assignment[], target: BoundTarget, scope: Scope, context: BindContext): readonly Assignment[] {
  return set.map(({ column, value }) => {
    const bound = queryBinders.expressions.bind(value, scope, context);
    const last = column.parts.at(-1);
    // Engines take the target's columns by their bare names.
    if (!resolvesNames(context) || last === undefined) return { column: column.parts.length === 1 || last === undefined ? column : { ...column, parts: [last] }, value: bound };
    const found = target.columns.find(({ name }) => name === folded(last));
    if (found === undefined) throw errorAt(errors.TRANSPILE_INVALID_IDENTIFIER, { name: column.parts.map(folded).join('.') }, column, context);
    return { column: { ...build.column(found.physicalName), pos: column.pos, end: column.end }, value: assignTo(bound, found.type, context) };
  });
}
