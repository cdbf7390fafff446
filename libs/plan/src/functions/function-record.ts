import { build, type BinaryOperator, type DataType, type DialectName, type Expression } from '@millrace/sql-ir';
import { commonType, types } from '../data-types.ts';

/** The part of an argument that its function's type depends on. */
export interface Argument {
  readonly type: DataType;
  readonly nullable: boolean;
}

/** Writes a function as SQL from its written arguments. `args` tells their types. */
export type Writing = (written: readonly Expression[], args: readonly Argument[]) => Expression;

/** One function: what it means is said once, and each engine's way of saying it stands beside. */
export interface ScalarFunction {
  readonly type: (args: readonly Argument[]) => DataType;
  /** When the result may be NULL: if `any` argument may, if `all` may, `never`, or `always`. */
  readonly nullable: 'any' | 'all' | 'never' | 'always';
  /** How most engines write it. */
  readonly write: Writing;
  /** Engines that write it differently; a text says why one cannot. */
  readonly except?: { readonly [D in DialectName]?: Writing | string };
}

/** The argument at a place whose presence the caller's types guarantee. */
export function at(written: readonly Expression[], index: number): Expression {
  return written[index] ?? build.nothing();
}

/** Writes `a op b`. */
export function infix(op: BinaryOperator): Writing {
  return (written) => build.binary(op, at(written, 0), at(written, 1));
}

/** Writes `NAME(a, b, …)`. */
export function named(name: string): Writing {
  return (written) => build.call(name, written);
}

/** A type rule: the first argument's type. */
export function first(args: readonly Argument[]): DataType {
  return args[0]?.type ?? types.text;
}

/** A type rule: the common type of all arguments, or the first one's where they have none. */
export function common(args: readonly Argument[]): DataType {
  return args.reduce((type, arg) => commonType(type, arg.type) ?? type, first(args));
}

/** A type rule: always this type. */
export function always(type: DataType): () => DataType {
  return () => type;
}
