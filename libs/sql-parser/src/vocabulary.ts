import { type BinaryOperator, type DialectName, type Precedence, precedences, reservedWords } from '@millrace/sql-ir';

/** How one dialect's text differs from the others', as data. */
export interface Vocabulary {
  readonly dialect: DialectName;
  /** Words that name nothing unless quoted. */
  readonly reserved: ReadonlySet<string>;
  /** What an unquoted name becomes. */
  readonly folding: 'upper' | 'lower' | 'none';
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
  /** Names in `[…]`. */
  readonly bracketNames: boolean;
  readonly backtickNames: boolean;
  /** `"…"` is a string. */
  readonly doubleQuotedStrings: boolean;
  /** Strings that follow one another are one. */
  readonly joinedStrings: boolean;
  /** What may stand before a string: national texts and bits, Oracle's quotes of one's choice, Spark's raw texts, names of character sets. */
  readonly stringPrefixes: 'none' | 'national' | 'oracle' | 'raw' | 'mysql';
  /** `0x1F` is bytes, not a number. */
  readonly hexBytes: boolean;
  /** `# …` opens a comment, `--` only before a space, and what stands in a block comment that begins with `!` is code. */
  readonly mysqlComments: boolean;
  /** `@v` and `@@v` are variables, one token each. */
  readonly atVariables: boolean;
  /** What names may hold besides letters, digits, `_` and `$`: `#` inside, or also at the beginning, as `@` inside. */
  readonly nameSigns: 'none' | 'inside' | 'first';
  /** Letters behind a number that give its type: `10L`. */
  readonly numberSuffixes: boolean;
  /** TRUE and FALSE are values, not names. */
  readonly booleans: boolean;
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
  /** `&&`, `<->`, `~~` and the like are one token. */
  readonly manyOperators: boolean;
}

const shared: readonly (readonly [string, BinaryOperator])[] = [
  ['OR', 'OR'], ['AND', 'AND'], ['=', '='], ['==', '='], ['<>', '<>'], ['!=', '<>'], ['<', '<'], ['<=', '<='], ['>', '>'], ['>=', '>='],
  ['||', '||'], ['+', '+'], ['-', '-'], ['*', '*'], ['/', '/'], ['%', '%'],
];
const withoutConcat = shared.filter(([text]) => text !== '||');
const bits: readonly (readonly [string, BinaryOperator])[] = [['&', '&'], ['|', '|'], ['<<', '<<'], ['>>', '>>']];
const json: readonly (readonly [string, BinaryOperator])[] = [['->', '->'], ['->>', '->>']];
const contains: readonly (readonly [string, BinaryOperator])[] = [['@>', '@>'], ['<@', '<@']];

