import { createReadStream } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Emulator } from './emulator.ts';
import type { TransferTicket, TransferTickets } from '../stages/transfer-tickets.ts';

/**
 * Where drivers upload stage files to and download them from: the URLs that PUT and GET hand out.
 * The unguessable key in the path is the permission, as in a presigned URL.
 */
export function registerStageRoutes(server: FastifyInstance, emulator: Emulator, tickets: TransferTickets): void {
  void server.register(async (scope) => {
    // Bytes are kept as they come: a gzip file stays one, whatever Content-Encoding says.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => { done(null, body); });
    scope.put<{ Params: { key: string } }>('/stage/:key', async (request, reply) => {
      const ticket = tickets.find(request.params.key);
      if (ticket?.action !== 'upload') return reply.code(403).send();
      const { stages } = await emulator.account(ticket.account);
      const exists = stages.get(ticket.stage, ticket.path) !== undefined;
      // "Only if absent": the driver reports the file as skipped.
      if (exists && request.headers['x-goog-if-generation-match'] === '0') return reply.code(412).send();
      const isKept = ticket.overwrite !== true && exists;
      if (!isKept) await stages.write(ticket.stage, ticket.path, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
      return reply.code(200).send();
    });
    scope.get<{ Params: { key: string } }>('/stage/:key', async (request, reply) => {
      const ticket = tickets.find(request.params.key);
      const isLook = request.method === 'HEAD';
      // The Node driver looks before it uploads with a GET, and gives up when it finds the file: that one finds nothing.
      const file = ticket !== undefined && (isLook || ticket.action === 'download') ? await fileOf(emulator, ticket) : undefined;
      if (file === undefined) return reply.code(404).send();
      return reply.header('content-length', file.size).type('application/octet-stream').send(createReadStream(file.file));
    });
  });
}

async function fileOf(emulator: Emulator, ticket: TransferTicket): Promise<{ file: string; size: number } | undefined> {
  const { stages } = await emulator.account(ticket.account);
  return stages.get(ticket.stage, ticket.path);
}
