import { type Catalogue, defineCodes } from '@millrace/diagnostics';

const definitions = {
  MOLTRES_NAME_COLLISION: { text: "{step}: both sides have a column '{column}'.", hint: "use select or another suffix", exit: 3 },
  MOLTRES_NOT_CONNECTED: { text: 'This frame belongs to no database.', hint: 'start it with db.from(…), or give toSQL a dialect', exit: 3 },
  MOLTRES_NULL_COMPARISON: { text: "'{operator}' compares with NULL, which is never true.", hint: 'use isNull() or eq(null)', exit: 3 },
  MOLTRES_BAD_VALUE: { text: "Column '{column}': {value} is not a value of type {type}.", exit: 3 },
  MOLTRES_UNSAFE_INTEGER: { text: "Column '{column}' holds {value}, which a JavaScript number cannot hold exactly.", hint: 'declare the column as t.bigint(), or cast it', exit: 1 },
  MOLTRES_UNSUPPORTED: { text: '{dialect} has no {feature}.', exit: 3 },
  MOLTRES_NO_KEYS: { text: 'upsert needs at least one column in `on`.', exit: 3 },
  MOLTRES_NOTHING_TO_SET: { text: '{step} sets no column.', exit: 3 },
  MOLTRES_MISSING_COLUMN: { text: "{step}: the row has no column '{column}', which has no default and cannot be NULL.", exit: 3 },
  MOLTRES_NO_SQL: { text: "'{kind}' is no database that runs SQL.", hint: 'connect to duckdb:, postgres:, sqlite: or snowflake:', exit: 4 },
} as const;

/** What can go wrong between a frame and its rows. */
export const errors: Catalogue<typeof definitions> = defineCodes(definitions);
