import { build, type Merge, type MergeWhen } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { type BindContext, errorAt, resolvesNames } from './bind-context.ts';
import { targetColumns } from './bind-insert.ts';
import { bindRelation } from './bind-relation.ts';
import { queryBinders } from './bind-query.ts';
import { bindTarget, type BoundTarget } from './bind-statement.ts';
import { bindAssignments } from './bind-update.ts';
import { bindWith } from './bind-with.ts';
import { assignTo } from './implicit-cast.ts';
import { childScope, emptyScope, type Scope } from './scope.ts';

/** Binds MERGE. Rule: https://docs.snowflake.com/en/sql-reference/sql/merge */
export function bindMerge(statement: Merge, context: BindContext): Merge {
  const { ctes, scope: outer, recursive } = bindWith(statement, emptyScope, context, queryBinders);
  const target = bindTarget(statement.target, outer, context);
  const source = bindRelation(statement.source, outer, context, queryBinders);
  const scope = childScope(outer, { relations: [...target.scope.relations, ...source.relations] });
  return {
    ...statement, with: ctes, recursive, target: target.table, source: source.relation,
    on: queryBinders.expressions.bind(statement.on, scope, context),
    whens: statement.whens.map((when) => bindWhen(when, target, scope, context)),
  };
}

function bindWhen(when: MergeWhen, target: BoundTarget, scope: Scope, context: BindContext): MergeWhen {
  const bind = queryBinders.expressions.bind;
  const condition = when.condition === undefined ? {} : { condition: bind(when.condition, scope, context) };
  const { action } = when;
  if (action.type === 'UPDATE') return { ...when, ...condition, action: { type: 'UPDATE', set: bindAssignments(action.set, target, scope, context) } };
  if (action.type !== 'INSERT') return { ...when, ...condition };
  const columns = targetColumns(action.columns, target.columns, context);
  if (resolvesNames(context) && columns.length !== action.values.length) {
    throw errorAt(errors.TRANSPILE_COLUMN_COUNT, { expected: columns.length, actual: action.values.length }, action.values[0] ?? statementSpan, context);
  }
  const values = action.values.map((value, i) => {
    const bound = bind(value, scope, context);
    const column = columns[i];
    return column === undefined ? bound : assignTo(bound, column.type, context);
  });
  const names = resolvesNames(context) ? columns.map(({ physicalName }) => build.identifier(physicalName)) : action.columns;
  return { ...when, ...condition, action: { type: 'INSERT', columns: names, values } };
}

const statementSpan = { pos: -1, end: -1 } as const;
