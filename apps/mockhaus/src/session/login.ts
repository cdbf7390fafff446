import { addSchema } from '../catalog/change.ts';
import { UnitOfWork } from '../engine/unit-of-work.ts';
import type { Emulator } from '../http/emulator.ts';
import { type Account, commitChanges, createDatabase, schemaEntry } from './account.ts';
import { SessionParameters } from './parameters.ts';
import { openSession, type Session } from './session.ts';
import { mayLogIn } from './users.ts';

/** What a driver asks for when it connects. Names are as the user wrote them. */
export interface LoginRequest {
  readonly account: string;
  readonly user: string;
  readonly password: string;
  readonly client: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly database?: string;
  readonly schema?: string;
  readonly warehouse?: string;
  readonly role?: string;
}

export type LoginResult =
  | { readonly session: Session; readonly refused?: never }
  | { readonly session?: never; readonly refused: '390100' | '390400' };

/** The warehouse that a new account has, and that its first user works in. */
const defaultWarehouse = 'COMPUTE_WH';

/** Checks who it is and opens a session in the account. */
export async function login(emulator: Emulator, request: LoginRequest): Promise<LoginResult> {
  if (request.account === '' || request.user === '') return { refused: '390400' };
  if (!mayLogIn(emulator.options.users, request.user, request.password)) return { refused: '390100' };
  const account = await emulator.account(request.account.toUpperCase());
  const parameters = new SessionParameters(emulator.options.parameters);
  parameters.setKnown(request.parameters);
  const role = request.role === undefined ? 'SYSADMIN' : foldName(request.role);
  const place = await enterPlace(account, emulator, request, role);
  const session = await openSession({
    id: emulator.sessions.newId(), account, user: request.user.toUpperCase(), client: request.client, parameters,
    context: { role, ...place, warehouse: request.warehouse === undefined ? defaultWarehouse : foldName(request.warehouse) },
  });
  return { session };
}

/** A name of a connection's settings: upper-case unless it is quoted. */
function foldName(text: string): string {
  return /^".*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text.toUpperCase();
}

async function enterPlace(account: Account, emulator: Emulator, request: LoginRequest, role: string): Promise<{ database: string | undefined; schema: string | undefined }> {
  if (request.database === undefined) return { database: undefined, schema: undefined };
  const database = foldName(request.database);
  const schema = request.schema === undefined ? 'PUBLIC' : foldName(request.schema);
  const options = { now: emulator.options.clock(), owner: role };
  if (emulator.options.autoCreate) await account.changes.run(async () => undefined);
  if (emulator.options.autoCreate && account.catalog.database(database) === undefined) {
    await commitChanges(account, new UnitOfWork(account.connection), createDatabase(account, database, options));
  }
  if (account.catalog.database(database) === undefined) return { database: undefined, schema: undefined };
  if (emulator.options.autoCreate && account.catalog.schema(database, schema) === undefined) {
    await commitChanges(account, new UnitOfWork(account.connection), [addSchema(schemaEntry(account, database, schema, options))]);
  }
  return { database, schema: account.catalog.schema(database, schema) === undefined ? undefined : schema };
}
