import type { Show } from '@millrace/sql-ir';
import { missing, unsupported } from '../failures.ts';
import { statementTypes } from '../history/query-result.ts';
import { displayName, foldNames, requireTable } from '../session/resolve.ts';
import type { Command, StatementContext } from './context.ts';
import { likePattern } from './like-pattern.ts';
import { rowsResult } from './results.ts';
import { showCatalogs } from './show-catalog.ts';
import type { ShowItem, ShowKind, ShowScope } from './show-kind.ts';
import { showObjects } from './show-objects.ts';

const kinds: ReadonlyMap<string, ShowKind> = new Map(Object.entries({ ...showCatalogs, ...showObjects }));

/** SHOW, with LIKE, IN, STARTS WITH, LIMIT and TERSE. */
export const showCommand: Command<'Show'> = async (statement, context) => {
  const kind = kinds.get(statement.object);
  if (kind === undefined) throw unsupported(`SHOW ${statement.object}`);
  const items = (await kind.items(context, scopeOf(statement, context))).filter((item) => isWanted(item, statement));
  const columns = statement.terse && kind.terse !== undefined ? kind.columns.filter(({ name }) => kind.terse?.includes(name)) : kind.columns;
  const rows = page(items, statement).map(({ row }) => columns.map(({ name }) => row[name] ?? null));
  const result = rowsResult(columns, rows, statementTypes.show);
  return context.request.describeOnly ? { ...result, batches: [], total: 0 } : result;
};

function isWanted(item: ShowItem, statement: Show): boolean {
  if (statement.like !== undefined && !likePattern(statement.like).test(item.name)) return false;
  return statement.startsWith === undefined || item.name.startsWith(statement.startsWith);
}

function page(items: readonly ShowItem[], statement: Show): readonly ShowItem[] {
  const { from, limit } = statement;
  const after = from === undefined ? items : items.filter(({ name }) => name > from);
  return limit?.kind === 'Literal' && limit.type === 'number' ? after.slice(0, Number(limit.value)) : after;
}

function scopeOf(statement: Show, context: StatementContext): ShowScope {
  const { account, session } = context;
  const { database, schema } = session.context;
  if (statement.in === undefined) return { database, schema, table: undefined };
  const parts = foldNames(statement.in.name);
  const [first] = parts;
  switch (statement.in.object) {
    case 'ACCOUNT': return { database: undefined, schema: undefined, table: undefined };
    case 'DATABASE':
      if (first !== undefined && account.catalog.database(first) === undefined) throw missing('Database', displayName([first]));
      return { database: first ?? database, schema: undefined, table: undefined };
    case 'TABLE': case 'VIEW': {
      const table = requireTable(session, parts, 'SHOW');
      return { database: table.database, schema: table.schema, table: table.name };
    }
    case 'SCHEMA': return schemaScope(parts, context);
    default: return parts.length === 1 && first !== undefined && account.catalog.database(first) !== undefined && account.catalog.schema(database ?? '', first) === undefined
      ? { database: first, schema: undefined, table: undefined }
      : schemaScope(parts, context);
  }
}

function schemaScope(parts: readonly string[], { account, session }: StatementContext): ShowScope {
  const [schema = session.context.schema, database = session.context.database] = parts.toReversed();
  if (database !== undefined && account.catalog.database(database) === undefined) throw missing('Database', displayName([database]));
  if (database !== undefined && schema !== undefined && account.catalog.schema(database, schema) === undefined) throw missing('Schema', displayName([database, schema]));
  return { database, schema, table: undefined };
}
