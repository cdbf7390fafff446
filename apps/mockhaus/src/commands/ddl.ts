import type { Change } from '../catalog/change.ts';
import { putTable, removeTable } from '../catalog/change.ts';
import type { TableEntry } from '../catalog/entries.ts';
import type { EngineStatement } from '../engine/engine.ts';
import { commitChanges, temporarySchema } from '../session/account.ts';
import { nameKey } from '../session/resolve.ts';
import type { Session } from '../session/session.ts';
import { quoteName } from '../engine/names.ts';
import type { StatementContext } from './context.ts';

/** Commits catalog changes with their engine statements; DDL ends an open transaction first. */
export function commitDdl(context: StatementContext, changes: readonly Change[], first: readonly EngineStatement[] = []): Promise<void> {
  return commitChanges(context.account, context.lane.unit, changes, first);
}

/** Records a table or view where it belongs: in the catalog, or, when temporary, with the session. */
export function recordTable(session: Session, entry: TableEntry): Change {
  if (entry.persistence !== 'TEMPORARY') return putTable(entry);
  return { statements: [], apply: () => { session.temporary.tables.set(nameKey([entry.database, entry.schema, entry.name]), entry); } };
}

/** Forgets a table or view. */
export function forgetTable(session: Session, entry: TableEntry): Change {
  if (entry.persistence !== 'TEMPORARY') return removeTable(entry);
  return { statements: [], apply: () => { session.temporary.tables.delete(nameKey([entry.database, entry.schema, entry.name])); } };
}

/** The engine's schema for the session's temporary tables, made when first needed. */
export async function ensureTemporarySchema(session: Session): Promise<string> {
  const name = temporarySchema(session.id);
  if (!session.temporary.hasSchema) await session.account.connection.run({ sql: `CREATE SCHEMA IF NOT EXISTS ${quoteName(name)}` });
  session.temporary.hasSchema = true;
  return name;
}
