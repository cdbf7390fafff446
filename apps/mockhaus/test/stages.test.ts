import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MockhausServer, serve } from '../src/index.ts';
import { connect, type Driver } from './support/driver.ts';

let server: MockhausServer;
let driver: Driver;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mockhaus-stage-'));
  server = await serve({ port: 0, parameters: { TIMEZONE: 'UTC' } });
  driver = await connect(server.url);
  await driver.run('CREATE STAGE s');
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Puts a file with this content into a stage. */
async function put(name: string, content: string, stage = '@s', options = ''): Promise<Record<string, unknown>[]> {
  const path = join(folder, name);
  await writeFile(path, content);
  return driver.run(`PUT file://${path} ${stage} ${options}`);
}

describe('PUT and GET', () => {
  it('carry files there and back through the driver’s own transfer', async () => {
    expect(await put('round.txt', 'hello\n', '@~/notes', 'AUTO_COMPRESS = FALSE')).toMatchObject([{ source: 'round.txt', target: 'round.txt', sourceSize: 6, targetSize: 6, status: 'UPLOADED' }]);
    expect(await driver.run('LIST @~')).toMatchObject([{ name: 'notes/round.txt', size: 6, md5: 'b1946ac92492d2347c6235b4d2611184' }]);
    await rm(join(folder, 'round.txt'));
    expect(await driver.run(`GET @~/notes file://${folder}`)).toMatchObject([{ size: 6, status: 'DOWNLOADED' }]);
    expect(await readFile(join(folder, 'round.txt'), 'utf8')).toBe('hello\n');
  });

  it('compress, match wildcards and keep what is there without OVERWRITE', async () => {
    await put('w1.csv', 'old\n', '@s/wild');
    await put('w2.csv', 'b\n', '@s/wild');
    await put('w1.csv', 'new\n', '@s/wild');
    expect((await driver.run(`PUT file://${folder}/w*.csv @s/wild`)).map((row) => row['target'])).toEqual(['w1.csv.gz', 'w2.csv.gz']);
    expect((await driver.run("LIST @s/wild PATTERN = '.*w1.*'")).map((row) => row['name'])).toEqual(['s/wild/w1.csv.gz']);
    await driver.run(`GET @s/wild/w1.csv.gz file://${folder}`);
    expect(gunzipSync(await readFile(join(folder, 'w1.csv.gz'))).toString()).toBe('old\n');
    await put('w1.csv', 'new\n', '@s/wild', 'OVERWRITE = TRUE');
    await driver.run(`GET @s/wild/w1.csv.gz file://${folder}`);
    expect(gunzipSync(await readFile(join(folder, 'w1.csv.gz'))).toString()).toBe('new\n');
    expect(await driver.run('REMOVE @s/wild')).toHaveLength(2);
    expect(await driver.run('LIST @s/wild')).toEqual([]);
  });

  it('cannot leave the stage', async () => {
    await put('up.txt', 'x', '@s/../../../../etc', 'AUTO_COMPRESS = FALSE');
    expect((await driver.run('LIST @s/etc')).map((row) => row['name'])).toEqual(['s/etc/up.txt']);
    for (const path of ['/stage/..%2f..%2fetc%2fpasswd', '/chunks/test/..%2f..%2faccount.duckdb', '/stage/guess']) {
      expect((await fetch(server.url + path)).status).toBe(404);
    }
    expect((await fetch(`${server.url}/stage/guess`, { method: 'PUT', body: 'x' })).status).toBe(403);
  });

  it('need a stage that exists', async () => {
    expect(await driver.failure(`PUT file://${folder}/w1.csv @no_such_stage`)).toMatchObject({ code: '002003', sqlState: '02000' });
    expect(await driver.failure(`GET @s/nothing file://${folder}`)).toMatchObject({ code: '091016' });
  });
});

