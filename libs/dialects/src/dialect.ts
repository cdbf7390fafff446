import type { BinaryOperator, DialectName, Node, Precedence } from '@millrace/sql-ir';
import type { Printers } from './printers.ts';

/** Whether a dialect can say a thing at all. Every dialect answers every line. */
export interface Capabilities {
  readonly qualify: boolean;
  readonly returning: boolean;
  readonly merge: boolean;
  readonly mergeBySource: boolean;
  /** `UPDATE SET *` and `INSERT *` in MERGE. */
  readonly mergeStar: boolean;
  /** `agg(x) FILTER (WHERE …)`. */
  readonly filterClause: boolean;
  readonly distinctOn: boolean;
  readonly ilike: boolean;
  readonly rlike: boolean;
  readonly similarTo: boolean;
  readonly likeAny: boolean;
  readonly fullJoin: boolean;
  /** SEMI, ANTI and ASOF as join types. */
  readonly semiJoin: boolean;
  readonly asofJoin: boolean;
  readonly lateral: boolean;
  readonly byName: boolean;
  readonly upsert: boolean;
  readonly insertOverwrite: boolean;
  readonly updateFrom: boolean;
  readonly deleteUsing: boolean;
  readonly truncate: boolean;
  readonly groupByAll: boolean;
  readonly groupingSets: boolean;
  readonly pivot: boolean;
  readonly sample: boolean;
  readonly matchRecognize: boolean;
  /** INSERT ALL and INSERT FIRST: into several tables. */
  readonly insertAll: boolean;
  readonly timeTravel: boolean;
  readonly stages: boolean;
  readonly starExclude: boolean;
  readonly starRename: boolean;
  /** `FIRST_VALUE(x IGNORE NULLS)`: inside the parentheses, after them, or not at all. */
  readonly nullTreatment: 'inside' | 'after' | false;
  readonly withinGroup: boolean;
  readonly aggregateOrderBy: boolean;
  readonly tryCast: boolean;
  readonly quantified: boolean;
  readonly lambdas: boolean;
  readonly path: boolean;
  readonly orReplace: boolean;
  readonly materializedCte: boolean;
  readonly intersectAll: boolean;
  /** A set operation may hold another in parentheses. */
  readonly nestedSetOperations: boolean;
  readonly collate: boolean;
  readonly atTimeZone: boolean;
  readonly explainAnalyze: boolean;
  readonly connectBy: boolean;
  /** `WITH … INSERT`, as against `INSERT … WITH … SELECT`. */
  readonly withBeforeDml: boolean;
  /** `TABLE(f(…))` around a table function. */
  readonly tableWrapper: boolean;
  readonly variables: boolean;
  /** `ORDER BY x NULLS LAST`; where it is missing, printers write a key before the key. */
  readonly nullsOrder: boolean;
}

/** Words that stand elsewhere or are missing. */
export interface Syntax {
  /** Between a relation and its alias. */
  readonly tableAlias: ' AS ' | ' ';
  /** WITH RECURSIVE, as against WITH alone. */
  readonly recursive: boolean;
  readonly except: 'EXCEPT' | 'MINUS';
  /** What stands after FROM when a query reads nothing, where FROM may not be missing. */
  readonly dual: string | undefined;
  /** Before each row of VALUES. */
  readonly row: string;
}

/** How a foreign type name is spelled here. */
export interface TypeSpelling {
  readonly name: string;
  /** `drop` the written arguments, or those to use when none were written. */
  readonly args?: 'drop' | readonly number[];
  /** The name without arguments, where it is another: `VARCHAR` without a length is TEXT in MySQL. */
  readonly bare?: string;
}

/** What a SQL dialect looks like on paper. All of it is stated, nothing defaulted. */
export interface Dialect {
  readonly name: DialectName;
  /** As users write it in prose. */
  readonly title: string;
  readonly identifiers: {
    readonly open: string;
    readonly close: string;
    /** What stands for `close` inside a quoted name. */
    readonly escape: string;
    /** What an unquoted name becomes. */
    readonly folding: 'upper' | 'lower' | 'none';
    /** Whether two quoted names that differ in case are two names. */
    readonly caseSensitive: boolean;
    /** Which letters a name may have without quotes. */
    readonly bareLetters: 'any' | 'ascii';
    /** Characters (Oracle: bytes) a name may have; undefined for any number. */
    readonly maxLength: number | undefined;
    readonly reserved: ReadonlySet<string>;
  };
  /** A reserved word after a dot is a name without quotes. */
  readonly bareAfterDot: boolean;
  readonly strings: { readonly escape: string; readonly backslash: boolean };
  /** How the n-th bound value is written. */
  readonly placeholder: '?' | '$1' | ':1' | '@p1';
  readonly booleans: { readonly true: string; readonly false: string };
  readonly paging: {
    /** `LIMIT n OFFSET m`, `OFFSET m LIMIT n`, `OFFSET m ROWS FETCH NEXT n ROWS ONLY`, or `TOP (n)` and, with an offset, FETCH after an ORDER BY. */
    readonly style: 'limit' | 'offset first' | 'fetch' | 'top';
    /** What stands for "no limit" when only OFFSET is given; undefined when OFFSET may stand alone. */
    readonly unlimited: string | undefined;
  };
  /** Where NULLs sort when nothing is said: as the largest value, the smallest, or always last. */
  readonly nullOrdering: 'large' | 'small' | 'last';
  readonly syntax: Syntax;
  readonly capabilities: Capabilities;
  readonly operators: ReadonlySet<BinaryOperator>;
  /** What CREATE, ALTER and DROP know besides tables and views, upper-case; `any` leaves the judgement to the engine. */
  readonly objects: ReadonlySet<string> | 'any';
  readonly precedence: Precedence;
  /** Foreign type names, by upper-case name; a name that is not here is printed as it is. */
  readonly types: Readonly<Record<string, TypeSpelling>>;
  /** Rewrites a whole tree into forms the dialect has, before it is written; undefined for none. */
  readonly prepare: ((node: Node) => Node) | undefined;
  readonly printers: Printers;
}
