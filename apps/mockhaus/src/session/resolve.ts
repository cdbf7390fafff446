import { foldIdentifier } from '@millrace/dialects';
import type { Identifier } from '@millrace/sql-ir';
import type { ObjectEntry, ObjectKind, QualifiedName, SchemaEntry, TableEntry } from '../catalog/entries.ts';
import { missing, SqlFailure, shapes } from '../failures.ts';
import type { Session } from './session.ts';

/** The exact names an identifier list stands for: unquoted ones are upper-cased. */
export function foldNames(name: readonly Identifier[]): readonly string[] {
  return name.map((part) => foldIdentifier(part, 'snowflake'));
}

/** A name as messages show it. */
export function displayName(parts: readonly string[]): string {
  return parts.map((part) => (/^[A-Z_][A-Z0-9_$]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`)).join('.');
}

/**
 * Completes a name of one to three parts with the session's database and schema.
 *
 * @param action for the message: `SELECT`, `CREATE TABLE`, …
 * @throws SqlFailure 090105 or 090106 when the session has no database or schema and the name needs one.
 */
export function qualify(session: Session, parts: readonly string[], action: string): QualifiedName {
  const [name = '', schema = session.context.schema, database = session.context.database] = parts.toReversed();
  if (database === undefined) throw new SqlFailure(shapes.noDatabase, `Cannot perform ${action}. This session does not have a current database. Call 'USE DATABASE', or use a qualified name.`);
  if (schema === undefined) throw new SqlFailure(shapes.noSchema, `Cannot perform ${action}. This session does not have a current schema. Call 'USE SCHEMA', or use a qualified name.`);
  return [database, schema, name];
}

/** The key of a name in a map. */
export function nameKey(name: QualifiedName): string {
  return JSON.stringify(name);
}

/** The table or view of a complete name; the session's temporary tables hide others. */
export function lookUpTable(session: Session, name: QualifiedName): TableEntry | undefined {
  return session.temporary.tables.get(nameKey(name)) ?? session.account.catalog.table(name);
}

/** The stage, file format or sequence of a complete name; the session's temporary ones hide others. */
export function lookUpObject(session: Session, kind: ObjectKind, name: QualifiedName): ObjectEntry | undefined {
  return session.temporary.objects.get(`${kind}${nameKey(name)}`) ?? session.account.catalog.object(kind, name);
}

/** The table or view that a statement names. @throws SqlFailure 002003 */
export function requireTable(session: Session, parts: readonly string[], action: string): TableEntry {
  const name = qualify(session, parts, action);
  requireSchema(session, name);
  const found = lookUpTable(session, name);
  if (found === undefined) throw missing('Table', displayName(parts));
  return found;
}

/** The schema of a complete name. @throws SqlFailure 002003 when it or its database is missing. */
export function requireSchema(session: Session, [database, schema]: readonly [string, string, ...string[]]): SchemaEntry {
  if (session.account.catalog.database(database) === undefined) throw missing('Database', displayName([database]));
  const found = session.account.catalog.schema(database, schema);
  if (found === undefined) throw missing('Schema', displayName([database, schema]));
  return found;
}

/** A stage, file format or sequence that a statement names. @throws SqlFailure 002003 */
export function requireObject(session: Session, kind: ObjectKind, parts: readonly string[], action: string): ObjectEntry {
  const found = lookUpObject(session, kind, qualify(session, parts, action));
  if (found === undefined) throw missing(titleOf(kind), displayName(parts));
  return found;
}

/** An object's kind as messages write it: `File format`. */
export function titleOf(kind: string): string {
  return kind.slice(0, 1) + kind.slice(1).toLowerCase();
}
