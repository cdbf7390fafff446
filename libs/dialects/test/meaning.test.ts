import { DatabaseSync } from 'node:sqlite';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostgresConnector } from '@millrace/connectors';
import { collectRows } from '@millrace/connectors';
import { print } from '@millrace/dialects';
import { type DialectName, dialectNames } from '@millrace/sql-ir';
import { parseStatement } from '@millrace/sql-parser';
import { golden, hasMariaDb, temporaryMariaDb, type TemporaryMariaDb, temporaryPostgres, type TemporaryPostgres } from '@millrace/testkit';
import { cases, type MeaningCase, tables } from './meaning-cases.ts';

type Rows = readonly (readonly (string | null)[])[];

/** What a case is in a dialect: its text, or what the dialect has no words for. */
function said(c: MeaningCase, dialect: DialectName): { readonly sql?: string; readonly missing: readonly string[] } {
  const { sql, diagnostics } = print(parseStatement(c.sql, { dialect: c.from }), dialect);
  return diagnostics.length === 0 ? { sql, missing: [] } : { missing: diagnostics.map((d) => d.message) };
}

describe.each(cases)('$name', (c) => {
  it('reads in each dialect as its golden has it', () => {
    const parts = dialectNames.map((dialect) => {
      const { sql, missing } = said(c, dialect);
      return `-- ${dialect}\n${sql ?? missing.map((message) => `-- ${message}`).join('\n')}`;
    });
    golden(new URL(`golden/${c.name}.sql`, import.meta.url).pathname, `-- from ${c.from}: ${c.sql}\n\n${parts.join('\n\n')}`);
  });

  it('is read back by the dialect it was written for', () => {
    for (const dialect of dialectNames) {
      const { sql } = said(c, dialect);
      if (sql === undefined) continue;
      const again = print(parseStatement(sql, { dialect }), dialect);
      expect.soft(again.diagnostics.map((d) => d.message), sql).toEqual([]);
      expect.soft(again.sql).toBe(sql);
    }
  });
});

/** Numbers without a fraction that says nothing, truth as 1 and 0, days without a time. */
function normal(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  const text = value instanceof Date ? value.toISOString() : String(value);
  return text.replace(/^(\d{4}-\d\d-\d\d)[ T]00:00:00.*$/, '$1').replace(/^(-?\d+)\.0+$/, '$1');
}

const normalRows = (rows: readonly (readonly unknown[])[]): Rows => rows.map((row) => row.map(normal));

/** Runs a text on fresh tables, and then what shows its effect. */
type Engine = (c: MeaningCase, sql: string) => Promise<Rows>;

function casesOn(dialect: DialectName, engine: () => Engine): void {
  it.each(cases.filter((c) => said(c, dialect).sql !== undefined))('$name', async (c) => {
    expect(await engine()(c, said(c, dialect).sql ?? '')).toEqual(c.rows);
  });
}

describe('on DuckDB', () => {
  casesOn('duckdb', () => async (c, sql) => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const statement of tables) await connection.run(statement);
    const result = await connection.runAndReadAll(sql);
    const shown = c.check === undefined ? result : await connection.runAndReadAll(c.check);
    connection.closeSync();
    return normalRows(shown.getRowsJson());
  });
});

describe('on SQLite', () => {
  casesOn('sqlite', () => (c, sql) => {
    const database = new DatabaseSync(':memory:');
    for (const statement of tables) database.exec(statement);
    const rows = (text: string): Rows => normalRows(database.prepare(text).all().map((row) => Object.values(row)));
    const found = rows(sql);
    return Promise.resolve(c.check === undefined ? found : rows(c.check));
  });
});

describe('on PostgreSQL', () => {
  let server: TemporaryPostgres;
  let connector: PostgresConnector;
  beforeAll(async () => {
    server = await temporaryPostgres();
    connector = await server.open();
  }, 60_000);
  afterAll(async () => {
    await connector.close();
    await server[Symbol.asyncDispose]();
  });
  const rows = async (sql: string): Promise<Rows> => normalRows((await collectRows((await connector.query(sql)).batches)).map((row) => Object.values(row)));
  casesOn('postgres', () => async (c, sql) => {
    for (const statement of tables) await connector.execute(statement);
    if (c.check === undefined) return rows(sql);
    await connector.execute(sql);
    return rows(c.check);
  });
});

describe.skipIf(!hasMariaDb)('on MariaDB', () => {
  let server: TemporaryMariaDb;
  beforeAll(async () => {
    server = await temporaryMariaDb();
  }, 120_000);
  afterAll(() => server[Symbol.asyncDispose]());
  // MySQL has LATERAL; MariaDB 11 has it not yet.
  const notInMariaDb: ReadonlySet<string> = new Set(['lateral']);
  it.each(cases.filter((c) => said(c, 'mysql').sql !== undefined && !notInMariaDb.has(c.name)))('$name', async (c) => {
    const statements = [...tables, said(c, 'mysql').sql, ...(c.check === undefined ? [] : [c.check])];
    expect(normalRows(await server.rows('meaning', statements.join(';\n')))).toEqual(c.rows);
  });
});
