import type { ParameterValue } from '@millrace/sql-ir';
import type { ObjectName, ReadOptions } from '../connector.ts';
import { quoteIdentifier, quoteList, quoteName } from './quote.ts';

/** A statement with its bound values. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly ParameterValue[];
}

/**
 * The SELECT that `read` stands for.
 *
 * @param from what stands after FROM: a quoted name or a table function.
 * @param bound values that `from` already uses as $1 ….
 */
export function selectFrom(from: string, options: ReadOptions, placeholder: (index: number) => string, bound: readonly ParameterValue[] = []): Statement {
  const columns = options.columns === undefined ? '*' : quoteList(options.columns);
  const { since } = options;
  if (since === undefined) return { sql: `SELECT ${columns} FROM ${from}`, parameters: bound };
  const column = quoteIdentifier(since.column);
  return {
    sql: `SELECT ${columns} FROM ${from} WHERE ${column} ${since.exclusive ? '>' : '>='} ${placeholder(bound.length + 1)} ORDER BY ${column}`,
    parameters: [...bound, since.value],
  };
}

/** `INSERT INTO target (columns) SELECT columns FROM source`. */
export function insertFrom(target: ObjectName, source: ObjectName, columns: readonly string[]): string {
  return `INSERT INTO ${quoteName(target)} (${quoteList(columns)}) SELECT ${quoteList(columns)} FROM ${quoteName(source)}`;
}

/** `UPDATE target SET … FROM source WHERE the keys are equal`: the first half of an upsert; undefined when every column is a key. */
export function updateFrom(target: ObjectName, source: ObjectName, columns: readonly string[], keys: readonly string[]): string | undefined {
  const rest = columns.filter((column) => !keys.includes(column));
  if (rest.length === 0) return undefined;
  const set = rest.map((column) => `${quoteIdentifier(column)} = "s".${quoteIdentifier(column)}`).join(', ');
  return `UPDATE ${quoteName(target)} AS "t" SET ${set} FROM ${quoteName(source)} AS "s" WHERE ${sameKeys(keys)}`;
}

/** The second half of an upsert: the rows whose keys the target does not have. */
export function insertMissing(target: ObjectName, source: ObjectName, columns: readonly string[], keys: readonly string[]): string {
  const list = columns.map((column) => `"s".${quoteIdentifier(column)}`).join(', ');
  return `INSERT INTO ${quoteName(target)} (${quoteList(columns)}) SELECT ${list} FROM ${quoteName(source)} AS "s" `
    + `WHERE NOT EXISTS (SELECT 1 FROM ${quoteName(target)} AS "t" WHERE ${sameKeys(keys)})`;
}

/** A query that returns a row when two rows of `source` have equal keys. */
export function duplicateKeys(source: ObjectName, keys: readonly string[]): string {
  return `SELECT ${quoteList(keys)} FROM ${quoteName(source)} GROUP BY ${quoteList(keys)} HAVING COUNT(*) > 1 LIMIT 1`;
}

function sameKeys(keys: readonly string[]): string {
  return keys.map((key) => `"t".${quoteIdentifier(key)} = "s".${quoteIdentifier(key)}`).join(' AND ');
}
