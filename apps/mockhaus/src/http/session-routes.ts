import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TokenCheck } from '../session/session-store.ts';
import { tokenOf } from '../session/tokens.ts';
import type { Session } from '../session/session.ts';
import { fieldsOf } from './body.ts';
import type { Emulator } from './emulator.ts';
import { type Envelope, refusal, success } from './envelope.ts';

/** The session of a request, or the refusal to answer with. */
export function authenticate(emulator: Emulator, request: FastifyRequest): { readonly session: Session } | { readonly refused: Envelope } {
  const check = emulator.sessions.check(tokenOf(request.headers.authorization));
  return check.status === 'valid' ? { session: check.session } : { refused: refusal(check.status === 'expired' ? '390112' : '390104') };
}

/** Renewal, heartbeat, logout and telemetry. */
export function registerSessionRoutes(server: FastifyInstance, emulator: Emulator): void {
  server.post('/session/token-request', async (request) => {
    const masterToken = tokenOf(request.headers.authorization) ?? '';
    const check = emulator.sessions.checkMaster(masterToken);
    if (check.status !== 'valid') return refusal(masterRefusal(check));
    const renewed = emulator.sessions.renew(check.session, masterToken);
    return success({
      sessionToken: renewed.token, validityInSecondsST: emulator.lifetimes.session,
      masterToken, validityInSecondsMT: emulator.lifetimes.master, sessionId: check.session.id,
    });
  });
  server.post('/session/heartbeat', async (request) => {
    const who = authenticate(emulator, request);
    return 'refused' in who ? who.refused : success(null);
  });
  server.post('/session', async (request) => {
    const who = authenticate(emulator, request);
    const isLogout = fieldsOf(request.query)['delete'] === 'true';
    if ('session' in who && isLogout) await emulator.sessions.remove(who.session);
    return success(null);
  });
  server.post('/session/logout-request', async (request) => {
    const who = authenticate(emulator, request);
    if ('session' in who) await emulator.sessions.remove(who.session);
    return success(null);
  });
  server.post('/telemetry/send', async () => success('Log Received'));
}

function masterRefusal(check: Exclude<TokenCheck, { status: 'valid' }>): '390113' | '390114' {
  return check.status === 'expired' ? '390114' : '390113';
}