describe('COPY INTO a table', () => {
  it('reads CSV by a named format, once', async () => {
    await driver.run("CREATE OR REPLACE FILE FORMAT f TYPE = CSV SKIP_HEADER = 1 FIELD_OPTIONALLY_ENCLOSED_BY = '\"' NULL_IF = ('NULL', '')");
    await driver.run('CREATE OR REPLACE TABLE c (id INT, name VARCHAR, day DATE, amount NUMBER(10,2))');
    await put('c.csv', 'id,name,day,amount\n1,"a, ""b""\nc",2024-01-31,1.5\n2,NULL,,-0.25\n', '@%c');
    const copy = "COPY INTO c FROM @%c FILE_FORMAT = (FORMAT_NAME = 'F')";
    expect(await driver.run(copy)).toEqual([{
      file: 'c.csv.gz', status: 'LOADED', rows_parsed: 2, rows_loaded: 2, error_limit: 1, errors_seen: 0, first_error: null, first_error_line: null, first_error_character: null, first_error_column_name: null,
    }]);
    expect(await driver.run('SELECT id, name, day::VARCHAR AS day, amount FROM c ORDER BY id')).toEqual([
      { ID: 1, NAME: 'a, "b"\nc', DAY: '2024-01-31', AMOUNT: 1.5 }, { ID: 2, NAME: null, DAY: null, AMOUNT: -0.25 },
    ]);
    expect(await driver.run(copy)).toEqual([{ status: 'Copy executed with 0 files processed.' }]);
    expect(await driver.run(`${copy} FORCE = TRUE`)).toMatchObject([{ rows_loaded: 2 }]);
  });

  it('stops at a wrong row and names it, or goes on, or skips the file', async () => {
    await driver.run('CREATE OR REPLACE TABLE e (id INT, name VARCHAR(3))');
    await put('e1.csv', '1,a\n2,b\n', '@s/errors');
    await put('e2.csv', '3,c\nx,d\n5,too long\n6,f\n', '@s/errors');
    const error = await driver.failure('COPY INTO e FROM @s/errors/');
    expect(error).toMatchObject({ code: '100038', sqlState: '22018' });
    expect(error.message).toContain("Numeric value 'x' is not recognized\n  File 'errors/e2.csv.gz', line 2, character 1\n  Row 2, column \"E\"[\"ID\":1]");
    expect(await driver.run('SELECT COUNT(*) AS n FROM e')).toEqual([{ N: 0 }]);
    expect(await driver.run('COPY INTO e FROM @s/errors/ ON_ERROR = SKIP_FILE')).toMatchObject([
      { file: 's/errors/e1.csv.gz', status: 'LOADED', rows_loaded: 2 }, { file: 's/errors/e2.csv.gz', status: 'LOAD_FAILED', rows_loaded: 0, errors_seen: 2 },
    ]);
    expect(await driver.run('COPY INTO e FROM @s/errors/ ON_ERROR = CONTINUE')).toMatchObject([
      { file: 's/errors/e2.csv.gz', status: 'PARTIALLY_LOADED', rows_parsed: 4, rows_loaded: 2, errors_seen: 2, first_error_line: 2, first_error_column_name: '"E"["ID":1]' },
    ]);
    expect((await driver.run('SELECT id FROM e ORDER BY id')).map((row) => row['ID'])).toEqual([1, 2, 3, 6]);
  });

  it('wants as many fields as columns', async () => {
    await driver.run('CREATE OR REPLACE TABLE w (a INT, b INT)');
    await put('w.csv', '1,2\n3,4,5\n', '@%w');
    expect(await driver.failure('COPY INTO w FROM @%w')).toMatchObject({ code: '100080', message: expect.stringContaining('Number of columns in file (3) does not match that of the corresponding table (2)') });
    expect(await driver.run('COPY INTO w FROM @%w FILE_FORMAT = (TYPE = CSV ERROR_ON_COLUMN_COUNT_MISMATCH = FALSE)')).toMatchObject([{ rows_loaded: 2 }]);
  });

  it('reads JSON as documents, by name and by path', async () => {
    await put('j.json', '[{"id": 1, "Tags": ["x", "y"]},\n {"id": 2, "extra": 12345678901234567890}]', '@s/j');
    await driver.run('CREATE OR REPLACE TABLE j (v VARIANT)');
    await driver.run('COPY INTO j FROM @s/j FILE_FORMAT = (TYPE = JSON STRIP_OUTER_ARRAY = TRUE)');
    expect(await driver.run('SELECT v:id::INT AS id, v:Tags[0]::VARCHAR AS t, v:extra::VARCHAR AS e FROM j ORDER BY 1')).toEqual([{ ID: 1, T: 'x', E: null }, { ID: 2, T: null, E: '12345678901234567890' }]);
    await driver.run('CREATE OR REPLACE TABLE n (id INT, tags ARRAY, other VARCHAR)');
    await driver.run('COPY INTO n FROM @s/j FILE_FORMAT = (TYPE = JSON STRIP_OUTER_ARRAY = TRUE) MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE');
    expect(await driver.run('SELECT * FROM n ORDER BY id')).toEqual([{ ID: 1, TAGS: ['x', 'y'], OTHER: null }, { ID: 2, TAGS: null, OTHER: null }]);
    await driver.run('CREATE OR REPLACE TABLE q (id INT, file VARCHAR, row_number INT)');
    await driver.run('COPY INTO q FROM (SELECT t.$1:id, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER FROM @s/j t) FILE_FORMAT = (TYPE = JSON STRIP_OUTER_ARRAY = TRUE)');
    expect(await driver.run('SELECT * FROM q ORDER BY id')).toEqual([{ ID: 1, FILE: 'j/j.json.gz', ROW_NUMBER: 1 }, { ID: 2, FILE: 'j/j.json.gz', ROW_NUMBER: 2 }]);
  });

  it('keeps a transaction whole', async () => {
    await driver.run('CREATE OR REPLACE TABLE x (a INT)');
    await put('x1.csv', '1\n', '@s/x1');
    await put('x2.csv', 'no\n', '@s/x2');
    await driver.run('BEGIN');
    await driver.run('COPY INTO x FROM @s/x1');
    expect(await driver.failure('COPY INTO x FROM @s/x2')).toMatchObject({ code: '100038' });
    await driver.run('INSERT INTO x VALUES (2)');
    await driver.run('COMMIT');
    expect((await driver.run('SELECT a FROM x ORDER BY a')).map((row) => row['A'])).toEqual([1, 2]);
    expect(await driver.run('COPY INTO x FROM @s/x1')).toEqual([{ status: 'Copy executed with 0 files processed.' }]);
  });

  it('says which file is missing', async () => {
    expect(await driver.failure("COPY INTO x FROM @s FILES = ('nope.csv')")).toMatchObject({ code: '091016', message: expect.stringContaining("'s/nope.csv'") });
  });
});

