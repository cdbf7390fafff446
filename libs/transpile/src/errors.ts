import { type Catalogue, defineCodes } from '@millrace/diagnostics';

/** Texts are Snowflake's own wherever it has one, so that an emulator can pass them on. */
const definitions = {
  TRANSPILE_INVALID_IDENTIFIER: { text: "invalid identifier '{name}'", exit: 3 },
  TRANSPILE_AMBIGUOUS_COLUMN: { text: "ambiguous column name '{name}'", hint: 'Qualify it with one of: {choices}.', exit: 3 },
  TRANSPILE_UNKNOWN_TABLE: { text: "Object '{name}' does not exist or not authorized.", exit: 3 },
  TRANSPILE_UNKNOWN_FUNCTION: { text: 'Unknown function {name}', exit: 3 },
  TRANSPILE_TOO_MANY_ARGUMENTS: { text: 'too many arguments for function [{call}] expected {expected}, got {actual}', exit: 3 },
  TRANSPILE_NOT_ENOUGH_ARGUMENTS: { text: 'not enough arguments for function [{call}], expected {expected}, got {actual}', exit: 3 },
  TRANSPILE_ARGUMENT_TYPES: { text: "Invalid argument types for function '{name}': ({types})", exit: 3 },
  TRANSPILE_ARGUMENT_VALUE: { text: "Invalid value [{value}] for function '{name}', parameter {parameter}", exit: 3 },
  TRANSPILE_CONSTANT_ARGUMENT: { text: "argument {index} to function {name} needs to be constant, found '{found}'", exit: 3 },
  TRANSPILE_STRING_ARGUMENT: { text: "argument needs to be a string: '{index}'", exit: 3 },
  TRANSPILE_NO_SEARCH_COLUMNS: { text: 'Expected non-empty set of columns supporting full-text search.', exit: 3 },
  TRANSPILE_INCOMPATIBLE_TYPES: { text: 'Can not convert parameter {value} of type [{from}] into expected type [{to}]', exit: 3 },
  TRANSPILE_UNKNOWN_TYPE: { text: "Unsupported data type '{name}'.", exit: 3 },
  TRANSPILE_BRANCH_COLUMNS: {
    text: 'invalid number of result columns for set operator input branches, expected {expected}, got {actual} in branch {branch}', exit: 3,
  },
  TRANSPILE_BRANCH_TYPES: {
    text: 'inconsistent data type for result columns for set operator input branches, expected {expected}, got {actual} for expression [{column}] branch {branch}', exit: 3,
  },
  TRANSPILE_RECURSIVE_UNION: { text: '{op} not yet supported within a Recursive CTE.', hint: 'Use UNION ALL.', exit: 3 },
  TRANSPILE_NOT_GROUPED: { text: "'{name}' in select clause is neither an aggregate nor in the group by clause.", hint: 'Add it to GROUP BY, or take ANY_VALUE of it.', exit: 3 },
  TRANSPILE_COLUMN_COUNT: { text: 'Insert value list does not match column list expecting {expected} but got {actual}', exit: 3 },
  TRANSPILE_QUALIFY_WITHOUT_WINDOW: { text: 'found QUALIFY clause but no window function', exit: 3 },
  TRANSPILE_WINDOW_ORDER: { text: 'Window function type [{name}] requires {clause} in window specification.', hint: 'Write {name}(…) OVER (ORDER BY …).', exit: 3 },
  TRANSPILE_AGGREGATE_IN_WHERE: { text: 'Invalid aggregate function in where clause [{name}]', exit: 3 },
  TRANSPILE_UNKNOWN_VARIABLE: { text: "Session variable '${name}' does not exist", hint: 'Set it first: SET {name} = …', exit: 3 },
  TRANSPILE_UNBOUND_PARAMETER: { text: 'Bind variable {name} not set.', exit: 3 },
  TRANSPILE_DUPLICATE_ALIAS: { text: "duplicate alias '{name}'", exit: 3 },
  TRANSPILE_CTE_COLUMNS: { text: "invalid number of columns in '{name}': expected {expected}, got {actual}", exit: 3 },
  TRANSPILE_UNSUPPORTED: { text: "Unsupported feature '{feature}'.", exit: 3 },
  TRANSPILE_LEFT_AS_WRITTEN: { text: 'this statement is left as it was written: {problem}', severity: 'warning', exit: 3 },
} as const;

