declare const sql: unique symbol;

/** A DECIMAL; in rows it is a string, exact to the last digit. */
export interface Decimal { readonly [sql]: 'decimal' }
/** A DATE; in rows `2024-01-31`. */
export interface DateOnly { readonly [sql]: 'date' }
/** A TIMESTAMP; in rows `2024-01-31 12:34:56`. */
export interface Timestamp { readonly [sql]: 'timestamp' }
/** A UUID; in rows a string. */
export interface Uuid { readonly [sql]: 'uuid' }
/** A JSON document; in rows the parsed value. */
export interface Json { readonly [sql]: 'json' }

/** What arithmetic takes. */
export type Numeric = number | bigint | Decimal;
/** What has a calendar date. */
export type Temporal = DateOnly | Timestamp;

/** The JavaScript type of a SQL type, as rows hold it. */
export type Js<T> = T extends Json ? unknown : T extends Decimal | DateOnly | Timestamp | Uuid ? string : T;

/** What may be written for a value of a SQL type. */
export type Literal<T> = T extends null ? never : T extends Decimal ? string | number : Js<T>;

/** `null` if the type has it, else nothing. */
export type NullOf<T> = null extends T ? null : never;

/** What an expression is made of: values of one row, an aggregate of a group, or a window around a row. */
export type Kind = 'scalar' | 'aggregate' | 'window';
/** What may stand beside an expression of this kind: aggregates only with aggregates. */
export type Mixable<K extends Kind> = K extends 'aggregate' ? 'aggregate' : 'scalar' | 'window';
/** The kind of two expressions together. */
export type Mixed<K extends Kind, L extends Kind> = 'window' extends K | L ? 'window' : K;
/** What a row may be filtered, ordered or extended by. */
export type RowKind = 'scalar' | 'window';

/** A row as JavaScript sees it. */
export type JsRow<R> = { [K in keyof R]: Js<R[K]> };
/** The rows of one side of an outer join. */
export type NullableRow<R> = { [K in keyof R]: R[K] | null };
/** The columns of both, B's where both have one. */
export type Merge<A, B> = { [K in keyof A | keyof B]: K extends keyof B ? B[K] : K extends keyof A ? A[K] : never };