describe('COPY INTO a stage', () => {
  it('unloads Parquet that loads again with its types', async () => {
    await driver.run("CREATE OR REPLACE TABLE p AS SELECT 1::NUMBER(9,0) AS id, 1.25::NUMBER(10,2) AS amount, 'x' AS name, '2024-02-29'::DATE AS day, '2024-02-29 01:02:03.5'::TIMESTAMP_NTZ AS at, true AS flag UNION ALL SELECT 2, NULL, NULL, NULL, NULL, NULL");
    expect(await driver.run('COPY INTO @s/p/ FROM p FILE_FORMAT = (TYPE = PARQUET)')).toMatchObject([{ rows_unloaded: 2 }]);
    await driver.run('CREATE OR REPLACE TABLE p2 LIKE p');
    await driver.run('COPY INTO p2 FROM @s/p/ FILE_FORMAT = (TYPE = PARQUET) MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE');
    expect(await driver.run('SELECT * FROM p MINUS SELECT * FROM p2')).toEqual([]);
    expect(await driver.run('SELECT COUNT(*) AS n FROM p2')).toEqual([{ N: 2 }]);
    await driver.run('CREATE OR REPLACE FILE FORMAT pq TYPE = PARQUET');
    expect(await driver.run("SELECT $1:AMOUNT::NUMBER(10,2) AS a FROM @s/p (FILE_FORMAT => 'pq') WHERE $1:ID = 1")).toEqual([{ A: 1.25 }]);
  });

  it('unloads CSV and JSON', async () => {
    await driver.run("COPY INTO @~/u/c FROM (SELECT 1 AS a, 'x' AS b) FILE_FORMAT = (TYPE = CSV COMPRESSION = NONE) HEADER = TRUE");
    await driver.run("COPY INTO @~/u/j FROM (SELECT OBJECT_CONSTRUCT('a', 1)) FILE_FORMAT = (TYPE = JSON)");
    expect((await driver.run('LIST @~/u')).map((row) => row['name'])).toEqual(['u/c_0_0_0.csv', 'u/j_0_0_0.json.gz']);
    await driver.run(`GET @~/u/c_0_0_0.csv file://${folder}`);
    expect(await readFile(join(folder, 'c_0_0_0.csv'), 'utf8')).toBe('A,B\n1,x\n');
    await driver.run(`GET @~/u/j_0_0_0.json.gz file://${folder}`);
    expect(JSON.parse(gunzipSync(await readFile(join(folder, 'j_0_0_0.json.gz'))).toString())).toEqual({ a: 1 });
    expect(await driver.failure('COPY INTO @~/u/c FROM (SELECT 1 AS a) FILE_FORMAT = (TYPE = CSV COMPRESSION = NONE)')).toMatchObject({ message: expect.stringContaining('overwrite') });
  });
});

describe('moments with offsets', () => {
  it('survive a table, an unloaded file and a load', async () => {
    await driver.run('CREATE TABLE moments (a TIMESTAMP_TZ, b TIMESTAMP_LTZ, c TIMESTAMP_TZ DEFAULT \'2020-01-01 00:00:00 +0100\')');
    await driver.run("INSERT INTO moments (a, b) VALUES ('2024-07-01 12:00:00 +0530', '2024-07-01 12:00:00 -0100'), (NULL, NULL)");
    const shown = (table: string): Promise<Record<string, unknown>[]> => driver.run(`SELECT TO_VARCHAR(a) a, TO_VARCHAR(b) b, TO_VARCHAR(c) c, HOUR(a) h FROM ${table} WHERE a IS NOT NULL`);
    const expected = [{ A: '2024-07-01 12:00:00.000 +0530', B: '2024-07-01 13:00:00.000 +0000', C: '2020-01-01 00:00:00.000 +0100', H: 12 }];
    expect(await shown('moments')).toEqual(expected);
    await driver.run('COPY INTO @s/moments/ FROM moments');
    await driver.run('CREATE TABLE moments_again LIKE moments');
    await driver.run('COPY INTO moments_again FROM @s/moments/');
    expect(await shown('moments_again')).toEqual(expected);
    expect(await driver.run('SELECT COUNT(*) n FROM moments_again WHERE a IS NULL AND b IS NULL')).toEqual([{ N: 1 }]);
  });
});
