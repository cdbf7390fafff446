import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createPublication, createReplicationSlot, dropPublication, dropReplicationSlot, type EmbeddedPostgres, type PostgresClient, postgresClient,
  replicate, type ReplicateOptions, replicationSlot, type ReplicationTransaction, startEmbeddedPostgres, unchanged,
} from '../src/index.ts';

let server: EmbeddedPostgres;
let sql: PostgresClient;

beforeAll(async () => {
  server = await startEmbeddedPostgres();
  sql = await postgresClient({ url: server.url });
});
afterAll(async () => {
  await sql.end();
  await server.stop();
});

/** A schema with a table, a publication and a slot of its own. */
async function prepare(name: string): Promise<ReplicateOptions> {
  await sql`create schema ${sql(name)}`;
  await sql`create table ${sql(name)}.t (id int primary key, a text, b text)`;
  await createPublication(sql, name, name);
  await createReplicationSlot(sql, name);
  return { url: server.url, slot: name, publication: name, messages: true, statusInterval: 50 };
}

async function take(options: ReplicateOptions, count: number, acknowledge = true): Promise<readonly ReplicationTransaction[]> {
  const taken: ReplicationTransaction[] = [];
  const stream = replicate(options);
  for await (const transaction of stream) {
    taken.push(transaction);
    if (acknowledge) stream.acknowledge(transaction.endLsn);
    if (taken.length === count) break;
  }
  return taken;
}

function told(transactions: readonly ReplicationTransaction[]): readonly (readonly unknown[])[] {
  return transactions.map(({ messages }) => messages.flatMap((m): readonly unknown[] => (m.kind === 'insert' || m.kind === 'update' ? [m.kind, m.after] : m.kind === 'delete' ? [m.kind, m.before] : m.kind === 'message' ? [m.prefix, Buffer.from(m.content).toString()] : [])));
}

test('transactions come whole, in commit order, without the rolled back', async () => {
  const options = await prepare('whole');
  await sql.begin(async (tx) => {
    await tx`select pg_logical_emit_message(true, 'mark', 'one')`;
    await tx`insert into whole.t values (1, 'a', null), (2, '', 'x')`;
    await tx`update whole.t set id = 3 where id = 2`;
    await tx`delete from whole.t where id = 1`;
  });
  await sql.begin((tx) => tx`insert into whole.t values (9)`.then(() => Promise.reject(new Error('undo')))).catch(() => undefined);
  await sql`insert into whole.t values (4, 'µ', '東京')`;
  const transactions = await take(options, 2);
  expect(told(transactions)).toEqual([
    ['mark', 'one', 'insert', ['1', 'a', null], 'insert', ['2', '', 'x'], 'update', ['3', '', 'x'], 'delete', ['1', null, null]],
    ['insert', ['4', 'µ', '東京']],
  ]);
  expect(transactions[1]?.commitLsn ?? 0n).toBeGreaterThan(transactions[0]?.endLsn ?? 0n);
});

test('a long value that did not change is told apart from NULL', async () => {
  const options = await prepare('toast');
  await sql`alter table toast.t alter column b set storage external`;
  await sql`insert into toast.t values (1, 'a', repeat('x', 9000))`;
  await sql`update toast.t set a = null`;
  const [, update] = await take(options, 2);
  expect(update?.messages.at(-1)).toMatchObject({ kind: 'update', after: ['1', null, unchanged] });
});

test('what was not acknowledged comes again, what was does not', async () => {
  const options = await prepare('again');
  for (const id of [1, 2, 3]) await sql`insert into again.t values (${id})`;
  const [first] = await take(options, 2, false);
  expect(told(await take({ ...options, from: first?.endLsn ?? 0n }, 2))).toEqual([['insert', ['2', null, null]], ['insert', ['3', null, null]]]);
});

test('acknowledged positions reach the server', async () => {
  const options = await prepare('confirmed');
  await sql`insert into confirmed.t values (1)`;
  const stream = replicate(options);
  for await (const transaction of stream) {
    stream.acknowledge(transaction.endLsn);
    for (let slot = await replicationSlot(sql, 'confirmed'); (slot?.confirmed ?? 0n) < transaction.endLsn; slot = await replicationSlot(sql, 'confirmed'));
    break;
  }
  expect((await replicationSlot(sql, 'confirmed'))?.name).toBe('confirmed');
});

