import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { openPostgres, startEmbeddedPostgres } from '@millrace/connectors';
import { messageOf } from '@millrace/diagnostics';
import { print } from '@millrace/dialects';
import type { DialectName } from '@millrace/sql-ir';
import { parse } from '@millrace/sql-parser';
import { hasMariaDb, temporaryMariaDb } from '@millrace/testkit';

/** Each statement of the corpus, as we print it. */
function printed(dialect: DialectName): readonly string[] {
  const text = readFileSync(new URL(`corpus/${dialect}.sql`, import.meta.url), 'utf8');
  return parse(text, { dialect }).statements.map((statement) => print(statement, dialect).sql);
}

it('DuckDB finds no fault with the syntax of what is printed', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const faults: string[] = [];
  for (const sql of printed('duckdb')) {
    try {
      await connection.prepare(sql);
    } catch (thrown) {
      // The tables do not exist, which is found out only once the syntax is right.
      if (messageOf(thrown).startsWith('Parser Error')) faults.push(`${sql}\n${messageOf(thrown)}`);
    }
  }
  connection.closeSync();
  expect(faults).toEqual([]);
});

it('SQLite finds no fault with the syntax of what is printed', () => {
  const database = new DatabaseSync(':memory:');
  const faults: string[] = [];
  for (const sql of printed('sqlite')) {
    try {
      database.prepare(sql);
    } catch (thrown) {
      if (/syntax error|incomplete input|unrecognized token/.test(messageOf(thrown))) faults.push(`${sql}\n${messageOf(thrown)}`);
    }
  }
  database.close();
  expect(faults).toEqual([]);
});

it('PostgreSQL finds no fault with the syntax of what is printed', async () => {
  const server = await startEmbeddedPostgres();
  const faults: string[] = [];
  try {
    await using connector = await openPostgres({ url: server.url });
    for (const sql of printed('postgres')) {
      // Nothing waits for an end of a transaction that another statement began.
      if (/^(?:BEGIN|COMMIT|ROLLBACK)/.test(sql)) continue;
      try {
        await connector.execute(sql);
      } catch (thrown) {
        if (messageOf(thrown).includes('syntax error')) faults.push(`${sql}\n${messageOf(thrown)}`);
      }
    }
  } finally {
    await server.stop();
  }
  expect(faults).toEqual([]);
});

it.skipIf(!hasMariaDb)('MariaDB finds no fault with the syntax of what is printed', async () => {
  await using server = await temporaryMariaDb();
  // What MySQL has and MariaDB has not
  const mysqlAlone = /LATERAL|->|FOR SHARE|AS JSON|RANGE BETWEEN INTERVAL|^WITH .* UPDATE |^EXPLAIN ANALYZE |^GRANT r1, r2 /;
  const faults: string[] = [];
  for (const sql of printed('mysql')) {
    if (mysqlAlone.test(sql)) continue;
    try {
      await server.rows('syntax', sql);
    } catch (thrown) {
      if (messageOf(thrown).includes('ERROR 1064')) faults.push(messageOf(thrown));
    }
  }
  expect(faults).toEqual([]);
}, 180_000);

it('engines do find faults', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await expect(connection.prepare('SELECT FROM WHERE')).rejects.toThrow(/^Parser Error/);
  connection.closeSync();
  expect(() => new DatabaseSync(':memory:').prepare('SELECT FROM WHERE')).toThrow('syntax error');
});
