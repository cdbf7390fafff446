import { build, type Expression } from '@millrace/sql-ir';
import { isSemiStructured, isStructured, type SqlType, types } from '../../types/sql-type.ts';
import { toVariant } from '../convert.ts';
import type { RewriteContext } from './record.ts';

/** The nth argument as the variant that it is as a member of an array or object. */
export function variantArgument(args: readonly Expression[], index: number, { types: all, session }: Pick<RewriteContext, 'types' | 'session'>): Expression {
  return toVariant(args[index] ?? build.nothing(), all[index] ?? types.unknown, session);
}

/** Arguments lose their place in the type table when they are converted; they have their call's types. */
export function withTypes(args: readonly Expression[], context: RewriteContext): RewriteContext {
  args.forEach((arg, i) => context.table.set(arg, context.types[i] ?? types.unknown, true));
  return context;
}

/** The type of a function that changes an array, object or map: a structured argument keeps its type. */
export function sameStructure(fallback: SqlType): (args: readonly SqlType[]) => SqlType {
  return ([first]) => (first !== undefined && isSemiStructured(first) && isStructured(first) ? first : fallback);
}

/** A list of the engine. */
export function listOf(items: readonly Expression[]): Expression {
  return { kind: 'ArrayOf', items, pos: -1, end: -1 };
}

/** `CASE WHEN test THEN value END`. */
export function only(test: Expression, value: Expression): Expression {
  return { kind: 'Case', branches: [{ when: test, then: value }], pos: -1, end: -1 };
}
