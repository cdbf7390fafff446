import type { DataType } from './data-type.ts';
import type { Spanned } from './node.ts';
import type { OrderItem, Projection, Query } from './query.ts';

export type Expression =
  | Literal | TypedLiteral | Interval | Parameter | Identifier | Column | Star
  | Unary | Binary | Between | In | Like | Is | Quantified | Exists | Subquery
  | Case | Cast | Call | Path | Index | Slice | ArrayOf | ObjectOf | Tuple | Lambda | NamedArgument
  | Collate | AtTimeZone | Verbatim;

/** A string, number, boolean or NULL. Numbers keep their text: a tree never rounds. */
export type Literal = Spanned & { readonly kind: 'Literal' } & (
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'number'; readonly value: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' }
);

/** `DATE '2024-01-31'`, `TIMESTAMP '…'`, `X'…'` (type BINARY). */
export interface TypedLiteral extends Spanned {
  readonly kind: 'TypedLiteral';
  readonly type: DataType;
  readonly value: string;
}

/** `INTERVAL '2 days'` (no unit) or `INTERVAL 2 DAY`. */
export interface Interval extends Spanned {
  readonly kind: 'Interval';
  readonly value: Expression;
  /** Upper-case, singular: DAY, MONTH, … Absent when the text carries its own units. */
  readonly unit?: string;
}

/** A value that travels beside the SQL. `bigint`, `Uint8Array` and `Date` never reach SQL text. */
export type ParameterValue = null | boolean | number | bigint | string | Uint8Array;

/**
 * A bound parameter. Parsed ones have a `name` (`:id`, `$1`, `$v`) or none (`?`), and no value;
 * built ones carry their value, which the printer collects in order beside the text.
 */
export interface Parameter extends Spanned {
  readonly kind: 'Parameter';
  /** The text after the sigil, absent for `?`. */
  readonly name?: string;
  readonly sigil?: '?' | ':' | '$' | '@';
  readonly value?: ParameterValue;
  /** The type to bind as, where the engine cannot know it from context. */
  readonly type?: DataType;
}

/** One name. `name` is what was written, without quotes; folding of unquoted names is the dialect's rule. */
export interface Identifier extends Spanned {
  readonly kind: 'Identifier';
  readonly name: string;
  readonly quoted: boolean;
}

/** A column, with as many qualifiers as were written: `t.a` has parts [t, a]. Snowflake's `$1` is part '$1'. */
export interface Column extends Spanned {
  readonly kind: 'Column';
  readonly parts: readonly Identifier[];
}

/** `*`, `t.*`, with what Snowflake and DuckDB allow after it. */
export interface Star extends Spanned {
  readonly kind: 'Star';
  readonly qualifier: readonly Identifier[];
  readonly exclude: readonly Identifier[];
  readonly replace: readonly { readonly expression: Expression; readonly name: Identifier }[];
  readonly rename: readonly { readonly from: Identifier; readonly to: Identifier }[];
  /** The pattern of `* ILIKE '…'`. */
  readonly ilike?: string;
  /** PostgreSQL's `(value).*`: the fields of a value instead of a table's columns. */
  readonly of?: Expression;
}

/** `(+)` is Oracle's mark of an outer join, which stands behind a column; `**` Snowflake's operator that spreads an array into a list. */
export type UnaryOperator = '-' | '+' | '~' | 'NOT' | 'PRIOR' | 'CONNECT_BY_ROOT' | 'CURRENT OF' | '(+)' | '**' | '@' | '|/' | '||/';
export interface Unary extends Spanned {
  readonly kind: 'Unary';
  readonly op: UnaryOperator;
  readonly operand: Expression;
}

/** `#` is exclusive or of bits, `//` division to an integer, `:=` the assignment of a variable inside an expression. */
export type BinaryOperator =
  | ':=' | 'OR' | 'XOR' | 'AND' | '=' | '<>' | '<' | '<=' | '>' | '>=' | 'IS DISTINCT FROM' | 'IS NOT DISTINCT FROM'
  | '||' | '+' | '-' | '*' | '/' | '//' | '%' | '^' | '&' | '|' | '#' | '<<' | '>>'
  | '->' | '->>' | '#>' | '#>>' | '@>' | '<@' | '?' | '~' | '~*' | '!~' | '!~*'
  | '&&' | '@@' | '@?' | '?|' | '?&' | '#-' | '-|-' | '&<' | '&>' | '<->' | '<=>' | '<#>' | '~=' | '<<=' | '>>=' | '^@' | 'OVERLAPS' | 'MATCH';
