import type { Spanned } from './node.ts';

/**
 * A type as written or inferred: `NUMBER(10, 2)`, `VARCHAR`, `INTEGER[]`, `OBJECT(a INT)`.
 * `name` is upper-case and spelled as the dialect spells it; dialects map names when they print.
 */
export interface DataType extends Spanned {
  readonly kind: 'DataType';
  readonly name: string;
  /** Precision, scale, length, in the written order. */
  readonly args: readonly number[];
  /** Element types of ARRAY and MAP: `INTEGER[]` is ARRAY with one. */
  readonly elements: readonly DataType[];
  /** Fields of STRUCT and OBJECT. */
  readonly fields: readonly TypeField[];
  /** The values of ENUM. */
  readonly values?: readonly string[];
  /** An element of ARRAY or MAP that is NOT NULL. */
  readonly nullable?: false;
}

export interface TypeField {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
}
