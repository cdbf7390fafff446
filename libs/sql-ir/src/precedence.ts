import type { DialectName } from './dialect-name.ts';
import type { BinaryOperator, UnaryOperator } from './expression.ts';

/** What binds: binary operators as they are, and one name for each other form. */
export type BindingKey =
  | BinaryOperator | 'NOT' | 'negate' | 'invert' | 'prior'
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

/** PostgreSQL's table; see https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE */
const standard: Precedence = {
  OR: left(10), AND: left(20), NOT: none(30),
  is: none(40), 'IS DISTINCT FROM': none(40), 'IS NOT DISTINCT FROM': none(40),
  '=': none(50), '<>': none(50), '<': none(50), '<=': none(50), '>': none(50), '>=': none(50),
  like: none(60), in: none(60), between: none(60),
  '||': left(70), '&': left(70), '|': left(70), '#': left(70), '<<': left(70), '>>': left(70),
  '->': left(70), '->>': left(70), '#>': left(70), '#>>': left(70), '@>': left(70), '<@': left(70), '?': left(70),
  '~': left(70), '~*': left(70), '!~': left(70), '!~*': left(70), quantified: none(50), invert: none(70),
  '+': left(80), '-': left(80), '*': left(90), '/': left(90), '//': left(90), '%': left(90), '^': left(100),
  'at time zone': left(110), collate: left(120), negate: none(130), prior: none(130), postfix: left(140),
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

/** The one table that parsers climb and printers put parentheses by. */
export const precedences: { readonly [D in DialectName]: Precedence } = { duckdb, postgres: standard, snowflake, sqlite };

/** The table's name for a prefix operator. */
export function unaryKey(op: UnaryOperator): BindingKey {
  switch (op) {
    case 'NOT': return 'NOT';
    case '~': return 'invert';
    case '-':
    case '+': return 'negate';
    case 'PRIOR':
    case 'CONNECT_BY_ROOT': return 'prior';
  }
}
