import type { DialectName } from './dialect-name.ts';
import type { BinaryOperator, UnaryOperator } from './expression.ts';

/** What binds: binary operators as they are, and one name for each other form. */
export type BindingKey =
  | BinaryOperator | 'NOT' | 'negate' | 'invert' | 'prior' | 'outer'
  | 'is' | 'like' | 'in' | 'between' | 'quantified' | 'at time zone' | 'collate' | 'postfix';

/** How tightly an operator holds, and whether `a op b op c` may stand without parentheses. */
export interface Binding {
  readonly power: number;
  readonly associativity: 'left' | 'none';
}

export type Precedence = { readonly [K in BindingKey]: Binding };

const left = (power: number): Binding => ({ power, associativity: 'left' });
const none = (power: number): Binding => ({ power, associativity: 'none' });

/** Above every operator: literals, names, calls, anything in brackets. */
export const primaryPower = 200;

/** Operators of vendors' types, which hold alike. */
const others: Pick<Precedence, '&&' | '@@' | '@?' | '?|' | '?&' | '#-' | '-|-' | '&<' | '&>' | '<->' | '<=>' | '<#>' | '~=' | '<<=' | '>>=' | '^@' | 'OVERLAPS' | 'MATCH'> = {
  '&&': left(70), '@@': left(70), '@?': left(70), '?|': left(70), '?&': left(70), '#-': left(70), '-|-': left(70), '&<': left(70), '&>': left(70),
  '<->': left(70), '<=>': left(70), '<#>': left(70), '~=': left(70), '<<=': left(70), '>>=': left(70), '^@': left(70), OVERLAPS: none(60), MATCH: left(50),
};

/** PostgreSQL's table; see https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE */
const standard: Precedence = {
  ':=': none(5), OR: left(10), XOR: left(15), AND: left(20), NOT: none(30),
  is: none(40), 'IS DISTINCT FROM': none(40), 'IS NOT DISTINCT FROM': none(40),
  '=': none(50), '<>': none(50), '<': none(50), '<=': none(50), '>': none(50), '>=': none(50),
  like: none(60), in: none(60), between: none(60),
  '||': left(70), '&': left(70), '|': left(70), '#': left(70), '<<': left(70), '>>': left(70),
  '->': left(70), '->>': left(70), '#>': left(70), '#>>': left(70), '@>': left(70), '<@': left(70), '?': left(70),
  '~': left(70), '~*': left(70), '!~': left(70), '!~*': left(70), ...others, quantified: none(50), invert: none(70),
  '+': left(80), '-': left(80), '*': left(90), '/': left(90), '//': left(90), '%': left(90), '^': left(100),
  'at time zone': left(110), collate: left(120), negate: none(130), prior: none(130), outer: none(150), postfix: left(140),
};

/** Snowflake documents no table; comparisons chain there, and what differs elsewhere is written with parentheses anyway. */
const snowflake: Precedence = {
  ...standard, invert: none(130),
  '=': left(50), '<>': left(50), '<': left(50), '<=': left(50), '>': left(50), '>=': left(50), is: left(40),
};

/** `->` makes lambdas and so binds below OR: measured with `json_serialize_sql`. */
const duckdb: Precedence = { ...standard, '->': left(5) };

/** https://www.sqlite.org/lang_expr.html#operators_and_parse_affecting_attributes */
const sqlite: Precedence = {
  ...standard, invert: none(130), collate: left(120), '||': left(105), '->': left(105), '->>': left(105),
  '<': left(60), '<=': left(60), '>': left(60), '>=': left(60),
  '=': left(50), '<>': left(50), is: left(50), 'IS DISTINCT FROM': left(50), 'IS NOT DISTINCT FROM': left(50),
  like: left(50), in: left(50), between: left(50),
};

/** https://dev.mysql.com/doc/refman/8.0/en/operator-precedence.html; NOT binds less than a comparison, and so does what is written with it. */
const mysql: Precedence = {
  ...standard, 'IS DISTINCT FROM': none(30), 'IS NOT DISTINCT FROM': left(50),
  '=': left(50), '<>': left(50), '<': left(50), '<=': left(50), '>': left(50), '>=': left(50),
  '|': left(62), '&': left(64), '<<': left(66), '>>': left(66), '+': left(80), '-': left(80), '#': left(95), '->': left(140), '->>': left(140),
  negate: none(100), invert: none(100),
};

/** https://learn.microsoft.com/en-us/sql/t-sql/language-elements/operator-precedence-transact-sql */
const mssql: Precedence = { ...standard, '&': left(80), '|': left(80), '#': left(80), '||': left(80), negate: none(80), invert: none(130) };

/** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/About-SQL-Operators.html */
const oracle: Precedence = { ...standard, '||': left(80) };

/** One test for each value: https://github.com/trinodb/trino/blob/master/core/trino-grammar/src/main/antlr4/io/trino/grammar/sql/SqlBase.g4 */
const trino: Precedence = {
  ...standard, is: none(50), 'IS DISTINCT FROM': none(50), 'IS NOT DISTINCT FROM': none(50), like: none(50), in: none(50), between: none(50),
  negate: none(105), invert: none(105),
};

/** https://spark.apache.org/docs/latest/sql-ref-operators.html#operator-precedence */
const spark: Precedence = {
  ...standard, is: none(40), like: none(40), in: none(40), between: none(40), 'IS DISTINCT FROM': none(40), 'IS NOT DISTINCT FROM': left(50),
  '=': left(50), '<>': left(50), '<': left(50), '<=': left(50), '>': left(50), '>=': left(50),
  '|': left(71), '#': left(72), '&': left(75), '<<': left(77), '>>': left(77), '||': left(80), invert: none(130),
};

/** The one table that parsers climb and printers put parentheses by. */
export const precedences: { readonly [D in DialectName]: Precedence } = { duckdb, postgres: standard, snowflake, sqlite, mysql, mssql, oracle, trino, spark };

/** The table's name for a prefix operator. */
export function unaryKey(op: UnaryOperator): BindingKey {
  switch (op) {
    case 'NOT': return 'NOT';
    case '~':
    case '@':
    case '|/':
    case '||/': return 'invert';
    case '-':
    case '+': return 'negate';
    case 'PRIOR':
    case '**':
    case 'CURRENT OF':
    case 'CONNECT_BY_ROOT': return 'prior';
    case '(+)': return 'outer';
  }
}
