import type { Statement } from '@millrace/sql-ir';
import { type Catalog, type CatalogTable, translateStatement, type Translation } from '@millrace/transpile';
import { sessionCatalog, type ExtraTables } from '../session/session-catalog.ts';
import type { StatementContext } from './context.ts';

/** Whose clock CURRENT_TIMESTAMP reads: the statement's start, or, for what runs later (DEFAULT, views), the engine's. */
export interface TranslateSettings {
  readonly clock: 'statement' | 'engine';
  /** A table of the catalog as this statement alone sees it. */
  readonly table?: CatalogTable;
}

/** Turns a query or DML statement into the engine's SQL, as this session means it. @throws ToolError with the binder's findings. */
export function translate(statement: Statement, context: StatementContext, extra?: ExtraTables, settings: TranslateSettings = { clock: 'statement' }): Translation {
  const { session, parameters } = context;
  return translateStatement(statement, {
    catalog: settings.table === undefined ? sessionCatalog(session, withResults(context, extra)) : seenAs(settings.table, sessionCatalog(session, withResults(context, extra))),
    source: context.source,
    session: {
      parameters: Object.fromEntries(parameters.all().map(({ name, value }) => [name, value])),
      variables: Object.fromEntries([...session.variables].map(([name, { value }]) => [name, value])),
      user: session.user,
      role: session.context.role,
      account: session.account.name,
      sessionId: String(session.id),
      ...(settings.clock === 'engine' ? {} : { now: context.now.toISOString() }),
      ...(session.context.warehouse === undefined ? {} : { warehouse: session.context.warehouse }),
      ...(session.queryIds.length === 0 ? {} : { lastQueryId: session.queryIds.at(-1) ?? '', queryIds: session.queryIds }),
      client: session.client,
    },
  });
}

/** The catalog with one table as it is given. */
function seenAs(table: CatalogTable, catalog: Catalog): Catalog {
  return { ...catalog, table: (parts) => {
    const found = catalog.table(parts);
    return found?.name.every((part, i) => part === table.name[i]) === true ? table : found;
  } };
}

/** The relations of one statement, with those that `->>` hands it. */
function withResults({ results = [] }: StatementContext, extra: ExtraTables | undefined): ExtraTables | undefined {
  return results.length === 0 ? extra : new Map([...(extra ?? []), ...results.map((table) => [table.name[2], table] as const)]);
}
