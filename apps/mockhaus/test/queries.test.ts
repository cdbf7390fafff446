import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { tableFromIPC } from 'apache-arrow';
import snowflake from 'snowflake-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MockhausServer, serve } from '../src/index.ts';
import { connect, type Driver } from './support/driver.ts';

/** What the driver's declarations leave out of its statements. */
type MultiStatement = snowflake.RowStatement & { hasNext(): boolean; NextResult(): void };

let server: MockhausServer;
let driver: Driver;

beforeAll(async () => {
  server = await serve({ port: 0, parameters: { TIMEZONE: 'UTC' } });
  driver = await connect(server.url);
});
afterAll(() => server.close());

describe('types', () => {
  it('come back through the driver as they went in', async () => {
    await driver.run(`CREATE OR REPLACE TABLE types (n NUMBER(38,0), d NUMBER(10,2), f FLOAT, s VARCHAR(20), b BOOLEAN, day DATE, t TIME, ntz TIMESTAMP_NTZ, ltz TIMESTAMP_LTZ, bin BINARY, v VARIANT, o OBJECT, a ARRAY)`);
    await driver.run(`INSERT INTO types SELECT 12345678901234567, 1.5, 0.25, 'ü"x', true, '2024-02-29'::DATE, '01:02:03'::TIME, '2024-02-29 01:02:03.123456'::TIMESTAMP_NTZ,
      '2024-02-29 01:02:03+01:00'::TIMESTAMP_LTZ, TO_BINARY('AB0F', 'HEX'), PARSE_JSON('{"b":1,"a":[null,1.50]}'), OBJECT_CONSTRUCT('k', 1), ARRAY_CONSTRUCT(1, 'x')`);
    const { statement, rows } = await driver.statement('SELECT * FROM types', { fetchAsString: ['Number', 'Date'] });
    const [row = {}] = rows;
    expect(row).toMatchObject({ N: '12345678901234567', D: '1.50', F: '0.25', S: 'ü"x', B: true, DAY: '2024-02-29', T: '01:02:03', O: { k: 1 }, A: [1, 'x'], V: { a: [null, 1.5], b: 1 } });
    expect(Buffer.from(row['BIN'] as Uint8Array).toString('hex')).toBe('ab0f');
    expect([row['NTZ'], row['LTZ']].map(String)).toEqual([expect.stringContaining('2024-02-29 01:02:03.123'), expect.stringContaining('2024-02-29 00:02:03.000')]);
    expect(statement.getColumns()?.map((column) => [column.getName(), column.getType(), column.getPrecision(), column.getScale()])).toEqual([
      ['N', 'fixed', 38, 0], ['D', 'fixed', 10, 2], ['F', 'real', null, null], ['S', 'text', null, null], ['B', 'boolean', null, null], ['DAY', 'date', null, null],
      ['T', 'time', 0, 9], ['NTZ', 'timestamp_ntz', 0, 9], ['LTZ', 'timestamp_ltz', 0, 9], ['BIN', 'binary', null, null], ['V', 'variant', null, null],
      ['O', 'object', null, null], ['A', 'array', null, null],
    ]);
  });

  it('are null when the value is', async () => {
    await driver.run('CREATE OR REPLACE TABLE nulls LIKE types');
    await driver.run('INSERT INTO nulls (n) VALUES (NULL)');
    // The driver itself writes a NULL TIME as the text 'NULL'.
    expect(Object.values((await driver.run('SELECT * EXCLUDE t FROM nulls'))[0] ?? {})).toEqual(Array.from({ length: 12 }, () => null));
  });
});

describe('binds', () => {
  it('reach the query by position, by number and as NULL', async () => {
    expect(await driver.run('SELECT ? AS a, ? AS b, ? AS c', { binds: [1.5, "it's", null] })).toEqual([{ A: 1.5, B: "it's", C: null }]);
    expect(await driver.run('SELECT :2 AS a, :1 AS b', { binds: ['x', 7] })).toEqual([{ A: 7, B: 'x' }]);
    expect(await driver.run('SELECT ? AS a', { binds: [true] })).toEqual([{ A: true }]);
  });

  it('insert many rows as one statement', async () => {
    await driver.run('CREATE OR REPLACE TABLE many (id INT, name VARCHAR, day DATE)');
    const binds = Array.from({ length: 5000 }, (_, index) => [index, index % 7 === 0 ? null : `n${index}`, '2024-01-01']) as never;
    expect(await driver.run('INSERT INTO many VALUES (?, ?, ?)', { binds })).toEqual([{ 'number of rows inserted': 5000 }]);
    expect(await driver.run('SELECT COUNT(*) AS n, COUNT(name) AS m, SUM(id) AS s, MIN(day)::VARCHAR AS d FROM many')).toEqual([{ N: 5000, M: 4285, S: 12_497_500, D: '2024-01-01' }]);
  });

  it('that are missing are an error', async () => {
    expect(await driver.failure('SELECT ? + ?', { binds: [1] })).toMatchObject({ code: '002049' });
  });
});