test('a killed walsender is replaced: nothing lost, nothing twice', async () => {
  const options = await prepare('killed');
  const reasons: string[] = [];
  const ids: unknown[] = [];
  for (const id of [1, 2, 3]) await sql`insert into killed.t values (${id})`;
  const stream = replicate({ ...options, onReconnect: (reason) => reasons.push(reason.code) });
  for await (const transaction of stream) {
    ids.push(...transaction.messages.flatMap((m) => (m.kind === 'insert' ? [m.after[0]] : [])));
    if (ids.length === 2) {
      // Only the first of two delivered transactions is acknowledged before the connection dies.
      await sql`select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = 'killed'`;
      for (const id of [4, 5]) await sql`insert into killed.t values (${id})`;
    } else if (ids.length < 2) stream.acknowledge(transaction.endLsn);
    if (ids.length === 5) break;
  }
  expect(ids).toEqual(['1', '2', '3', '4', '5']);
  expect(reasons[0]).toBe('CONNECT_LOST');
});

test('an abort ends the stream', async () => {
  const options = await prepare('stopped');
  const stop = new AbortController();
  await sql`insert into stopped.t values (1)`;
  const seen: unknown[] = [];
  for await (const transaction of replicate({ ...options, signal: stop.signal })) {
    seen.push(transaction.xid);
    stop.abort();
  }
  expect(seen).toHaveLength(1);
});

test('each mistake has its message', async () => {
  const options = await prepare('wrong');
  const refused = (change: Partial<ReplicateOptions>): Promise<unknown> => take({ ...options, ...change }, 1);
  await expect(refused({ slot: 'nobody' })).rejects.toMatchObject({ code: 'CONNECT_REPLICATION', message: expect.stringContaining('"nobody" does not exist') as string });
  await expect(refused({ url: server.url.replace(/:[^:@]+@/, ':wrong@') })).rejects.toMatchObject({ code: 'CONNECT_AUTH' });
  await expect(refused({ url: `${server.url}x` })).rejects.toMatchObject({ code: 'CONNECT_NO_DATABASE' });
  await expect(refused({ url: 'postgres://a:secret@127.0.0.1:1/x' })).rejects.toMatchObject({ code: 'CONNECT_UNREACHABLE', message: expect.not.stringContaining('secret') as string });
  await expect(refused({ url: 'nonsense' })).rejects.toMatchObject({ code: 'CONNECT_BAD_URL' });
  await dropPublication(sql, 'wrong');
  await sql`insert into wrong.t values (1)`;
  await expect(refused({})).rejects.toMatchObject({ code: 'CONNECT_REPLICATION', message: expect.stringContaining('publication "wrong" does not exist') as string });
  await dropReplicationSlot(sql, 'wrong');
  expect(await replicationSlot(sql, 'wrong')).toBeUndefined();
  await dropReplicationSlot(sql, 'wrong');
});

test('the older ways to sign in work too', async () => {
  const options = await prepare('old_ways');
  await sql`insert into old_ways.t values (1)`;
  await sql`set password_encryption = 'md5'`;
  const [hba] = await sql<{ file: string }[]>`select current_setting('hba_file') as file`;
  expect(hba?.file).toContain(server.directory);
  await sql.unsafe("create role elder superuser replication login password 'pw'");
  const asElder = server.url.replace(/\/\/.*@/, '//elder:pw@');
  // PostgreSQL answers md5-hashed passwords with an MD5 challenge only where pg_hba.conf says md5.
  await sql.unsafe(`copy (values ('host all all 127.0.0.1/32 md5'), ('host replication all 127.0.0.1/32 md5')) to '${hba?.file ?? ''}'`);
  await sql`select pg_reload_conf()`;
  expect(told(await take({ ...options, url: asElder }, 1, false))).toHaveLength(1);
  await sql.unsafe(`copy (values ('host all all 127.0.0.1/32 password'), ('host replication all 127.0.0.1/32 password')) to '${hba?.file ?? ''}'`);
  await sql`select pg_reload_conf()`;
  expect(told(await take({ ...options, url: asElder }, 1, false))).toHaveLength(1);
});
