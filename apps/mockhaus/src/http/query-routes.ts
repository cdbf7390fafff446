import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { missingStatement, notExecuting } from '../failures.ts';
import type { Outcome, QueryRecord } from '../history/query-store.ts';
import type { QueryRequest } from '../session/query-request.ts';
import { submit } from '../session/submit.ts';
import type { Session } from '../session/session.ts';
import { fieldsOf, textOf } from './body.ts';
import type { Emulator } from './emulator.ts';
import { success } from './envelope.ts';
import { failureReply, queryReply } from './query-reply.ts';
import { authenticate } from './session-routes.ts';
import type { TransferTickets } from '../stages/transfer-tickets.ts';

/** Statements: sending, fetching, watching and stopping them. */
export function registerQueryRoutes(server: FastifyInstance, emulator: Emulator, tickets: TransferTickets): void {
  server.post('/queries/v1/query-request', async (request, reply) => {
    const who = authenticate(emulator, request);
    if ('refused' in who) return who.refused;
    const query = readQuery(request);
    // A request sent again (after a lost reply) is the same statement: it must not run twice.
    const repeated = query.requestId === undefined ? undefined : who.session.account.queries.byRequest(query.requestId);
    const record = repeated ?? submit(who.session, query, { tickets, now: emulator.options.clock });
    return query.asyncExec ? sendJson(reply, pendingReply(record, '333334')) : answer(emulator, reply, who.session, record, baseUrl(request));
  });
  server.get<{ Params: { id: string } }>('/queries/:id/result', async (request, reply) => {
    const who = authenticate(emulator, request);
    if ('refused' in who) return who.refused;
    const record = who.session.account.queries.get(request.params.id);
    if (record === undefined || record.user !== who.session.user) return failureReply(missingStatement(request.params.id), request.params.id);
    return answer(emulator, reply, who.session, record, baseUrl(request));
  });
  server.post('/queries/v1/abort-request', async (request) => {
    const who = authenticate(emulator, request);
    if ('refused' in who) return who.refused;
    const requestId = textOf(fieldsOf(request.body), 'requestId') ?? '';
    const record = who.session.account.queries.byRequest(requestId);
    if (record === undefined || record.sessionId !== who.session.id || record.outcome !== undefined) return failureReply(notExecuting(), requestId);
    record.cancel();
    return success(null);
  });
  server.post<{ Params: { id: string } }>('/queries/:id/abort-request', async (request) => {
    const who = authenticate(emulator, request);
    if ('refused' in who) return who.refused;
    const record = who.session.account.queries.get(request.params.id);
    if (record === undefined || record.user !== who.session.user || record.outcome !== undefined) return failureReply(notExecuting(), request.params.id);
    record.cancel();
    return success(null);
  });
  server.get<{ Params: { id: string } }>('/monitoring/queries/:id', async (request) => {
    const who = authenticate(emulator, request);
    if ('refused' in who) return who.refused;
    const record = who.session.account.queries.get(request.params.id);
    return success({ queries: record === undefined || record.user !== who.session.user ? [] : [monitored(record, emulator.options.clock())] });
  });
  server.get<{ Params: { account: string; key: string } }>('/chunks/:account/:key', async (request, reply) => {
    const account = await emulator.account(request.params.account);
    const content = await account.spool.read(request.params.key);
    if (content === undefined) return reply.code(404).send();
    return reply.header('content-encoding', 'gzip').type('application/octet-stream').send(content);
  });
}

async function answer(emulator: Emulator, reply: FastifyReply, session: Session, record: QueryRecord, base: string): Promise<FastifyReply> {
  const outcome = record.outcome ?? await settled(record, emulator.options.longQueryMs);
  if (outcome === undefined) return sendJson(reply, pendingReply(record, '333333'));
  return sendJson(reply, outcome.ok ? queryReply(session, record.id, outcome.result, base) : JSON.stringify(failureReply(outcome.failure, record.id)));
}

/** The outcome, or undefined when the statement still runs after a while: before any HTTP time limit ends the wait. */
async function settled(record: QueryRecord, milliseconds: number): Promise<Outcome | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => { timer = setTimeout(() => { resolve(undefined); }, milliseconds); });
  try {
    return await Promise.race([record.done, patience]);
  } finally {
    clearTimeout(timer);
  }
}

function pendingReply(record: QueryRecord, code: '333333' | '333334'): string {
  return JSON.stringify({
    data: { queryId: record.id, getResultUrl: `/queries/${record.id}/result`, queryAbortsAfterSecs: 300, progressDesc: null },
    code, message: null, success: true,
  });
}

function sendJson(reply: FastifyReply, body: string): FastifyReply {
  return reply.type('application/json').send(body);
}

function readQuery(request: FastifyRequest): QueryRequest {
  const body = fieldsOf(request.body);
  const query = fieldsOf(request.query);
  const requestId = textOf(query, 'requestId') ?? textOf(query, 'request_id');
  const bindStage = textOf(body, 'bindStage');
  return {
    sqlText: textOf(body, 'sqlText') ?? '',
    asyncExec: body['asyncExec'] === true,
    describeOnly: body['describeOnly'] === true,
    parameters: fieldsOf(body['parameters']),
    bindings: fieldsOf(body['bindings']),
    baseUrl: baseUrl(request),
    ...(requestId === undefined ? {} : { requestId }),
    ...(bindStage === undefined ? {} : { bindStage }),
  };
}

/** The server as the client reaches it: what URLs in replies must start with, also through a forwarded port. */
function baseUrl(request: FastifyRequest): string {
  return `${request.protocol}://${request.headers.host ?? 'localhost'}`;
}

function monitored(record: QueryRecord, now: number): Readonly<Record<string, unknown>> {
  const { outcome } = record;
  const status = outcome === undefined ? 'RUNNING' : outcome.ok ? 'SUCCESS' : outcome.failure.code === '000604' ? 'ABORTED' : 'FAILED_WITH_ERROR';
  const failure = outcome === undefined || outcome.ok ? undefined : outcome.failure;
  return {
    id: record.id, status, state: status, sqlText: record.sqlText, startTime: record.startTime, endTime: record.endTime ?? 0,
    errorCode: failure?.code ?? '', errorMessage: failure?.message ?? '', stats: {}, sessionId: record.sessionId,
    totalDuration: (record.endTime ?? now) - record.startTime, warehouseName: record.warehouse ?? '',
  };
}
