import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { collectRows, openPostgres, startEmbeddedPostgres } from '@millrace/connectors';
import { messageOf, renderDiagnostic } from '@millrace/diagnostics';
import { print } from '@millrace/dialects';
import { type DialectName, equal, isQuery } from '@millrace/sql-ir';
import { parse } from '@millrace/sql-parser';

/** One statement a line; `<dialect>.setup.sql` makes what they speak of. */
const lines = (name: string): readonly string[] => readFileSync(new URL(`statements/${name}.sql`, import.meta.url), 'utf8').split('\n').filter((line) => line !== '');

/** A statement as we print it, having read it back the same. @throws Error when it is not read, or not read back. */
function reprinted(sql: string, dialect: DialectName): string {
  const { statements: [statement, second], diagnostics } = parse(sql, { dialect });
  if (statement === undefined || second !== undefined || diagnostics.length > 0) throw new Error(diagnostics.map((d) => renderDiagnostic(d)).join('\n'));
  const printed = print(statement, dialect);
  if (printed.diagnostics.length > 0) throw new Error(printed.diagnostics.map((d) => d.message).join('\n'));
  const again = parse(printed.sql, { dialect });
  if (!equal(again.statements, [statement])) throw new Error(`${printed.sql}\nis read as something else ${again.diagnostics.map((d) => d.message).join()}`);
  return printed.sql;
}

/** Rows as text; where nothing orders them, in an order of our own. */
function shown(rows: unknown, sql: string): string {
  const ordered = Array.isArray(rows) && !/\border by\b/i.test(sql) ? rows.map((row) => JSON.stringify(row)).toSorted() : rows;
  return JSON.stringify(ordered);
}

/** Runs a statement as it was written and as it was printed, each from the same beginning. @returns what went wrong, by statement. */
async function compare(dialect: DialectName, run: (sql: string) => Promise<unknown>): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const sql of [...lines(dialect), ...lines(`${dialect}.ddl`)]) {
    const meant = await run(sql).catch((thrown: unknown) => messageOf(thrown));
    if (typeof meant === 'string') faults.push(`${sql}\nis refused: ${meant}`);
    try {
      const printed = reprinted(sql, dialect);
      const got = await run(printed);
      if (shown(got, sql) !== shown(meant, sql)) faults.push(`${sql}\n${printed}\ngives ${JSON.stringify(got)}\nnot   ${JSON.stringify(meant)}`);
    } catch (thrown) {
      faults.push(`${sql}\n${messageOf(thrown)}`);
    }
  }
  // What needs files, other databases or a transaction of its own is only read back.
  for (const sql of lines(`${dialect}.read`)) {
    try {
      reprinted(sql, dialect);
    } catch (thrown) {
      faults.push(`${sql}\n${messageOf(thrown)}`);
    }
  }
  return faults;
}

/** The rows of any statement as text, whatever their types. */
const rowsFunction = `CREATE FUNCTION rows_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
  DECLARE r record; found text := '';
  BEGIN FOR r IN EXECUTE statement LOOP found := found || r::text || chr(10); END LOOP; RETURN found; END $$`;

/** Whether rows may be looped over: not where there are none, nor where a common table expression changes some. */
function givesRows(sql: string): boolean {
  const [statement] = parse(sql, { dialect: 'postgres' }).statements;
  if (statement?.kind === 'QueryStatement') return statement.query.with.every((cte) => isQuery(cte.query));
  return statement !== undefined && 'returning' in statement && statement.returning.length > 0;
}

describe('statements that the engine takes are read, and mean the same when printed:', () => {
  it('DuckDB', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const sql of lines('duckdb.setup')) await connection.run(sql);
    const run = async (sql: string): Promise<unknown> => {
      await connection.run('BEGIN');
      try {
        // A PIVOT that looks its columns up is two statements in one, which can be run but not prepared.
        if (!/\?|\$\d/.test(sql)) return (await connection.runAndReadAll(sql)).getRowsJson();
        const prepared = await connection.prepare(sql);
        for (let i = 1; i <= prepared.parameterCount; i++) prepared.bindInteger(i, i);
        return (await prepared.runAndReadAll()).getRowsJson();
      } finally {
        await connection.run('ROLLBACK');
      }
    };
    const faults = await compare('duckdb', run);
    connection.closeSync();
    expect(faults).toEqual([]);
  });

  it('SQLite', async () => {
    const database = new DatabaseSync(':memory:');
    for (const sql of lines('sqlite.setup')) database.exec(sql);
    const run = (sql: string): Promise<unknown> => {
      database.exec('SAVEPOINT s');
      try {
        const prepared = database.prepare(sql);
        prepared.setReturnArrays(true);
        return Promise.resolve(prepared.all());
      } finally {
        database.exec('ROLLBACK TO s');
      }
    };
    const faults = await compare('sqlite', run);
    database.close();
    expect(faults).toEqual([]);
  });

  it('PostgreSQL', async () => {
    const server = await startEmbeddedPostgres();
    try {
      await using connector = await openPostgres({ url: server.url });
      for (const sql of lines('postgres.setup')) await connector.execute(sql);
      await connector.execute(rowsFunction);
      const run = async (sql: string): Promise<unknown> => {
        // Parameters have no values here: such a statement is only prepared.
        if (/\$\d/.test(sql)) return connector.execute(`PREPARE p AS ${sql}`).then(() => connector.execute('DEALLOCATE p'));
        await using transaction = await connector.begin();
        if (!givesRows(sql)) return await transaction.execute(sql);
        return await collectRows((await transaction.query('SELECT rows_of($1)', [sql])).batches);
      };
      expect(await compare('postgres', run)).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});