describe('results', () => {
  it('of many rows come in chunks, complete and in order', async () => {
    const sql = 'SELECT ROW_NUMBER() OVER (ORDER BY NULL) AS i, i * 2 AS j FROM TABLE(GENERATOR(ROWCOUNT => 100000))';
    const rows = await driver.run<{ I: number; J: number }>(sql);
    expect(rows).toHaveLength(100_000);
    expect(rows.every(({ I, J }, index) => I === index + 1 && J === 2 * I)).toBe(true);
  });

  it('of many rows can be streamed', async () => {
    const { statement } = await driver.statement('SELECT ROW_NUMBER() OVER (ORDER BY NULL) AS i FROM TABLE(GENERATOR(ROWCOUNT => 60000))', { streamResult: true });
    let sum = 0;
    for await (const row of statement.streamRows()) sum += Number(row['I']);
    expect(sum).toBe(60_000 * 60_001 / 2);
  });

  it('are an error when a late row fails, not a short result', async () => {
    const sql = 'SELECT 1 / (90000 - i) AS x FROM (SELECT ROW_NUMBER() OVER (ORDER BY NULL) AS i FROM TABLE(GENERATOR(ROWCOUNT => 100000)))';
    expect(await driver.failure(sql)).toMatchObject({ code: '100051' });
    await driver.run('CREATE OR REPLACE TABLE late (a INT)');
    await driver.run('BEGIN');
    await driver.run('INSERT INTO late VALUES (1)');
    expect(await driver.failure(sql)).toMatchObject({ code: '100051' });
    await driver.run('COMMIT');
    expect(await driver.run('SELECT a FROM late')).toEqual([{ A: 1 }]);
  });

  it('obey ROWS_PER_RESULTSET', async () => {
    expect(await driver.run('SELECT 1 FROM TABLE(GENERATOR(ROWCOUNT => 10))', { parameters: { ROWS_PER_RESULTSET: 3 } })).toHaveLength(3);
  });

  it('can be described without running', async () => {
    const { statement, rows } = await driver.statement('SELECT 1 / 0 AS x', { describeOnly: true });
    expect(rows).toEqual([]);
    expect(statement.getColumns()?.map((column) => column.getName())).toEqual(['X']);
  });
});

describe('errors', () => {
  it.each([
    ['SELECT 1,\n  nope FROM (SELECT 1 AS a)', { code: '000904', sqlState: '42000' }, 2, 2],
    ['SELECT * FROM no_such_table', { code: '002003', sqlState: '42S02' }, 1, 14],
    ['SELECT 1 FROM\nWHERE', { code: '001003', sqlState: '42000' }, 2, 0],
  ])('name their place: %s', async (sql, expected, line, pos) => {
    const error = await driver.failure(sql);
    expect(error).toMatchObject(expected);
    expect(error.data).toMatchObject({ line, pos });
  });

  it.each([
    ['SELECT 1 / 0', '100051', '22012', 'Division by zero'],
    ["SELECT 'x'::INT", '100038', '22018', "Numeric value 'x' is not recognized"],
    ['CREATE TABLE types (a INT)', '002002', '42710', "Object 'DEMO.PUBLIC.TYPES' already exists."],
    ['DROP TABLE no_such_table', '002003', '42S02', 'NO_SUCH_TABLE'],
    ['USE SCHEMA no_such_schema', '002003', '02000', 'NO_SUCH_SCHEMA'],
    ['CREATE TABLE twice (a INT, A INT)', '002025', '42S21', "duplicate column name 'A'"],
    ['SELECT $unset', '002211', '02000', "'$UNSET' does not exist"],
    ['INSERT INTO types (s) VALUES (\'a text of more than 20 letters\')', '100078', '22000', 'is too long and would be truncated'],
  ])('carry Snowflake’s code: %s', async (sql, code, sqlState, message) => {
    expect(await driver.failure(sql)).toMatchObject({ code, sqlState, message: expect.stringContaining(message) });
  });
});