export interface Binary extends Spanned {
  readonly kind: 'Binary';
  readonly op: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Between extends Spanned {
  readonly kind: 'Between';
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
  readonly negated: boolean;
  /** The bounds may stand in either order. */
  readonly symmetric?: true;
}

/** `x IN (1, 2)` or `x IN (SELECT …)`. An empty list is legal in the tree; printers write what is false for it. */
export interface In extends Spanned {
  readonly kind: 'In';
  readonly operand: Expression;
  readonly values: readonly Expression[] | Query;
  readonly negated: boolean;
}

export interface Like extends Spanned {
  readonly kind: 'Like';
  readonly op: 'LIKE' | 'ILIKE' | 'RLIKE' | 'SIMILAR TO' | 'GLOB'
    /** SQLite's, which calls a function of the user's. */
    | 'REGEXP';
  /** With ANY or ALL the pattern is a Tuple (or a Subquery). */
  readonly quantifier?: 'ANY' | 'ALL';
  readonly operand: Expression;
  readonly pattern: Expression;
  readonly escape?: Expression;
  readonly negated: boolean;
}

/** What IS asks of a value. */
export type Test =
  | 'NULL' | 'TRUE' | 'FALSE' | 'UNKNOWN'
  | `JSON${'' | ' VALUE' | ' ARRAY' | ' OBJECT' | ' SCALAR'}${'' | ' WITH UNIQUE KEYS'}`
  | `${'' | 'NFC ' | 'NFD ' | 'NFKC ' | 'NFKD '}NORMALIZED`;

export interface Is extends Spanned {
  readonly kind: 'Is';
  readonly operand: Expression;
  readonly test: Test;
  readonly negated: boolean;
}

/** `x = ANY (…)`, `x > ALL (SELECT …)`. */
export interface Quantified extends Spanned {
  readonly kind: 'Quantified';
  readonly op: BinaryOperator;
  readonly left: Expression;
  readonly quantifier: 'ANY' | 'ALL';
  readonly right: Query | Expression;
}

export interface Exists extends Spanned {
  readonly kind: 'Exists';
  readonly query: Query;
}

/** A query as a value. */
export interface Subquery extends Spanned {
  readonly kind: 'Subquery';
  readonly query: Query;
}

export interface Case extends Spanned {
  readonly kind: 'Case';
  readonly operand?: Expression;
  readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
  readonly otherwise?: Expression;
}

/** `CAST(x AS t)`, `x::t`, and with `safe` TRY_CAST. */
export interface Cast extends Spanned {
  readonly kind: 'Cast';
  readonly operand: Expression;
  readonly type: DataType;
  readonly safe: boolean;
  /** `CAST(x AS t FORMAT 'YYYY')`. */
  readonly format?: Expression;
  /** To be written `x::t`: set by who lays a text out again, never by a parser. */
  readonly written?: '::';
  /** Snowflake's `RENAME FIELDS` and `ADD FIELDS` of structured types. */
  readonly fields?: readonly ('RENAME FIELDS' | 'ADD FIELDS')[];
}

/** Every function: scalar, aggregate, window, table. The function records give the name its meaning. */
export interface Call extends Spanned {
  readonly kind: 'Call';
  /** Usually one part; more when qualified. Upper-case unless quoted. */
  readonly name: readonly Identifier[];
  readonly args: readonly Expression[];
  readonly distinct: boolean;
  /** Inside the parentheses: `array_agg(x ORDER BY y)`. */
  readonly orderBy: readonly OrderItem[];
  /** `WITHIN GROUP (ORDER BY …)`. */
  readonly withinGroup: readonly OrderItem[];
  readonly filter?: Expression | undefined;
  /** Oracle's `KEEP (DENSE_RANK LAST ORDER BY …)`: only of the rows that come first or last. */
  readonly keep?: { readonly rank: 'FIRST' | 'LAST'; readonly orderBy: readonly OrderItem[] };
  readonly nulls?: 'IGNORE' | 'RESPECT' | undefined;
  /** NTH_VALUE's FROM LAST: counted from the end of the frame. */
  readonly fromLast?: true;
  /** PostgreSQL's VARIADIC: the last argument is the array of all that remain. */
  readonly variadic?: true;
  /** The arguments are keys and values in turn: `json_object('a' : 1)`. */
  readonly pairs?: true;
  /** A query instead of arguments, whose rows they are: `json_array(SELECT a FROM t)`. */
  readonly query?: Query;
  /** What SQL/JSON functions take after their arguments. */
  readonly clauses?: readonly CallClause[];
  readonly over?: WindowSpec | Identifier | undefined;
}

/** `RETURNING jsonb`, `PASSING 1 AS x`, `NULL ON NULL`, `DEFAULT 0 ON EMPTY`. */
export interface CallClause {
  readonly words: string;
  readonly values: readonly (Projection | DataType)[];
  /** Words after the values. */
  readonly after?: string;
}

export interface WindowSpec extends Spanned {
  readonly kind: 'WindowSpec';
  readonly base?: Identifier;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
  readonly frame?: WindowFrame;
}

export interface WindowFrame {
  readonly unit: 'ROWS' | 'RANGE' | 'GROUPS';
  readonly start: FrameBound;
  readonly end?: FrameBound;
  readonly exclude?: 'CURRENT ROW' | 'GROUP' | 'TIES' | 'NO OTHERS';
}
export type FrameBound =
  | { readonly type: 'UNBOUNDED PRECEDING' | 'CURRENT ROW' | 'UNBOUNDED FOLLOWING' }
  | { readonly type: 'PRECEDING' | 'FOLLOWING'; readonly offset: Expression };

/** Snowflake's `v:a.b[0]`: an extraction from a semi-structured value. */
export interface Path extends Spanned {
  readonly kind: 'Path';
  readonly operand: Expression;
  readonly steps: readonly ({ readonly key: string; readonly quoted: boolean } | { readonly index: Expression })[];
}

/** `a[1]`, `m['k']`. */
export interface Index extends Spanned {
  readonly kind: 'Index';
  readonly operand: Expression;
  readonly index: Expression;
}

/** `a[1:3]`. */
export interface Slice extends Spanned {
  readonly kind: 'Slice';
  readonly operand: Expression;
  readonly from?: Expression;
  readonly to?: Expression;
  /** DuckDB: every n-th. */
  readonly step?: Expression;
}

/** `[1, 2]`, `ARRAY[1, 2]`. */
export interface ArrayOf extends Spanned {
  readonly kind: 'ArrayOf';
  readonly items: readonly Expression[];
}

/** `{'a': 1}`; `**` spreads are entries without a key. */
export interface ObjectOf extends Spanned {
  readonly kind: 'ObjectOf';
  readonly entries: readonly { readonly key?: string; readonly value: Expression }[];
}

/** `(a, b)`, `ROW(a, b)`. */
export interface Tuple extends Spanned {
  readonly kind: 'Tuple';
  readonly items: readonly Expression[];
}

/** `x -> x + 1`, `(a INT, b) -> a + b`. */
export interface Lambda extends Spanned {
  readonly kind: 'Lambda';
  readonly parameters: readonly { readonly name: Identifier; readonly type?: DataType }[];
  readonly body: Expression;
}

/** `INPUT => x`. */
export interface NamedArgument extends Spanned {
  readonly kind: 'NamedArgument';
  readonly name: Identifier;
  readonly value: Expression;
}

export interface Collate extends Spanned {
  readonly kind: 'Collate';
  readonly operand: Expression;
  readonly collation: string;
}

export interface AtTimeZone extends Spanned {
  readonly kind: 'AtTimeZone';
  readonly operand: Expression;
  readonly zone: Expression;
}

/** SQL text taken as it is. Made by hand, never by a parser; analysis stops at it with a diagnostic. */
export interface Verbatim extends Spanned {
  readonly kind: 'Verbatim';
  readonly sql: string;
}
