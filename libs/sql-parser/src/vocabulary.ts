import { type BinaryOperator, type DialectName, type Precedence, precedences, reservedWords } from '@millrace/sql-ir';

/** How one dialect's text differs from the others', as data. */
export interface Vocabulary {
  readonly dialect: DialectName;
  /** Words that name nothing unless quoted. */
  readonly reserved: ReadonlySet<string>;
  readonly precedence: Precedence;
  readonly operators: ReadonlyMap<string, BinaryOperator>;
  readonly backslashEscapes: boolean;
  /** `E'…\n…'`. */
  readonly escapeStrings: boolean;
  /** `$$…$$`, and whether a tag may stand between the signs. */
  readonly dollarStrings: 'plain' | 'tagged' | false;
  readonly nestedComments: boolean;
  /** `// …` opens a comment. */
  readonly slashComments: boolean;
  /** `@stage/path` is one token. */
  readonly stages: boolean;
  /** Names in `[…]` and backticks. */
  readonly bracketNames: boolean;
  /** `?` is a parameter, not an operator. */
  readonly questionParameters: boolean;
  /** `value:path`. */
  readonly paths: boolean;
  readonly lambdas: boolean;
  /** A comma may follow the last projection. */
  readonly trailingComma: boolean;
  /** INTERSECT binds before UNION. */
  readonly intersectFirst: boolean;
  /** BEGIN may open a block of statements. */
  readonly scripting: boolean;
  /** A text or file name may stand for a table. */
  readonly fileTables: boolean;
}

const shared: readonly (readonly [string, BinaryOperator])[] = [
  ['OR', 'OR'], ['AND', 'AND'], ['=', '='], ['==', '='], ['<>', '<>'], ['!=', '<>'], ['<', '<'], ['<=', '<='], ['>', '>'], ['>=', '>='],
  ['||', '||'], ['+', '+'], ['-', '-'], ['*', '*'], ['/', '/'], ['%', '%'],
];
const bits: readonly (readonly [string, BinaryOperator])[] = [['&', '&'], ['|', '|'], ['<<', '<<'], ['>>', '>>']];
const json: readonly (readonly [string, BinaryOperator])[] = [['->', '->'], ['->>', '->>']];
const contains: readonly (readonly [string, BinaryOperator])[] = [['@>', '@>'], ['<@', '<@']];

export const vocabularies: { readonly [D in DialectName]: Vocabulary } = {
  duckdb: {
    dialect: 'duckdb', reserved: reservedWords.duckdb, precedence: precedences.duckdb,
    operators: new Map([...shared, ...bits, ...json, ...contains, ['//', '//'], ['^', '^'], ['**', '^'], ['~', '~']]),
    backslashEscapes: false, escapeStrings: true, dollarStrings: 'tagged', nestedComments: true, slashComments: false, stages: false,
    bracketNames: false, questionParameters: true, paths: false, lambdas: true, trailingComma: true, intersectFirst: true, scripting: false, fileTables: true,
  },
  postgres: {
    dialect: 'postgres', reserved: reservedWords.postgres, precedence: precedences.postgres,
    operators: new Map([
      ...shared, ...bits, ...json, ...contains, ['^', '^'], ['#', '#'], ['#>', '#>'], ['#>>', '#>>'], ['?', '?'],
      ['~', '~'], ['~*', '~*'], ['!~', '!~'], ['!~*', '!~*'],
    ]),
    backslashEscapes: false, escapeStrings: true, dollarStrings: 'tagged', nestedComments: true, slashComments: false, stages: false,
    bracketNames: false, questionParameters: false, paths: false, lambdas: false, trailingComma: false, intersectFirst: true, scripting: false, fileTables: false,
  },
  snowflake: {
    dialect: 'snowflake', reserved: reservedWords.snowflake, precedence: precedences.snowflake,
    operators: new Map(shared),
    backslashEscapes: true, escapeStrings: false, dollarStrings: 'plain', nestedComments: false, slashComments: true, stages: true,
    bracketNames: false, questionParameters: true, paths: true, lambdas: true, trailingComma: true, intersectFirst: true, scripting: true, fileTables: true,
  },
  sqlite: {
    dialect: 'sqlite', reserved: reservedWords.sqlite, precedence: precedences.sqlite,
    operators: new Map([...shared, ...bits, ...json]),
    backslashEscapes: false, escapeStrings: false, dollarStrings: false, nestedComments: false, slashComments: false, stages: false,
    bracketNames: true, questionParameters: true, paths: false, lambdas: false, trailingComma: false, intersectFirst: false, scripting: false, fileTables: false,
  },
};