describe('asynchronous queries', () => {
  it('are answered at once and fetched later', async () => {
    const { statement } = await driver.statement('SELECT 42 AS x', { asyncExec: true });
    const queryId = statement.getQueryId();
    const later = await driver.connection.getResultsFromQueryId({ queryId, sqlText: '' });
    const rows: unknown[] = [];
    for await (const row of later.streamRows()) rows.push(row);
    expect(rows).toEqual([{ X: 42 }]);
    expect(await driver.connection.getQueryStatus(queryId)).toBe('SUCCESS');
  });

  it('are waited for when they take long', async () => {
    const impatient = await serve({ port: 0, longQueryMs: 1 });
    const waiting = await connect(impatient.url);
    expect(await waiting.run(slow(1))).toEqual([{ N: 400_000_000 }]);
    await waiting.close();
    await impatient.close();
  });

  it('are unknown under a made-up id', async () => {
    const queryId = randomUUID();
    await expect(driver.connection.getResultsFromQueryId({ queryId, sqlText: '' })).rejects.toThrow();
  });
});

/** A query that runs for a while. */
const slow = (times: number): string => `SELECT COUNT(*) AS n FROM TABLE(GENERATOR(ROWCOUNT => 20000)) a, TABLE(GENERATOR(ROWCOUNT => 20000)) b, TABLE(GENERATOR(ROWCOUNT => ${times})) c`;

describe('cancelling', () => {
  it('stops a running query', async () => {
    let started: snowflake.RowStatement | undefined;
    const failure = new Promise<unknown>((resolve) => {
      started = driver.connection.execute({ sqlText: slow(1000), complete: (error) => { resolve(error); } });
    });
    await driver.statement('SELECT 1', { asyncExec: true });
    await new Promise<void>((resolve, reject) => { started?.cancel((error) => { if (error) reject(error); else resolve(); }); });
    expect(await failure).toMatchObject({ code: '000604', sqlState: '57014' });
    expect(await driver.run('SELECT 1 AS a')).toEqual([{ A: 1 }]);
  });

  it('happens by itself after STATEMENT_TIMEOUT_IN_SECONDS', async () => {
    expect(await driver.failure(slow(1000), { parameters: { STATEMENT_TIMEOUT_IN_SECONDS: 1 } })).toMatchObject({ code: '000630' });
  });
});

describe('several statements at once', () => {
  it('run in order, each with its result', async () => {
    const results = await new Promise<unknown[]>((resolve, reject) => {
      const seen: unknown[] = [];
      driver.connection.execute({
        sqlText: 'CREATE OR REPLACE TABLE several (a INT); INSERT INTO several VALUES (1), (2); SELECT * FROM several ORDER BY a',
        parameters: { MULTI_STATEMENT_COUNT: 3 },
        // The driver calls this once per statement, and goes on when told to.
        complete: (error, statement, rows) => {
          if (error) return reject(error);
          seen.push(rows);
          if (!('hasNext' in statement)) return resolve(seen);
          return (statement as MultiStatement).hasNext() ? (statement as MultiStatement).NextResult() : resolve(seen);
        },
      });
    });
    expect(results).toEqual([[{ status: 'Table SEVERAL successfully created.' }], [{ 'number of rows inserted': 2 }], [{ A: 1 }, { A: 2 }]]);
  });

  it('must be as many as was said', async () => {
    expect(await driver.failure('SELECT 1; SELECT 2')).toMatchObject({ code: '000008', message: 'Actual statement count 2 did not match the desired statement count 1.' });
  });
});

/** A client that speaks the protocol itself, as other drivers do. */
async function rawClient(clientId: string): Promise<(sql: string, requestId?: string, more?: object) => Promise<{ success: boolean; data: Record<string, never> }>> {
  const send = async (path: string, body: object, token?: string): Promise<{ success: boolean; data: Record<string, never> }> => (await fetch(server.url + path, {
    method: 'POST', body: gzipSync(JSON.stringify(body)),
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', ...(token === undefined ? {} : { authorization: `Snowflake Token="${token}"` }) },
  })).json() as Promise<{ success: boolean; data: Record<string, never> }>;
  const login = await send('/session/v1/login-request?databaseName=DEMO', { data: { ACCOUNT_NAME: 'test', LOGIN_NAME: 'tester', PASSWORD: 'x', CLIENT_APP_ID: clientId } });
  return (sqlText, requestId = randomUUID(), more = {}) => send(`/queries/v1/query-request?requestId=${requestId}`, { sqlText, ...more }, login.data['token']);
}

