import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ToolError } from '@millrace/diagnostics';
import { afterEach, describe, expect, it } from 'vitest';
import { describeConnections, type MockhausServer, serve, type ServeOptions } from '../src/index.ts';
import { connect } from './support/driver.ts';

const servers: MockhausServer[] = [];

async function start(options: ServeOptions = {}): Promise<MockhausServer> {
  const server = await serve({ port: 0, ...options });
  servers.push(server);
  return server;
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

describe('login', () => {
  it('lets the official driver in and makes its database and schema', async () => {
    const { url } = await start();
    const driver = await connect(url, { database: 'sales', schema: '"Mixed"' });
    expect(await driver.run('SHOW SCHEMAS IN DATABASE sales')).toEqual(expect.arrayContaining([
      expect.objectContaining({ name: 'Mixed', is_current: 'Y' }), expect.objectContaining({ name: 'PUBLIC', is_current: 'N' }),
    ]));
    await driver.close();
  });

  it('refuses a wrong password and an unknown user, and takes the right one', async () => {
    const { url } = await start({ users: { ann: 'right' } });
    await expect(connect(url, { username: 'ann', password: 'wrong' })).rejects.toMatchObject({ code: '390100', message: 'Incorrect username or password was specified.' });
    await expect(connect(url, { username: 'bob', password: 'right' })).rejects.toMatchObject({ code: '390100' });
    const driver = await connect(url, { username: 'ANN', password: 'right' });
    await driver.close();
  });

  it('leaves the session nowhere when autoCreate is off', async () => {
    const { url } = await start({ autoCreate: false });
    const driver = await connect(url);
    expect(await driver.failure('CREATE TABLE t (a INT)')).toMatchObject({ code: '090105', sqlState: '22000' });
    await driver.close();
  });

  it('refuses a query with a made-up token', async () => {
    const { url } = await start();
    const reply = await fetch(`${url}/queries/v1/query-request?requestId=1`, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Snowflake Token="1.guess"' }, body: JSON.stringify({ sqlText: 'SELECT 1' }),
    });
    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({ success: false, code: '390104' });
  });
});

describe('session', () => {
  it('is renewed in the middle of work when its token has expired', async () => {
    let now = Date.now();
    const { url } = await start({ clock: () => now, tokenSeconds: { session: 60, master: 3600 } });
    const driver = await connect(url);
    await driver.run('CREATE TABLE t (a INT)');
    now += 61_000;
    await driver.run('INSERT INTO t VALUES (1)');
    now += 61_000;
    expect(await driver.run('SELECT * FROM t')).toEqual([{ A: 1 }]);
    await driver.close();
  });

  it('answers a heartbeat', async () => {
    const { url } = await start();
    const driver = await connect(url);
    expect(await driver.connection.isValidAsync()).toBe(true);
    await driver.close();
  });

  it('drops temporary tables at its end and hides them from others', async () => {
    const { url } = await start();
    const [one, two] = [await connect(url), await connect(url)];
    await one.run('CREATE TEMPORARY TABLE t (a INT)');
    await one.run('INSERT INTO t VALUES (1)');
    expect(await two.failure('SELECT * FROM t')).toMatchObject({ code: '002003' });
    await two.run('CREATE TABLE t (b INT)');
    expect(await one.run('SELECT * FROM t')).toEqual([{ A: 1 }]);
    await one.close();
    expect(await two.run('SELECT * FROM t')).toEqual([]);
    await two.close();
  });

  it('applies parameters of the login and of ALTER SESSION', async () => {
    const { url } = await start({ parameters: { TIMEZONE: 'UTC' } });
    const driver = await connect(url);
    const value = async (name: string): Promise<unknown> => (await driver.run(`SHOW PARAMETERS LIKE '${name}'`))[0]?.['value'];
    expect(await value('TIMEZONE')).toBe('UTC');
    await driver.run("ALTER SESSION SET TIMEZONE = 'Europe/Paris', QUERY_TAG = 'x'");
    expect([await value('timezone'), await value('QUERY_TAG')]).toEqual(['Europe/Paris', 'x']);
    await driver.run('ALTER SESSION UNSET TIMEZONE');
    expect(await value('TIMEZONE')).toBe('UTC');
    expect(await driver.failure('ALTER SESSION SET NO_SUCH_THING = 1')).toMatchObject({ code: '001006' });
    await driver.close();
  });
});

describe('accounts', () => {
  it('share nothing', async () => {
    const { url } = await start();
    const [one, two] = [await connect(url, { account: 'one' }), await connect(url, { account: 'two' })];
    await one.run('CREATE TABLE secret (a INT)');
    expect(await two.failure('SELECT * FROM secret')).toMatchObject({ code: '002003', sqlState: '42S02' });
    expect(await two.run('SHOW TABLES')).toEqual([]);
    await one.close();
    await two.close();
  });
});

describe('data folder', () => {
  it('keeps tables, views, stages and their files over a restart', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'mockhaus-test-'));
    const first = await serve({ port: 0, dataDir });
    const before = await connect(first.url);
    await before.run("CREATE TABLE t (id INT IDENTITY, name VARCHAR(10) DEFAULT 'x' NOT NULL)");
    await before.run("INSERT INTO t (name) VALUES ('x'), ('x')");
    await before.run('CREATE VIEW v AS SELECT id FROM t');
    await before.run('CREATE TEMPORARY TABLE gone (a INT)');
    await before.run('CREATE STAGE s');
    await before.run('COPY INTO @s/t FROM t FILE_FORMAT = (TYPE = CSV)');
    await first.close();
    const second = await serve({ port: 0, dataDir });
    const after = await connect(second.url);
    expect(await after.run('SELECT * FROM v ORDER BY id')).toEqual([{ ID: 1 }, { ID: 2 }]);
    await after.run("INSERT INTO t (name) VALUES ('y')");
    expect(await after.run('SELECT max(id) AS m FROM t')).toEqual([{ M: 3 }]);
    expect((await after.run('LIST @s')).map((row) => row['name'])).toEqual(['s/t_0_0_0.csv.gz']);
    expect(await after.failure('SELECT * FROM gone')).toMatchObject({ code: '002003' });
    expect(await after.failure("INSERT INTO t (name) VALUES ('much too long a name')")).toMatchObject({ code: '100078' });
    await second.close();
    await rm(dataDir, { recursive: true });
  });
});

describe('server', () => {
  it('says which port is in use', async () => {
    const { port } = await start();
    const error: unknown = await serve({ port }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ToolError);
    expect((error as ToolError).diagnostics[0]).toMatchObject({ code: 'MOCKHAUS_PORT_IN_USE', message: `Port ${port} on 127.0.0.1 is in use.`, hint: expect.stringContaining('another port') });
  });

  it('tells how to connect', () => {
    const lines = describeConnections('http://127.0.0.1:1234');
    expect(lines.find(({ client }) => client.startsWith('Node'))?.connect).toContain("accessUrl: 'http://127.0.0.1:1234'");
    expect(lines.find(({ client }) => client.startsWith('Python'))?.connect).toContain("host='127.0.0.1', port=1234, protocol='http'");
  });

  it('leaves no log of the driver behind', () => {
    expect(existsSync('snowflake.log')).toBe(false);
  });
});
