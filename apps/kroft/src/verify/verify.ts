import { existsSync } from 'node:fs';
import { messageOf } from '@millrace/diagnostics';
import { appendText, literal, openDuckdb, queryRows, quoted } from '../duckdb/session.ts';
import { errors } from '../errors.ts';
import { type ExpectedTable, readExpectedTables } from '../ledger/expected-rows.ts';
import { type Ledger, openLedger } from '../ledger/ledger.ts';
import { replay } from '../ledger/replay.ts';
import { openSession, serverError } from '../runner/server.ts';
import { compareTable, type FoundTable } from './compare-table.ts';
import { compareTransactions } from './compare-transactions.ts';
import { summariseReport, type TableReport, type VerifyReport } from './report.ts';

/** What is judged: the database itself, or a consumer's copy in a DuckDB file. */
export type Subject = { readonly url: string } | { readonly copy: string };

/**
 * Compares a database, or a consumer's copy of it, with a ledger: every row and value, and for a copy every transaction.
 * A copy is right when it equals what the change stream can tell, or the source itself; the report says which.
 *
 * @param ledger the ledger's file.
 * @throws ToolError KROFT_NO_LEDGER, KROFT_NO_COPY, KROFT_SERVER; a difference is no error but a report with `ok: false`.
 */
export async function verify(ledger: string, subject: Subject): Promise<VerifyReport> {
  const opened = await openLedger(ledger);
  try {
    if ((await opened.rowsAt()) !== opened.lastTransaction()) await opened.writeRows(replay(opened.settings, opened.segments()));
    return 'url' in subject ? await verifySource(opened, subject.url) : await verifyCopy(opened, subject.copy);
  } finally {
    opened.close();
  }
}

async function verifyCopy(ledger: Ledger, path: string): Promise<VerifyReport> {
  const started = performance.now();
  const { connection } = ledger;
  if (!existsSync(path)) throw errors.KROFT_NO_COPY.error({ path, reason: 'there is no such file' });
  try {
    // A consumer that was killed leaves a log beside the file; opening it for writing folds the log in.
    (await openDuckdb(path)).close();
    await connection.run(`attach ${literal(path)} as kroft_copy (read_only)`);
  } catch (thrown) {
    throw errors.KROFT_NO_COPY.error({ path, reason: messageOf(thrown) }, {}, { cause: thrown });
  }
  const tables = await readExpectedTables(connection);
  const found = async (table: ExpectedTable): Promise<FoundTable | undefined> => {
    const columns = await queryRows(connection, "select column_name from duckdb_columns() where database_name = 'kroft_copy' and schema_name = $1 and table_name = $2 order by column_index", [ledger.settings.schema.name, table.name]);
    return columns.length === 0 ? undefined : { relation: quoted('kroft_copy', ledger.settings.schema.name, table.name), columns: columns.map((row) => String(row['column_name'])) };
  };
  const transactions = await compareTransactions(connection, 'kroft_copy.kroft_copy_transactions').catch((thrown: unknown) => {
    throw errors.KROFT_NO_COPY.error({ path, reason: messageOf(thrown) }, {}, { cause: thrown });
  });
  const judge = async (mode: 'source' | 'derivable'): Promise<VerifyReport> => {
    const reports: TableReport[] = [];
    for (const table of tables) reports.push(await compareFound(ledger, table, await found(table), mode));
    return summariseReport(mode, reports, transactions, (performance.now() - started) / 1000);
  };
  const derivable = await judge('derivable');
  const source = derivable.ok ? undefined : await judge('source');
  await connection.run('detach kroft_copy');
  return source?.ok === true ? source : derivable;
}

/** A table that is not there holds nothing; that is right when nothing is expected, since no event ever told of it. */
async function compareFound(ledger: Ledger, table: ExpectedTable, found: FoundTable | undefined, mode: 'source' | 'derivable'): Promise<TableReport> {
  if (found !== undefined) return compareTable(ledger.connection, table, found, mode);
  await ledger.connection.run(`create or replace temp table kroft_nothing (${table.columns.map((column) => `${quoted(column.name)} ${column.type}`).join(', ')})`);
  return compareTable(ledger.connection, table, { relation: 'kroft_nothing', columns: table.columns.map((column) => column.name) }, mode);
}

async function verifySource(ledger: Ledger, url: string): Promise<VerifyReport> {
  const started = performance.now();
  const client = await openSession(url);
  const schema = ledger.settings.schema.name;
  try {
    const reports: TableReport[] = [];
    for (const table of await readExpectedTables(ledger.connection)) {
      const columns = (await client<{ name: string }[]>`
        select attname as name from pg_attribute where attrelid = to_regclass(${quoted(schema, table.name)}) and attnum > 0 and not attisdropped order by attnum`).map(({ name }) => name);
      if (columns.length > 0) await loadSource(ledger, client, schema, table.name, columns);
      reports.push(await compareFound(ledger, table, columns.length === 0 ? undefined : { relation: 'kroft_source', columns }, 'source'));
    }
    return summariseReport('source', reports, undefined, (performance.now() - started) / 1000);
  } catch (thrown) {
    throw serverError(url, thrown);
  } finally {
    await client.end({ timeout: 1 });
  }
}

/** Rows fetched at once. */
const fetchSize = 10_000;

async function loadSource(ledger: Ledger, client: Awaited<ReturnType<typeof openSession>>, schema: string, table: string, columns: readonly string[]): Promise<void> {
  await ledger.connection.run(`create or replace temp table kroft_source (${columns.map((name) => `${quoted(name)} varchar`).join(', ')})`);
  const texts = columns.map((name, c) => `${quoted(name)}::text as c${c}`).join(', ');
  for await (const rows of client.unsafe(`select ${texts} from ${quoted(schema, table)}`).cursor(fetchSize)) {
    await appendText(ledger.connection, 'kroft_source', columns.map((_, c) => rows.map((row) => row[`c${c}`] as string | null)), { catalog: 'temp' });
  }
}
