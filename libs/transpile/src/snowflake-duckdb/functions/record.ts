import type { Call, Expression } from '@millrace/sql-ir';
import type { SessionContext } from '../../binder/session.ts';
import type { SqlType } from '../../types/sql-type.ts';
import type { LowerContext } from '../lower-context.ts';

/**
 * What an argument must be; an argument of another type is converted as Snowflake converts it implicitly.
 * `int` reaches DuckDB as BIGINT, `float` as DOUBLE, `number` as it is (an exact or a floating number).
 * `part` is a date part (a bare word or a constant string), `constant` any literal, `lambda` a function of higher order.
 * `ntz` is a timestamp without a zone: one with a zone is refused.
 * `temporal` is a date, a time or a timestamp as it comes; a string is read as a timestamp.
 */
export type ArgumentKind =
  | 'any' | 'text' | 'int' | 'number' | 'float' | 'boolean' | 'date' | 'time' | 'timestamp' | 'ntz' | 'temporal'
  | 'variant' | 'array' | 'object' | 'map' | 'geography' | 'geometry' | 'binary' | 'part' | 'constant' | 'lambda' | 'star';

export interface ArgumentRule {
  readonly name?: string;
  /** The first is what others are converted to. */
  readonly kinds: readonly ArgumentKind[];
  readonly optional: boolean;
  /** May repeat, to the end of the list. */
  readonly variadic: boolean;
}

export interface Signature {
  readonly text: string;
  readonly rules: readonly ArgumentRule[];
  readonly minimum: number;
  readonly maximum: number;
}

/** A function's result: a fixed type, `same` for the first argument's, `common` for what all arguments fit, or a rule; `order` are the types of WITHIN GROUP's expressions. */
export type ReturnRule = SqlType | 'same' | 'common' | ((args: readonly SqlType[], nodes: readonly Expression[], session: SessionContext, order: readonly SqlType[]) => SqlType);

/**
 * What NULL does: `propagate` gives NULL for any NULL argument (and only then), `never` gives no NULL at all, `any` may do either.
 */
export type NullRule = 'propagate' | 'never' | 'any';

/** A value that crosses between DuckDB and a function written in TypeScript. */
export type NativeValue = string | number | bigint | boolean | null;

/** A scalar function in TypeScript, registered with the engine under `mr_<name>`. NULL arguments give NULL unless it takes them. */
export interface NativeFunction {
  readonly parameters: readonly ('VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN')[];
  readonly returns: 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'JSON';
  readonly takesNull?: boolean;
  readonly volatile?: boolean;
  readonly call: (...args: readonly NativeValue[]) => NativeValue;
}

/** How a function is said in DuckDB. */
export type Implementation =
  /** The same under this name. */
  | { readonly name: string }
  /** DuckDB's SQL with `$1`, `$2`; one text, or one per number of arguments. Parsed once, substituted as trees. */
  | { readonly template: string | Readonly<Record<number, string>> }
  /** A tree made by code, from arguments already converted. */
  | { readonly rewrite: (args: readonly Expression[], context: RewriteContext) => Expression }
  /** A SQL macro of the engine, created by the set-up under `mr_<name>`; the body may name the parameters. */
  | { readonly macro: { readonly parameters: string; readonly body: string } }
  | { readonly native: NativeFunction }
  | { readonly unsupported: string };

/** What a rewrite may ask about its call. */
export interface RewriteContext extends LowerContext {
  readonly call: Call;
  readonly types: readonly SqlType[];
  readonly result: SqlType;
}

export interface FunctionExample {
  /** A Snowflake query (or an expression) from the documentation. */
  readonly sql: string;
  /** The first column of the result as text, rows in order; SQL NULL as null. */
  readonly expected: string | null | readonly (string | null)[];
}

/** All that is known of one Snowflake function. */
export interface FunctionRecord {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly family: string;
  readonly kind: 'scalar' | 'aggregate' | 'window';
  readonly signatures: readonly Signature[];
  /** The fewest and the most arguments of any signature. */
  readonly minimum: number;
  readonly maximum: number;
  /** Whether a signature has a date part in it. */
  readonly takesPart: boolean;
  readonly returns: ReturnRule;
  readonly nulls: NullRule;
  /** Gives another value each time: never evaluated twice for one mention. */
  readonly volatile: boolean;
  readonly to: Implementation;
  readonly examples: readonly FunctionExample[];
  /** The page the rule comes from. */
  readonly docs: string;
}
