import type { FastifyInstance } from 'fastify';
import { login, type LoginRequest } from '../session/login.ts';
import { fieldsOf, textOf } from './body.ts';
import type { Emulator } from './emulator.ts';
import { refusal, success } from './envelope.ts';

/** POST /session/v1/login-request. */
export function registerLogin(server: FastifyInstance, emulator: Emulator): void {
  server.post('/session/v1/login-request', async (request) => {
    const { session, refused } = await login(emulator, readLogin(request.body, request.query));
    if (session === undefined) return refusal(refused);
    const { token, masterToken } = emulator.sessions.add(session);
    const { database, schema, warehouse, role } = session.context;
    return success({
      token, masterToken,
      validityInSeconds: emulator.lifetimes.session, masterValidityInSeconds: emulator.lifetimes.master,
      displayUserName: session.user, serverVersion: '10.1.0', firstLogin: false,
      remMeToken: null, remMeValidityInSeconds: 0, healthCheckInterval: 45, newClientForUpgrade: null,
      sessionId: session.id,
      parameters: session.parameters.all().map(({ name, value }) => ({ name, value })),
      sessionInfo: { databaseName: database ?? null, schemaName: schema ?? null, warehouseName: warehouse ?? null, roleName: role },
      idToken: null, idTokenValidityInSeconds: 0, mfaToken: null, mfaTokenValidityInSeconds: 0, responseData: null,
    });
  });
}

function readLogin(body: unknown, query: unknown): LoginRequest {
  const data = fieldsOf(fieldsOf(body)['data']);
  const asked = fieldsOf(query);
  const optional = (name: 'database' | 'schema' | 'warehouse' | 'role', text: string | undefined): Partial<LoginRequest> => (text === undefined || text === '' ? {} : { [name]: text });
  return {
    account: textOf(data, 'ACCOUNT_NAME') ?? '',
    user: textOf(data, 'LOGIN_NAME') ?? '',
    password: textOf(data, 'PASSWORD') ?? textOf(data, 'TOKEN') ?? '',
    client: textOf(data, 'CLIENT_APP_ID') ?? '',
    parameters: fieldsOf(data['SESSION_PARAMETERS']),
    ...optional('database', textOf(asked, 'databaseName')),
    ...optional('schema', textOf(asked, 'schemaName')),
    ...optional('warehouse', textOf(asked, 'warehouse')),
    ...optional('role', textOf(asked, 'roleName')),
  };
}
