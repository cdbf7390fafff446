import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { once } from 'node:events';
import { messageOf, redact, type ToolError } from '@millrace/diagnostics';
import { errors } from '../../errors.ts';
import { scramClient, type ScramClient } from './scram.ts';
import { message, messageReader, readNotice, type ServerNotice, startupMessage, type WireMessage } from './wire.ts';

/** A session in replication mode: it starts a stream, hands over what arrives, and sends standby messages. */
export interface ReplicationConnection {
  /** Runs a query by the simple protocol, the only one of these sessions. @returns the number of rows. @throws ToolError CONNECT_REPLICATION. */
  countRows(query: string): Promise<number>;
  /** Sends START_REPLICATION and returns once the server streams. @throws ToolError CONNECT_REPLICATION with the server's reason. */
  start(command: string): Promise<void>;
  /** The payloads of the stream, in order; ends when the server ends it, throws CONNECT_LOST when the connection breaks. */
  readonly payloads: AsyncIterable<Buffer>;
  send(payload: Buffer): void;
  close(): void;
}

interface Address {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl: 'disable' | 'prefer' | 'require' | 'verify-full';
}

function addressOf(url: string): Address {
  if (!URL.canParse(url)) throw errors.CONNECT_BAD_URL.error({ url: redact(url) });
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const mode = searchParams.get('sslmode');
  const ssl = mode === 'require' || mode === 'verify-full' || mode === 'prefer' ? mode : 'disable';
  const user = decodeURIComponent(username) || 'postgres';
  return { host: hostname.replace(/^\[|\]$/g, '') || 'localhost', port: Number(port || 5432), user, password: decodeURIComponent(password), database: decodeURIComponent(pathname.slice(1)) || user, ssl };
}

/**
 * Opens a session in replication mode and signs in (trust, password, MD5 or SCRAM-SHA-256; TLS by `sslmode`).
 *
 * @throws ToolError CONNECT_UNREACHABLE, CONNECT_AUTH, CONNECT_NO_DATABASE or CONNECT_REFUSED.
 */
export async function openReplicationConnection(url: string): Promise<ReplicationConnection> {
  const address = addressOf(url);
  const target = `PostgreSQL at ${address.host}:${address.port}`;
  const socket = await openSocket(address, target);
  const inbox = createInbox(socket, target);
  try {
    socket.write(startupMessage({ user: address.user, database: address.database, replication: 'database', client_encoding: 'UTF8', application_name: 'millrace', TimeZone: 'UTC', DateStyle: 'ISO, YMD', bytea_output: 'hex' }));
    await signIn(socket, inbox, address, target);
  } catch (thrown) {
    socket.destroy();
    throw thrown;
  }
  return {
    async countRows(query) {
      socket.write(message('Q', query));
      let rows = 0;
      for (let reply = await inbox.next(); reply?.type !== 'Z'; reply = await inbox.next()) {
        if (reply === undefined || reply.type === 'E') throw errors.CONNECT_REPLICATION.error({ reason: reply === undefined ? 'the server hung up' : readNotice(reply.body).message });
        if (reply.type === 'D') rows += 1;
      }
      return rows;
    },
    async start(command) {
      socket.write(message('Q', command));
      for (;;) {
        const reply = await inbox.next();
        if (reply?.type === 'W') return;
        if (reply === undefined || reply.type === 'E') throw errors.CONNECT_REPLICATION.error({ reason: reply === undefined ? 'the server hung up' : readNotice(reply.body).message }, hintOf(reply));
      }
    },
    payloads: payloadsOf(inbox, target),
    send: (payload) => void socket.write(message('d', payload)),
    close: () => void socket.destroy(),
  };
}

async function openSocket(address: Address, target: string): Promise<Socket> {
  const socket = connect({ host: address.host, port: address.port, noDelay: true, keepAlive: true, timeout: 10_000 });
  try {
    await Promise.race([once(socket, 'connect'), once(socket, 'timeout').then(() => Promise.reject(new Error('no answer within 10 s')))]);
    socket.setTimeout(0);
    if (address.ssl === 'disable') return socket;
    // SSLRequest (manual, 54.2.10): the server answers with one letter.
    socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (answer[0] !== 0x53) {
      if (address.ssl === 'prefer') return socket;
      throw new Error(`the server offers no TLS, and sslmode is ${address.ssl}`);
    }
    const secured = connectTls({ socket, servername: address.host, rejectUnauthorized: address.ssl === 'verify-full' });
    await once(secured, 'secureConnect');
    return secured;
  } catch (thrown) {
    socket.destroy();
    throw errors.CONNECT_UNREACHABLE.error({ target, reason: messageOf(thrown) || 'no answer' }, {}, { cause: thrown });
  }
}

