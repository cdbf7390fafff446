import { readFileSync } from 'node:fs';
import { Dialect, transpile as theirs } from '@polyglot-sql/sdk';
import { functionRecords, transpile as ours } from '@millrace/transpile';
import { findSuites } from '../conformance/suites.ts';

/**
 * The Snowflake statements that both sides translate without a complaint: those of the acceptance suite, or, where that is not at
 * hand, the documentation's examples of every function.
 */
export function sharedStatements(): readonly string[] {
  const { statements } = findSuites(process.env['MILLRACE_CONFORMANCE']);
  const all: readonly string[] = statements === undefined ? functionRecords.flatMap(({ examples }) => examples.map(({ sql }) => sql)) : JSON.parse(readFileSync(statements, 'utf8')) as readonly string[];
  return all.filter((sql) => theirs(sql, Dialect.Snowflake, Dialect.DuckDB).success && ours(sql, { from: 'snowflake', to: 'duckdb' }).diagnostics.length === 0);
}

/** One query of about so many characters: SELECTs with functions, a filter and an alias, united. */
export function largeQuery(characters: number): string {
  const parts: string[] = [];
  for (let i = 0, length = 0; length < characters; i++) {
    parts.push(`SELECT a${i}, IFF(b${i} > ${i}, 'x', 'y') AS c, DATEADD(day, ${i}, d) AS e FROM t${i} WHERE f = ${i}`);
    length += (parts.at(-1)?.length ?? 0) + ' UNION ALL '.length;
  }
  return parts.join(' UNION ALL ');
}
