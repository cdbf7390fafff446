import { build, type Expression, type Identifier, type Projection, type Star } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { type BindContext, errorAt, folded } from './bind-context.ts';
import { goesBy } from './resolve-column.ts';
import type { Scope, ScopeColumn, ScopeRelation } from './scope.ts';

/** A column that `*` stands for, with the name it gets. */
export interface StarColumn {
  readonly name: string;
  readonly expression: Expression;
}

/** Whether it is `*` alone: all columns of all tables. */
export const isBareStar = (star: Star): boolean => star.qualifier.length + star.exclude.length === 0 && star.ilike === undefined;

/**
 * What `*` and `t.*` stand for, after EXCLUDE, RENAME, REPLACE and ILIKE.
 *
 * @throws ToolError TRANSPILE_INVALID_IDENTIFIER for a qualifier or a name that is none.
 */
export function expandStar(star: Star, projection: Projection, scope: Scope, context: BindContext, bind: (expression: Expression) => Expression): readonly StarColumn[] {
  const qualifier = star.qualifier.map(folded);
  const relations = qualifier.length === 0 ? scope.relations : scope.relations.filter((relation) => goesBy(relation, qualifier));
  if (relations.length === 0 && qualifier.length > 0) throw errorAt(errors.TRANSPILE_INVALID_IDENTIFIER, { name: qualifier.join('.') }, projection, context);
  const all = relations.flatMap((relation) => relation.columns.filter((column) => qualifier.length > 0 || column.hidden !== true).map((column) => ({ relation, column })));
  const names = new Set(all.map(({ column }) => column.name));
  for (const identifier of [...star.exclude, ...star.rename.map(({ from }) => from), ...star.replace.map(({ name }) => name)]) checkName(identifier, names, context);
  const excluded = new Set(star.exclude.map(folded));
  const wanted = star.ilike === undefined ? undefined : likePattern(star.ilike);
  return all
    .filter(({ column }) => !excluded.has(column.name) && (wanted === undefined || wanted.test(column.name)))
    .map(({ relation, column }) => starColumn(star, relation, column, qualifier.length > 0, context, bind));
}

function starColumn(star: Star, relation: ScopeRelation, column: ScopeColumn, qualified: boolean, context: BindContext, bind: (expression: Expression) => Expression): StarColumn {
  const replaced = star.replace.find(({ name }) => folded(name) === column.name);
  const renamed = star.rename.find(({ from }) => folded(from) === column.name);
  const name = renamed === undefined ? column.name : folded(renamed.to);
  if (replaced !== undefined) return { name, expression: bind(replaced.expression) };
  const parts = column.merged === true && !qualified ? [column.physicalName] : [relation.physicalName, column.physicalName];
  const node = { ...build.column(...parts), pos: star.pos, end: star.end };
  return { name, expression: context.table.markWritten(context.table.set(node, column.type, column.nullable)) };
}

function checkName(identifier: Identifier, names: ReadonlySet<string>, context: BindContext): void {
  if (!names.has(folded(identifier))) throw errorAt(errors.TRANSPILE_INVALID_IDENTIFIER, { name: folded(identifier) }, identifier, context);
}

/** A LIKE pattern as a regular expression that ignores case. */
function likePattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('%', '[\\s\\S]*').replaceAll('_', '[\\s\\S]')}$`, 'i');
}