/** Messages as they are asked for; the socket rests while enough are waiting. */
interface Inbox {
  /** The next message, or undefined when the connection has ended. */
  next(): Promise<WireMessage | undefined>;
}

/** Messages that may wait before the socket is paused. */
const highWater = 20_000;

function createInbox(socket: Socket, target: string): Inbox {
  const reader = messageReader();
  let waiting: WireMessage[] = [];
  let at = 0;
  let ended = false;
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  const notify = (): void => {
    wake?.();
    wake = undefined;
  };
  socket.on('data', (chunk: Buffer) => {
    for (const one of reader.push(chunk)) waiting.push(one);
    if (waiting.length - at > highWater) socket.pause();
    notify();
  });
  socket.on('error', (thrown) => {
    failure = errors.CONNECT_LOST.error({ target, reason: thrown.message }, {}, { cause: thrown });
    notify();
  });
  socket.on('close', () => {
    ended = true;
    notify();
  });
  return {
    async next() {
      for (;;) {
        const found = waiting[at];
        if (found !== undefined) {
          at += 1;
          return found;
        }
        waiting = [];
        at = 0;
        if (failure !== undefined) throw failure;
        if (ended) return undefined;
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        socket.resume();
        await promise;
      }
    },
  };
}

async function signIn(socket: Socket, inbox: Inbox, address: Address, target: string): Promise<void> {
  let scram: ScramClient | undefined;
  for (let reply = await inbox.next(); reply !== undefined; reply = await inbox.next()) {
    if (reply.type === 'Z') return;
    if (reply.type === 'E') throw refusal(readNotice(reply.body), address, target);
    if (reply.type !== 'R') continue;
    const kind = reply.body.readUInt32BE(0);
    if (kind === 3) socket.write(message('p', address.password));
    else if (kind === 5) socket.write(message('p', md5Answer(address, reply.body.subarray(4, 8))));
    else if (kind === 10) {
      scram = scramClient(address.password);
      const first = Buffer.from(scram.first);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(first.length);
      socket.write(message('p', Buffer.concat([Buffer.from('SCRAM-SHA-256\0'), length, first])));
    } else if (kind === 11 && scram !== undefined) socket.write(message('p', Buffer.from(scram.final(reply.body.toString('utf8', 4)))));
    else if (kind === 12 && scram?.verifies(reply.body.toString('utf8', 4)) !== true) throw errors.CONNECT_AUTH.error({ target, user: address.user, reason: 'the server could not prove that it knows the password' });
    else if (kind !== 0 && kind !== 12) throw errors.CONNECT_AUTH.error({ target, user: address.user, reason: `it asks for authentication method ${kind}, which is not supported here` });
  }
  throw errors.CONNECT_REFUSED.error({ target, reason: 'it hung up during the sign-in' });
}

function md5Answer(address: Address, salt: Buffer): string {
  const md5 = (...parts: readonly (string | Buffer)[]): string => parts.reduce((hash, part) => hash.update(part), createHash('md5')).digest('hex');
  return `md5${md5(md5(address.password, address.user), salt)}`;
}

function refusal(notice: ServerNotice, address: Address, target: string): ToolError {
  if (notice.code.startsWith('28')) return errors.CONNECT_AUTH.error({ target, user: address.user, reason: notice.message });
  if (notice.code === '3D000') return errors.CONNECT_NO_DATABASE.error({ target, database: address.database });
  return errors.CONNECT_REFUSED.error({ target, reason: notice.message }, notice.hint === undefined ? {} : { hint: notice.hint });
}

function hintOf(reply: WireMessage | undefined): { readonly hint?: string } {
  if (reply === undefined) return {};
  const notice = readNotice(reply.body);
  if (notice.hint !== undefined) return { hint: notice.hint };
  if (notice.code === '42704') return { hint: 'create the slot first: createReplicationSlot' };
  return notice.code === '55006' ? { hint: 'another consumer reads this slot; stop it, or use a slot of your own' } : {};
}

async function* payloadsOf(inbox: Inbox, target: string): AsyncGenerator<Buffer> {
  for (let reply = await inbox.next(); reply !== undefined; reply = await inbox.next()) {
    if (reply.type === 'd') yield reply.body;
    else if (reply.type === 'c') return;
    else if (reply.type === 'E') throw errors.CONNECT_LOST.error({ target, reason: readNotice(reply.body).message });
  }
  throw errors.CONNECT_LOST.error({ target, reason: 'the server closed the stream' });
}
