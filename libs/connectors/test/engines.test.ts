import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectRows, openDuckDb, openPostgres, openSqlite, type SqlConnector } from '@millrace/connectors';
import { renderDiagnostic, ToolError } from '@millrace/diagnostics';
import { temporaryFolder, temporaryPostgres, type TemporaryPostgres } from '@millrace/testkit';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());
const at = (name: string): string => join(folder.path, name);
const shown = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof ToolError)) throw new Error('expected a ToolError', { cause: error });
  return error.diagnostics.map((diagnostic) => renderDiagnostic(diagnostic)).join('\n');
};

describe('DuckDB', () => {
  it('says who holds a locked file', async () => {
    await (await openDuckDb({ path: at('locked.duckdb') })).close();
    const script = `require('@duckdb/node-api').DuckDBInstance.create(process.argv[1]).then(() => console.log('open')); setInterval(() => {}, 1000)`;
    const holder = spawn(process.execPath, ['-e', script, at('locked.duckdb')], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(holder.stdout, 'data');
      const error: unknown = await openDuckDb({ path: at('locked.duckdb') }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'CONNECT_LOCKED', exitCode: 5, message: expect.stringContaining(`PID ${holder.pid ?? 0}`) as unknown });
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    }
  });

  it('shares one file among connectors of one process', async () => {
    await using one = await openDuckDb({ path: at('shared.duckdb') });
    await using two = await openDuckDb({ path: at('shared.duckdb') });
    await one.execute('CREATE TABLE t (id INTEGER)');
    expect(await two.list()).toEqual([['t']]);
  });

  it('refuses what is no database, what is missing, and writing where it may only read', async () => {
    await using csv = await openDuckDb();
    await csv.execute(`COPY (SELECT 1 AS a) TO '${at('no.duckdb')}' (FORMAT csv)`);
    await expect(openDuckDb({ path: at('no.duckdb') })).rejects.toMatchObject({ code: 'CONNECT_FILE' });
    await expect(openDuckDb({ path: at('missing.duckdb'), readOnly: true })).rejects.toMatchObject({ code: 'CONNECT_NO_FILE' });
    await (await openDuckDb({ path: at('ro.duckdb') })).close();
    await using db = await openDuckDb({ path: at('ro.duckdb'), readOnly: true });
    await expect(db.execute('CREATE TABLE t (id INTEGER)')).rejects.toMatchObject({ code: 'CONNECT_READ_ONLY' });
  });

  // The driver ends a stream without a word when the engine fails on the way.
  it.each(['outside a transaction', 'inside one'])('tells an error that comes after the first rows, %s', async (where) => {
    await using db = await openDuckDb();
    await db.execute('CREATE TABLE big AS SELECT range AS i FROM range(100000)');
    await using transaction = where === 'inside one' ? await db.begin() : undefined;
    const { batches } = await (transaction ?? db).query("SELECT CASE WHEN i = 90000 THEN error('too far') ELSE i END AS i FROM big");
    let rows = 0;
    await expect((async (): Promise<void> => {
      for await (const batch of batches) rows += batch.rowCount;
    })()).rejects.toMatchObject({ code: 'CONNECT_SQL' });
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(100_000);
    if (transaction === undefined) expect(await db.execute('DELETE FROM big')).toBe(100_000);
  });

  it('goes on with a BEGIN that the caller wrote', async () => {
    await using db = await openDuckDb();
    await db.execute('CREATE TABLE t (id INTEGER)');
    await db.execute('BEGIN');
    await db.execute('INSERT INTO t VALUES (1)');
    expect(await collectRows((await db.query('SELECT id FROM t')).batches)).toEqual([{ id: 1 }]);
    await db.execute('ROLLBACK');
    expect(await collectRows((await db.query('SELECT id FROM t')).batches)).toEqual([]);
  });

  it('reads the types that only DuckDB has', async () => {
    await using db = await openDuckDb();
    const { fields, batches } = await db.query(`SELECT 255::UTINYINT AS a, 4294967295::UINTEGER AS b, 18446744073709551615::UBIGINT AS c, 'x'::ENUM('x', 'y') AS d,
      '2024-01-31 10:00:00.123456789'::TIMESTAMP_NS AS e, MAP {'k': 1} AS f, 'infinity'::TIMESTAMP AS g, '0044-03-15 (BC)'::DATE AS h, [[1], NULL] AS i, '101'::BIT AS j`);
    expect(fields.map((field) => field.type.name)).toEqual(['SMALLINT', 'BIGINT', 'HUGEINT', 'VARCHAR', 'TIMESTAMP', 'MAP', 'TIMESTAMP', 'DATE', 'ARRAY', 'VARCHAR']);
    expect(await collectRows(batches)).toEqual([{
      a: 255, b: 4_294_967_295n, c: 18_446_744_073_709_551_615n, d: 'x', e: '2024-01-31 10:00:00.123456789', f: [{ key: 'k', value: 1 }], g: 'infinity', h: '0044-03-15 BC', i: [[1], null], j: '101',
    }]);
  });

  it('refuses a value rather than round it', async () => {
    await using db = await openDuckDb();
    await db.execute('CREATE TABLE money (amount DECIMAL(10, 2))');
    const [field] = await db.schema(['money']);
    const fields = field === undefined ? [] : [field];
    const one = async function* (): AsyncGenerator<{ fields: typeof fields; rowCount: number; columns: string[][] }> {
      await Promise.resolve();
      yield { fields, rowCount: 1, columns: [['1.005']] };
    };
    expect(await shown(db.append(['money'], one()))).toBe('error[CONNECT_BAD_VALUE]: Column \'amount\' of type DECIMAL(10,2) cannot take "1.005".');
  });

  it('draws the place and offers the nearest name', async () => {
    await using db = await openDuckDb();
    expect(await shown(db.query("SELECT 'é', colour\nFROM (SELECT 1 AS color)"))).toBe(
      [
        'error[CONNECT_SQL]: Referenced column "colour" not found in FROM clause.', '  --> input:1:13', "   1 | SELECT 'é', colour", '     |             ^^^^^^',
        "  hint: did you mean 'color'?",
      ].join('\n'),
    );
  });
});

