import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import { Readable } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import { messageOf } from '@millrace/diagnostics';
import { SqlFailure, shapes } from '../failures.ts';
import { TransferTickets } from '../stages/transfer-tickets.ts';
import type { Emulator } from './emulator.ts';
import { registerLogin } from './login-routes.ts';
import { failureReply } from './query-reply.ts';
import { registerQueryRoutes } from './query-routes.ts';
import { registerSessionRoutes } from './session-routes.ts';
import { registerStageRoutes } from './stage-routes.ts';

const decompress = promisify(gunzip);

/** The HTTP side of the server. */
export interface HttpOptions {
  /** Bytes of the largest request; array binds and stage files travel in one. */
  readonly bodyLimit: number;
  /** Milliseconds in which a request must have arrived. */
  readonly requestTimeoutMs: number;
}

/** Builds the server with all its routes; it listens to nothing yet. */
export function createServer(emulator: Emulator, options: HttpOptions): FastifyInstance {
  const server = fastify({ bodyLimit: options.bodyLimit, requestTimeout: options.requestTimeoutMs, forceCloseConnections: true, logger: false, routerOptions: { ignoreDuplicateSlashes: true } });
  const tickets = new TransferTickets(emulator.options.clock);
  acceptCompressed(server, options.bodyLimit);
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : JSON.parse(String(body)));
    } catch (error) {
      done(Object.assign(new Error(`The request's body is not JSON: ${messageOf(error)}`), { statusCode: 400 }));
    }
  });
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => { done(null, {}); });
  server.setErrorHandler((error, _request, reply) => {
    const status = Number(Reflect.get(Object(error), 'statusCode') ?? 200);
    // Only what is wrong with the request itself is an HTTP error; drivers retry 5xx for minutes.
    return reply.code(status >= 400 && status < 500 ? status : 200).send(failureReply(new SqlFailure(shapes.internal, messageOf(error)), ''));
  });
  server.get('/', async () => ({ name: 'mockhaus', status: 'ok' }));
  server.get('/healthz', async () => ({ status: 'ok' }));
  registerLogin(server, emulator);
  registerSessionRoutes(server, emulator);
  registerQueryRoutes(server, emulator, tickets);
  registerStageRoutes(server, emulator, tickets);
  return server;
}

/** Python compresses every request, JDBC the large ones. Stage files are kept as they come. */
function acceptCompressed(server: FastifyInstance, limit: number): void {
  server.addHook('preParsing', async (request, _reply, payload) => {
    if (request.headers['content-encoding'] !== 'gzip' || request.url.startsWith('/stage/')) return payload;
    const parts: Buffer[] = [];
    for await (const part of payload) parts.push(Buffer.from(part));
    const content = await decompress(Buffer.concat(parts), { maxOutputLength: limit });
    delete request.headers['content-encoding'];
    request.headers['content-length'] = String(content.length);
    return Readable.from([content]);
  });
}
