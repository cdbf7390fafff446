import type { Catalog, CatalogTable } from '@millrace/transpile';
import type { TableEntry } from '../catalog/entries.ts';
import { informationSchemaViews } from '../catalog/information-schema-views.ts';
import { functionOf, overloadFor } from '../catalog/user-function.ts';
import type { Session } from './session.ts';
import { sequenceName } from '../catalog/sequence.ts';
import { lookUpObject, lookUpTable, qualify } from './resolve.ts';

/** Relations that exist for one statement alone: bound rows, stage files, earlier results. By their single, exact name. */
export type ExtraTables = ReadonlyMap<string, CatalogTable>;

/** The catalog as one session sees it. */
export function sessionCatalog(session: Session, extra: ExtraTables = new Map()): Catalog {
  const { database, schema } = session.context;
  return {
    ...(database === undefined ? {} : { currentDatabase: database }),
    ...(schema === undefined ? {} : { currentSchema: schema }),
    table: (parts) => {
      const [only] = parts;
      const special = parts.length === 1 && only !== undefined ? extra.get(only) : undefined;
      return special ?? find(session, parts);
    },
    sequence: (parts) => {
      if (database === undefined || schema === undefined) return undefined;
      const entry = lookUpObject(session, 'SEQUENCE', qualify(session, parts, 'SELECT'));
      return entry === undefined ? undefined : sequenceName(entry);
    },
    userFunction: (parts, args) => {
      const [name, inSchema = schema, inDatabase = database] = parts.toReversed();
      const candidates = session.account.catalog.objects('FUNCTION', inDatabase, inSchema).map(functionOf).filter((candidate) => candidate.name === name);
      return overloadFor(candidates, args)?.meaning;
    },
    suggestions: () => session.account.catalog.tables(database, schema).map(({ name }) => name),
  };
}

function find(session: Session, parts: readonly string[]): CatalogTable | undefined {
  const [name, schema = session.context.schema, database = session.context.database] = parts.toReversed();
  if (name === undefined || schema === undefined || database === undefined) return undefined;
  if (schema === 'INFORMATION_SCHEMA') return informationSchemaTable(session, database, name);
  const found = lookUpTable(session, [database, schema, name]);
  return found === undefined ? undefined : catalogTable(found);
}

/** A table as the binder sees it. */
export function catalogTable(entry: TableEntry): CatalogTable {
  return {
    name: [entry.database, entry.schema, entry.name],
    physicalName: entry.physical,
    columns: entry.columns.map(({ name, type, nullable, physical }) => ({ name, type, nullable, ...(physical === name ? {} : { physicalName: physical }) })),
  };
}

function informationSchemaTable(session: Session, database: string, name: string): CatalogTable | undefined {
  const schema = session.account.catalog.schema(database, 'INFORMATION_SCHEMA');
  const view = informationSchemaViews.find((candidate) => candidate.name === name);
  if (schema === undefined || view === undefined) return undefined;
  return {
    name: [database, 'INFORMATION_SCHEMA', name],
    physicalName: [schema.physical, name],
    columns: view.columns.map((column) => ({ ...column, nullable: true })),
  };
}
