import { build, type Column, type Expression } from '@millrace/sql-ir';
import { didYouMean } from '@millrace/diagnostics';
import { errors } from '../errors.ts';
import { types } from '../types/sql-type.ts';
import { type BindContext, errorAt, folded, resolvesNames } from './bind-context.ts';
import type { Scope, ScopeColumn, ScopeRelation } from './scope.ts';

interface Found {
  readonly relation: ScopeRelation;
  readonly column: ScopeColumn;
}

/**
 * Resolves a column reference: a real column wins over an alias of the SELECT list, an inner scope over an outer one.
 *
 * @throws ToolError TRANSPILE_INVALID_IDENTIFIER, TRANSPILE_AMBIGUOUS_COLUMN.
 */
export function resolveColumn(column: Column, scope: Scope, context: BindContext): Expression {
  if (!resolvesNames(context) && column.parts.length === 1 && !knowsNames(scope)) return column;
  const parts = column.parts.map(folded);
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = findHere(column, parts, at, context);
    if (found !== undefined) return found;
  }
  const sequence = parts.at(-1) === 'NEXTVAL' && parts.length > 1 ? sequenceOf(column, parts, context) : undefined;
  if (sequence !== undefined) return nextValue(column, sequence, context);
  if (!resolvesNames(context)) return known(column, types.unknown, true, context);
  const name = parts.join('.');
  throw errorAt(errors.TRANSPILE_INVALID_IDENTIFIER, { name }, column, context, didYouMean(parts.at(-1) ?? name, candidates(parts, scope)));
}

/** Whether any name is known in a scope or around it: without a catalog most scopes know none. */
function knowsNames(scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (at.aliases.size > 0 || at.locals.length > 0 || at.relations.some(({ columns }) => columns.length > 0)) return true;
  }
  return false;
}

/** The engine's name of a sequence; without a catalog the one that is written, as names of the engine ignore case. */
function sequenceOf(column: Column, parts: readonly string[], context: BindContext): readonly string[] | undefined {
  return context.catalog === undefined ? column.parts.slice(0, -1).map(({ name }) => name) : context.catalog.sequence?.(parts.slice(0, -1));
}

/** `s.NEXTVAL`. Rule: https://docs.snowflake.com/en/user-guide/querying-sequences */
function nextValue(column: Column, sequence: readonly string[], context: BindContext): Expression {
  const name = context.table.set(build.string(sequence.map((part) => `"${part.replaceAll('"', '""')}"`).join('.')), types.text, false);
  return context.table.bind({ ...build.call('nextval', [name]), pos: column.pos, end: column.end }, types.integer, false);
}

function findHere(column: Column, parts: readonly string[], scope: Scope, context: BindContext): Expression | undefined {
  const [first = ''] = parts;
  const local = parts.length === 1 ? scope.locals.find(({ name }) => name === first) : undefined;
  if (local !== undefined) return known(column, local.type, true, context);
  const found = matches(parts, scope.relations);
  if (found.length > 1) throw ambiguous(column, parts, found, context);
  if (found[0] !== undefined) return reference(column, found[0], context);
  const alias = parts.length === 1 ? scope.aliases.get(first) : undefined;
  if (alias !== undefined) return resolvesNames(context) ? alias : known(column, context.table.typeOf(alias), true, context);
  return scope.relations.some((relation) => relation.open && (parts.length === 1 || goesBy(relation, parts, parts.length - 1))) ? known(column, types.unknown, true, context) : undefined;
}

function matches(parts: readonly string[], relations: readonly ScopeRelation[]): readonly Found[] {
  const name = parts.at(-1) ?? '';
  const qualified = parts.length > 1;
  const position = name.startsWith('$') && /^\$\d+$/.test(name) ? Number(name.slice(1)) : undefined;
  const found: Found[] = [];
  for (const relation of relations) {
    if (qualified && !goesBy(relation, parts, parts.length - 1)) continue;
    const wanted = position === undefined ? undefined : relation.columns[position - 1];
    if (wanted !== undefined) {
      found.push({ relation, column: wanted });
      continue;
    }
    for (const column of relation.columns) {
      if (column.name !== name || (!qualified && column.hidden === true)) continue;
      found.push({ relation, column });
      // A bare name that is there twice is ambiguous; more are not needed to know.
      if (qualified || found.length > 1) break;
    }
  }
  return found;
}

/** Whether `schema.table` and the like mean this relation. @param length how many of the parts are the qualifier. */
export function goesBy({ name, qualifier }: ScopeRelation, parts: readonly string[], length: number = parts.length): boolean {
  if (name === undefined || length > qualifier.length + 1 || parts[length - 1] !== name) return false;
  for (let back = 1; back < length; back++) if (parts[length - 1 - back] !== qualifier[qualifier.length - back]) return false;
  return true;
}

function reference(column: Column, { relation, column: target }: Found, context: BindContext): Expression {
  if (!resolvesNames(context)) return known(column, target.type, target.nullable, context);
  // A column joined by USING is the merged one, which only its bare name means.
  const parts = target.merged === true && column.parts.length === 1 ? [target.physicalName] : [relation.physicalName, target.physicalName];
  return known({ ...build.column(...parts), pos: column.pos, end: column.end }, target.type, target.nullable, context);
}

function known(column: Column, type: ScopeColumn['type'], nullable: boolean, context: BindContext): Expression {
  // What the table answers for a node that it does not know.
  return type === types.unknown && nullable ? column : context.table.bind(column, type, nullable);
}

function ambiguous(column: Column, parts: readonly string[], found: readonly Found[], context: BindContext): Error {
  const choices = found.map(({ relation, column: target }) => `${relation.name ?? '?'}.${target.name}`).join(', ');
  return errorAt(errors.TRANSPILE_AMBIGUOUS_COLUMN, { name: parts.join('.'), choices }, column, context);
}

function candidates(parts: readonly string[], scope: Scope): readonly string[] {
  const names: string[] = [];
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    for (const relation of at.relations) if (parts.length === 1 || goesBy(relation, parts, parts.length - 1)) names.push(...relation.columns.map((column) => column.name));
    if (parts.length === 1) names.push(...at.aliases.keys());
  }
  return names;
}