describe('other drivers', () => {
  it('that read Arrow get it, inline and in chunks', async () => {
    const query = await rawClient('PythonConnector');
    const { data } = await query("SELECT ROW_NUMBER() OVER (ORDER BY NULL) AS i, 'v' || i AS s, i::NUMBER(10,2) AS d FROM TABLE(GENERATOR(ROWCOUNT => 30001))");
    const { queryResultFormat, rowsetBase64, chunks, total } = data as unknown as { queryResultFormat: string; rowsetBase64: string; chunks: { url: string; rowCount: number }[]; total: number };
    expect([queryResultFormat, total]).toEqual(['arrow', 30_001]);
    const bodies = await Promise.all(chunks.map(async ({ url }) => Buffer.from(await (await fetch(url)).arrayBuffer())));
    const tables = [Buffer.from(rowsetBase64, 'base64'), ...bodies].map((body) => tableFromIPC(body));
    expect(tables.reduce((sum, table) => sum + table.numRows, 0)).toBe(30_001);
    expect(tables.flatMap((table) => [...table.getChild('I') ?? []]).map(Number)).toEqual(Array.from({ length: 30_001 }, (_, index) => index + 1));
    expect(tables[0]?.getChild('S')?.get(0)).toBe('v1');
  });

  it('that ask for JSON get it', async () => {
    const query = await rawClient('PythonConnector');
    const { data } = await query('SELECT 1', undefined, { parameters: { PYTHON_CONNECTOR_QUERY_RESULT_FORMAT: 'JSON' } });
    expect(data).toMatchObject({ queryResultFormat: 'json', rowset: [['1']] });
  });

  it('that send a request again run it once', async () => {
    const query = await rawClient('Go');
    await query('CREATE OR REPLACE TABLE once (a INT)');
    const id = randomUUID();
    const replies = await Promise.all([query('INSERT INTO once VALUES (1)', id), query('INSERT INTO once VALUES (1)', id)]);
    expect(replies.map(({ success }) => success)).toEqual([true, true]);
    expect((await query('SELECT COUNT(*) FROM once', undefined, { parameters: { GO_QUERY_RESULT_FORMAT: 'JSON' } })).data).toMatchObject({ rowset: [['1']] });
  });

  it('bind dates and times as numbers', async () => {
    const query = await rawClient('JDBC');
    const { data } = await query('SELECT ?::VARCHAR, ?::VARCHAR, ?::VARCHAR, ?, DATE_PART(EPOCH_SECOND, ?), DATE_PART(EPOCH_SECOND, ?)', undefined, {
      parameters: { JDBC_QUERY_RESULT_FORMAT: 'JSON' },
      bindings: {
        1: { type: 'DATE', value: '1577923200000' }, 2: { type: 'TIME', value: '3723000000000' }, 3: { type: 'TIMESTAMP_NTZ', value: '1577923200123000000' }, 4: { type: 'FIXED', value: '1.25' },
        5: { type: 'TIMESTAMP_LTZ', value: '1577923200000000000' }, 6: { type: 'TIMESTAMP_TZ', value: '1577923200000000000 1380' },
      },
    });
    expect(data).toMatchObject({ rowset: [['2020-01-02', '01:02:03', '2020-01-02 00:00:00.123', '1.25', '1577923200', '1577923200']] });
  });

  it('may find the chunks compressed', async () => {
    const query = await rawClient('PHP');
    const { data } = await query('SELECT ROW_NUMBER() OVER (ORDER BY NULL) AS i FROM TABLE(GENERATOR(ROWCOUNT => 12289))');
    const { chunks } = data as unknown as { chunks: { url: string; rowCount: number; uncompressedSize: number }[] };
    const [chunk] = chunks;
    const body = await (await fetch(chunk?.url ?? '')).text();
    expect(JSON.parse(`[${body}]`)).toHaveLength(chunk?.rowCount ?? 0);
    expect(body.length).toBe(chunk?.uncompressedSize);
  });
});