export const errors: Catalogue<typeof definitions> = defineCodes(definitions);

/** What Snowflake reports for a finding of ours: its error code and SQLSTATE. */
export interface SnowflakeCode {
  readonly code: string;
  readonly sqlState: string;
}

/** Snowflake's code for each of ours. Rule: https://docs.snowflake.com/en/user-guide/sql-error-codes and the drivers' own tests. */
export const snowflakeCodes: { readonly [K in Exclude<keyof typeof definitions, 'TRANSPILE_LEFT_AS_WRITTEN'>]: SnowflakeCode } = {
  TRANSPILE_INVALID_IDENTIFIER: { code: '000904', sqlState: '42000' },
  TRANSPILE_AMBIGUOUS_COLUMN: { code: '002028', sqlState: '42601' },
  TRANSPILE_UNKNOWN_TABLE: { code: '002003', sqlState: '42S02' },
  TRANSPILE_UNKNOWN_FUNCTION: { code: '002140', sqlState: '42601' },
  TRANSPILE_TOO_MANY_ARGUMENTS: { code: '000939', sqlState: '22023' },
  TRANSPILE_NOT_ENOUGH_ARGUMENTS: { code: '000938', sqlState: '22023' },
  TRANSPILE_ARGUMENT_TYPES: { code: '001044', sqlState: '42P13' },
  TRANSPILE_ARGUMENT_VALUE: { code: '001045', sqlState: '22023' },
  TRANSPILE_CONSTANT_ARGUMENT: { code: '001015', sqlState: '22023' },
  TRANSPILE_STRING_ARGUMENT: { code: '001045', sqlState: '22023' },
  TRANSPILE_NO_SEARCH_COLUMNS: { code: '001173', sqlState: '22023' },
  TRANSPILE_INCOMPATIBLE_TYPES: { code: '001038', sqlState: '22023' },
  TRANSPILE_UNKNOWN_TYPE: { code: '002040', sqlState: '42601' },
  TRANSPILE_BRANCH_COLUMNS: { code: '001789', sqlState: '42601' },
  TRANSPILE_BRANCH_TYPES: { code: '001790', sqlState: '42601' },
  TRANSPILE_RECURSIVE_UNION: { code: '001102', sqlState: '42601' },
  TRANSPILE_NOT_GROUPED: { code: '001104', sqlState: '42601' },
  TRANSPILE_COLUMN_COUNT: { code: '002020', sqlState: '21S01' },
  TRANSPILE_QUALIFY_WITHOUT_WINDOW: { code: '000992', sqlState: '42601' },
  TRANSPILE_WINDOW_ORDER: { code: '002303', sqlState: '42601' },
  TRANSPILE_AGGREGATE_IN_WHERE: { code: '002035', sqlState: '42601' },
  TRANSPILE_UNKNOWN_VARIABLE: { code: '002211', sqlState: '02000' },
  TRANSPILE_UNBOUND_PARAMETER: { code: '002049', sqlState: '42601' },
  TRANSPILE_DUPLICATE_ALIAS: { code: '002014', sqlState: '42601' },
  TRANSPILE_CTE_COLUMNS: { code: '002026', sqlState: '42601' },
  TRANSPILE_UNSUPPORTED: { code: '000002', sqlState: '0A000' },
};

/** The Snowflake code of a diagnostic of this package, undefined for any other. */
export function snowflakeCodeOf(code: string): SnowflakeCode | undefined {
  return Object.entries(snowflakeCodes).find(([name]) => name === code)?.[1];
}
