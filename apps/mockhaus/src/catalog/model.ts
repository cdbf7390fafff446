import { suggest } from '@millrace/diagnostics';
import type { DatabaseEntry, ObjectEntry, ObjectKind, QualifiedName, SchemaEntry, TableEntry } from './entries.ts';

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);

/** The catalog as it is in memory: what every lookup reads. Changed only through `Change`s, after they are committed. */
export class CatalogModel {
  readonly #databases = new Map<string, DatabaseEntry>();
  readonly #schemas = new Map<string, SchemaEntry>();
  readonly #tables = new Map<string, TableEntry>();
  readonly #objects = new Map<string, ObjectEntry>();
  #lastId = 0;

  /** A number that no table or object has had. */
  nextId(): number {
    return ++this.#lastId;
  }

  database(name: string): DatabaseEntry | undefined {
    return this.#databases.get(name);
  }

  databases(): readonly DatabaseEntry[] {
    return [...this.#databases.values()].toSorted(byName);
  }

  schema(database: string, name: string): SchemaEntry | undefined {
    return this.#schemas.get(keyOf(database, name));
  }

  schemas(database?: string): readonly SchemaEntry[] {
    return [...this.#schemas.values()].filter((entry) => database === undefined || entry.database === database).toSorted(byName);
  }

  table([database, schema, name]: QualifiedName): TableEntry | undefined {
    return this.#tables.get(keyOf(database, schema, name));
  }

  tables(database?: string, schema?: string): readonly TableEntry[] {
    return [...this.#tables.values()].filter((entry) => isIn(entry, database, schema)).toSorted(byName);
  }

  object(kind: ObjectKind, [database, schema, name]: QualifiedName): ObjectEntry | undefined {
    return this.#objects.get(keyOf(kind, database, schema, name));
  }

  objects(kind: ObjectKind, database?: string, schema?: string): readonly ObjectEntry[] {
    return [...this.#objects.values()].filter((entry) => entry.kind === kind && isIn(entry, database, schema)).toSorted(byName);
  }

  /** The table most like a name that was not found. */
  nearestTable(name: string): string | undefined {
    return suggest(name, [...this.#tables.values()].map((entry) => entry.name));
  }

  putDatabase(entry: DatabaseEntry): void {
    this.#databases.set(entry.name, entry);
  }

  removeDatabase(name: string): void {
    this.#databases.delete(name);
    for (const entry of this.schemas(name)) this.removeSchema(name, entry.name);
  }

  putSchema(entry: SchemaEntry): void {
    this.#schemas.set(keyOf(entry.database, entry.name), entry);
  }

  removeSchema(database: string, name: string): void {
    this.#schemas.delete(keyOf(database, name));
    for (const entry of this.tables(database, name)) this.removeTable(entry);
    for (const [key, entry] of this.#objects) if (isIn(entry, database, name)) this.#objects.delete(key);
  }

  putTable(entry: TableEntry): void {
    this.#lastId = Math.max(this.#lastId, entry.id);
    this.#tables.set(keyOf(entry.database, entry.schema, entry.name), entry);
  }

  removeTable(entry: TableEntry): void {
    this.#tables.delete(keyOf(entry.database, entry.schema, entry.name));
  }

  putObject(entry: ObjectEntry): void {
    this.#lastId = Math.max(this.#lastId, entry.id);
    this.#objects.set(keyOf(entry.kind, entry.database, entry.schema, entry.name), entry);
  }

  removeObject(entry: ObjectEntry): void {
    this.#objects.delete(keyOf(entry.kind, entry.database, entry.schema, entry.name));
  }
}

function isIn(entry: { readonly database: string; readonly schema: string }, database: string | undefined, schema: string | undefined): boolean {
  return (database === undefined || entry.database === database) && (schema === undefined || entry.schema === schema);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