describe('PostgreSQL', () => {
  let server: TemporaryPostgres;
  beforeAll(async () => {
    server = await temporaryPostgres();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const reach = async (options: Parameters<typeof openPostgres>[0]): Promise<void> => {
    await using db = await openPostgres(options);
    await db.check();
  };

  it('says what keeps it from connecting, and never the password', async () => {
    const wrong = new URL(server.url);
    wrong.password = 's3cret';
    expect(await shown(reach({ url: 'postgres://ann:s3cret@127.0.0.1:1/shop' }))).toBe(
      'error[CONNECT_UNREACHABLE]: PostgreSQL at 127.0.0.1:1 cannot be reached: no server listens there.\n  hint: check that the server runs, and its host and port',
    );
    const refused = await shown(reach({ url: wrong.href }));
    expect(refused).toContain('CONNECT_AUTH');
    expect(refused).not.toContain('s3cret');
    expect(await shown(reach({ url: server.url, database: 'nowhere' }))).toContain("Database 'nowhere' does not exist");
    expect(await shown(reach({ host: 'no.such.host.invalid' }))).toContain('the host name is unknown');
  });

  it('gives up on a server that never answers', async () => {
    const silent = createServer();
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(reach({ host: '127.0.0.1', port, user: 'ann', connectTimeout: 0.2 })).rejects.toMatchObject({ code: 'CONNECT_TIMEOUT', exitCode: 5 });
    silent.close();
  });

  // postgres.js keeps its row counter when a statement fails among its rows, and the next result begins with holes.
  it('reads whole results after one that broke off', async () => {
    await using db = await openPostgres({ url: server.url, maxConnections: 1 });
    await expect(collectRows((await db.query('SELECT 1 / (i - 5000) FROM generate_series(1, 10000) AS i')).batches)).rejects.toMatchObject({ code: 'CONNECT_SQL' });
    expect(await collectRows((await db.query('SELECT 42 AS answer')).batches)).toEqual([{ answer: 42 }]);
  });

  it('cancels a statement that runs', async () => {
    await using db = await openPostgres({ url: server.url });
    const controller = new AbortController();
    const sleeping = db.execute('SELECT pg_sleep(60)', [], { signal: controller.signal });
    const other = await openPostgres({ url: server.url });
    for (let running = 0n; running === 0n;) {
      const [row] = await collectRows((await other.query("SELECT count(*) AS n FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'")).batches);
      running = typeof row?.['n'] === 'bigint' ? row['n'] : 0n;
    }
    await other.close();
    controller.abort();
    await expect(sleeping).rejects.toMatchObject({ code: 'CONNECT_CANCELLED' });
  });

  it('refuses writes in a transaction that only reads, and tells a serialisation failure', async () => {
    await using db = await openPostgres({ url: server.url });
    await db.execute('CREATE TABLE counter (n INTEGER); INSERT INTO counter VALUES (1)');
    await using reader = await db.begin({ readOnly: true });
    await expect(reader.execute('UPDATE counter SET n = 2')).rejects.toThrow('read-only transaction');
    await using one = await db.begin({ isolation: 'serializable' });
    await using two = await db.begin({ isolation: 'serializable' });
    for (const transaction of [one, two]) await collectRows((await transaction.query('SELECT n FROM counter')).batches);
    await one.execute('UPDATE counter SET n = n + 1');
    await one.commit();
    await expect(two.execute('UPDATE counter SET n = n + 1')).rejects.toMatchObject({ code: 'CONNECT_CONFLICT' });
  });

  it('means its own schema by an unqualified name', async () => {
    await using admin = await openPostgres({ url: server.url });
    await admin.execute('CREATE SCHEMA "Odd ""one"; CREATE TABLE "Odd ""one".here (id INTEGER)');
    await using db = await openPostgres({ url: server.url, schema: 'Odd "one' });
    expect(await db.list()).toContainEqual(['here']);
    expect(await admin.list()).toContainEqual(['Odd "one', 'here']);
    expect((await db.schema(['here'])).map((field) => field.name)).toEqual(['id']);
  });

  it('keeps precision and arrays of a table, whose order and defaults are its own', async () => {
    await using db = await openPostgres({ url: server.url });
    await db.execute("CREATE DOMAIN price AS numeric(12, 4); CREATE TABLE typed (id bigint GENERATED ALWAYS AS IDENTITY, amount price, tags text[], made timestamptz DEFAULT '2024-01-01')");
    const fields = (await db.schema(['typed'])).slice(1, 3);
    expect(fields.map((field) => [field.type.name, field.type.args])).toEqual([['DECIMAL', [12, 4]], ['ARRAY', []]]);
    await db.append(['typed'], (async function* (): AsyncGenerator<{ fields: typeof fields; rowCount: number; columns: (string | string[])[][] }> {
      await Promise.resolve();
      yield { fields, rowCount: 1, columns: [['1.2345'], [['a"b', '{c}', 'NULL']]] };
    })());
    expect(await collectRows(db.read(['typed']))).toEqual([{ id: 1n, amount: '1.2345', tags: ['a"b', '{c}', 'NULL'], made: '2024-01-01 00:00:00+00' }]);
  });
});

describe('SQLite', () => {
  it('refuses what is no database, and keeps two writers apart', async () => {
    await using csv = await openDuckDb();
    await csv.execute(`COPY (SELECT repeat('x', 2000) AS a) TO '${at('no.sqlite')}' (FORMAT csv)`);
    await expect(openSqlite({ path: at('no.sqlite') })).rejects.toMatchObject({ code: 'CONNECT_FILE' });
    await using db: SqlConnector = await openSqlite({ path: at('two.sqlite') });
    await db.execute('CREATE TABLE t (id INTEGER PRIMARY KEY)');
    const add = async (id: number): Promise<void> => {
      await using transaction = await db.begin();
      await transaction.execute('INSERT INTO t VALUES (?)', [id]);
      await transaction.commit();
    };
    await Promise.all([1, 2, 3, 4, 5].map(add));
    expect(await collectRows((await db.query('SELECT count(*) AS n FROM t')).batches)).toEqual([{ n: 5n }]);
  });

  it('maps by declared type', async () => {
    await using db = await openSqlite();
    await db.execute(`CREATE TABLE t (a BOOLEAN, b DECIMAL(10, 2), c DATE, d INTEGER, e REAL, f, g DATETIME, h NUMERIC);
      INSERT INTO t VALUES (1, 1.1, '2024-01-31', 9007199254740993, 2, x'00ff', '2024-01-31 10:00:00', 1e18)`);
    expect((await db.schema(['t'])).map((field) => field.type.name)).toEqual(['BOOLEAN', 'DECIMAL', 'DATE', 'BIGINT', 'DOUBLE', 'VARCHAR', 'TIMESTAMP', 'DECIMAL']);
    expect(await collectRows(db.read(['t']))).toEqual([
      { a: true, b: '1.10', c: '2024-01-31', d: 9_007_199_254_740_993n, e: 2, f: new Uint8Array([0, 255]), g: '2024-01-31 10:00:00', h: '1000000000000000000' },
    ]);
  });
});

describe('the package', () => {
  it('loads no driver until one is asked for', async () => {
    const script = `import { registerHooks } from 'node:module';
      const seen = new Set();
      registerHooks({ resolve: (specifier, context, next) => { seen.add(specifier); return next(specifier, context); } });
      await import('@millrace/connectors');
      console.log(JSON.stringify([...seen].filter((name) => !name.startsWith('.') && !name.startsWith('node:')).sort()));`;
    const child = spawn(process.execPath, ['--conditions=@millrace/source', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: string[] = [];
    for await (const chunk of child.stdout) chunks.push(String(chunk));
    expect(JSON.parse(chunks.join(''))).toEqual(['@millrace/connectors', '@millrace/diagnostics']);
  });
});