export const vocabularies: { readonly [D in DialectName]: Vocabulary } = {
  duckdb: {
    dialect: 'duckdb', reserved: reservedWords.duckdb, folding: 'none', precedence: precedences.duckdb,
    operators: new Map([...shared, ...bits, ...json, ...contains, ['//', '//'], ['^', '^'], ['**', '^'], ['~', '~'], ['!~', '!~'], ['&&', '&&'], ['<->', '<->'], ['<=>', '<=>'], ['^@', '^@']]),
    backslashEscapes: false, escapeStrings: true, dollarStrings: 'tagged', nestedComments: true, slashComments: false, stages: false,
    bracketNames: false, backtickNames: false, doubleQuotedStrings: false, joinedStrings: false, stringPrefixes: 'none', hexBytes: false, mysqlComments: false, atVariables: false,
    nameSigns: 'none', numberSuffixes: false, booleans: true, questionParameters: true, paths: false, lambdas: true, trailingComma: true, intersectFirst: true, scripting: false, fileTables: true, manyOperators: true,
  },
  postgres: {
    dialect: 'postgres', reserved: reservedWords.postgres, folding: 'lower', precedence: precedences.postgres,
    operators: new Map([
      ...shared, ...bits, ...json, ...contains, ['^', '^'], ['#', '#'], ['#>', '#>'], ['#>>', '#>>'], ['?', '?'],
      ['~', '~'], ['~*', '~*'], ['!~', '!~'], ['!~*', '!~*'], ['&&', '&&'], ['@@', '@@'], ['@?', '@?'], ['?|', '?|'], ['?&', '?&'], ['#-', '#-'], ['-|-', '-|-'],
      ['&<', '&<'], ['&>', '&>'], ['<->', '<->'], ['<#>', '<#>'], ['<=>', '<=>'], ['~=', '~='], ['<<=', '<<='], ['>>=', '>>='], ['^@', '^@'], ['OVERLAPS', 'OVERLAPS'],
    ]),
    backslashEscapes: false, escapeStrings: true, dollarStrings: 'tagged', nestedComments: true, slashComments: false, stages: false,
    bracketNames: false, backtickNames: false, doubleQuotedStrings: false, joinedStrings: true, stringPrefixes: 'none', hexBytes: false, mysqlComments: false, atVariables: false,
    nameSigns: 'none', numberSuffixes: false, booleans: true, questionParameters: false, paths: false, lambdas: false, trailingComma: false, intersectFirst: true, scripting: false, fileTables: false, manyOperators: true,
  },
  snowflake: {
    dialect: 'snowflake', reserved: reservedWords.snowflake, folding: 'upper', precedence: precedences.snowflake,
    operators: new Map(shared),
    backslashEscapes: true, escapeStrings: false, dollarStrings: 'plain', nestedComments: false, slashComments: true, stages: true,
    bracketNames: false, backtickNames: false, doubleQuotedStrings: false, joinedStrings: false, stringPrefixes: 'none', hexBytes: false, mysqlComments: false, atVariables: false,
    nameSigns: 'none', numberSuffixes: false, booleans: true, questionParameters: true, paths: true, lambdas: true, trailingComma: true, intersectFirst: true, scripting: true, fileTables: true, manyOperators: false,
  },
  sqlite: {
    dialect: 'sqlite', reserved: reservedWords.sqlite, folding: 'none', precedence: precedences.sqlite,
    operators: new Map([...shared, ...bits, ...json, ['MATCH', 'MATCH']]),
    backslashEscapes: false, escapeStrings: false, dollarStrings: false, nestedComments: false, slashComments: false, stages: false,
    bracketNames: true, backtickNames: true, doubleQuotedStrings: false, joinedStrings: false, stringPrefixes: 'none', hexBytes: false, mysqlComments: false, atVariables: false,
    nameSigns: 'none', numberSuffixes: false, booleans: true, questionParameters: true, paths: false, lambdas: false, trailingComma: false, intersectFirst: false, scripting: false, fileTables: false, manyOperators: false,
  },
  mysql: {
    dialect: 'mysql', reserved: reservedWords.mysql, folding: 'none', precedence: precedences.mysql,
    operators: new Map([...withoutConcat, ...bits, ...json, ['||', 'OR'], ['&&', 'AND'], ['XOR', 'XOR'], [':=', ':='], ['<=>', 'IS NOT DISTINCT FROM'], ['DIV', '//'], ['MOD', '%'], ['^', '#']]),
    backslashEscapes: true, escapeStrings: false, dollarStrings: false, nestedComments: false, slashComments: false, stages: false, bracketNames: false, backtickNames: true,
    doubleQuotedStrings: true, joinedStrings: true, stringPrefixes: 'mysql', hexBytes: true, mysqlComments: true, atVariables: true, nameSigns: 'none', numberSuffixes: false,
    booleans: true, questionParameters: true, paths: false, lambdas: false, trailingComma: false, intersectFirst: true, scripting: false, fileTables: false, manyOperators: false,
  },
  mssql: {
    dialect: 'mssql', reserved: reservedWords.mssql, folding: 'none', precedence: precedences.mssql,
    operators: new Map([...withoutConcat, ...bits, ['^', '#'], ['!<', '>='], ['!>', '<=']]),
    backslashEscapes: false, escapeStrings: false, dollarStrings: false, nestedComments: true, slashComments: false, stages: false, bracketNames: true, backtickNames: false,
    doubleQuotedStrings: false, joinedStrings: false, stringPrefixes: 'national', hexBytes: true, mysqlComments: false, atVariables: true, nameSigns: 'first', numberSuffixes: false,
    booleans: false, questionParameters: false, paths: false, lambdas: false, trailingComma: false, intersectFirst: true, scripting: false, fileTables: false, manyOperators: false,
  },
  oracle: {
    dialect: 'oracle', reserved: reservedWords.oracle, folding: 'upper', precedence: precedences.oracle,
    operators: new Map([...shared.filter(([text]) => text !== '%' && text !== '=='), ['^=', '<>']]),
    backslashEscapes: false, escapeStrings: false, dollarStrings: false, nestedComments: false, slashComments: false, stages: false, bracketNames: false, backtickNames: false,
    doubleQuotedStrings: false, joinedStrings: false, stringPrefixes: 'oracle', hexBytes: false, mysqlComments: false, atVariables: false, nameSigns: 'inside', numberSuffixes: true,
    booleans: false, questionParameters: false, paths: false, lambdas: false, trailingComma: false, intersectFirst: false, scripting: false, fileTables: false, manyOperators: false,
  },
  trino: {
    dialect: 'trino', reserved: reservedWords.trino, folding: 'lower', precedence: precedences.trino,
    operators: new Map(shared),
    backslashEscapes: false, escapeStrings: false, dollarStrings: false, nestedComments: false, slashComments: false, stages: false, bracketNames: false, backtickNames: false,
    doubleQuotedStrings: false, joinedStrings: false, stringPrefixes: 'none', hexBytes: false, mysqlComments: false, atVariables: false, nameSigns: 'none', numberSuffixes: false,
    booleans: true, questionParameters: true, paths: false, lambdas: true, trailingComma: false, intersectFirst: true, scripting: false, fileTables: false, manyOperators: false,
  },
  spark: {
    dialect: 'spark', reserved: reservedWords.spark, folding: 'none', precedence: precedences.spark,
    operators: new Map([...shared, ...bits.filter(([text]) => text.length === 1), ['^', '#'], ['DIV', '//'], ['<=>', 'IS NOT DISTINCT FROM']]),
    backslashEscapes: true, escapeStrings: false, dollarStrings: false, nestedComments: false, slashComments: false, stages: false, bracketNames: false, backtickNames: true,
    doubleQuotedStrings: true, joinedStrings: true, stringPrefixes: 'raw', hexBytes: false, mysqlComments: false, atVariables: false, nameSigns: 'none', numberSuffixes: true,
    booleans: true, questionParameters: true, paths: true, lambdas: true, trailingComma: false, intersectFirst: true, scripting: false, fileTables: false, manyOperators: false,
  },
};
