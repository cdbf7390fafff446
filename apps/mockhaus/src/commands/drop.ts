import { type Change, removeDatabase, removeObject, removeSchema } from '../catalog/change.ts';
import type { ObjectKind, QualifiedName } from '../catalog/entries.ts';
import { dropStorage } from '../catalog/table-ddl.ts';
import type { EngineStatement } from '../engine/engine.ts';
import { missing, SqlFailure, shapes, unsupported } from '../failures.ts';
import { statementTypes } from '../history/query-result.ts';
import { displayName, foldNames, lookUpObject, lookUpTable, qualify, titleOf } from '../session/resolve.ts';
import { stageKeyOf } from '../stages/stage-name.ts';
import type { Command, StatementContext } from './context.ts';
import { forgetObject } from './create-object.ts';
import { commitDdl, forgetTable } from './ddl.ts';
import { statusResult } from './results.ts';
import { lookUpFunction } from './user-functions.ts';
import { dropSequence } from '../catalog/sequence.ts';

/** What is to go: the catalog's changes and the engine's statements. */
interface Removal {
  readonly changes: readonly Change[];
  readonly storage: readonly EngineStatement[];
  readonly after?: () => Promise<void>;
}

/** DROP of anything. */
export const dropCommand: Command<'Drop'> = async (statement, context) => {
  const parts = foldNames(statement.name);
  const removal = statement.object === 'FUNCTION' ? functionRemoval(statement, context) : findRemoval(statement.object, parts, context);
  const shown = displayName([parts.at(-1) ?? '']);
  if (removal === undefined) {
    if (!statement.ifExists) throw missing(titleOf(statement.object), displayName(fullName(statement.object, parts, context)));
    return statusResult(`Drop statement executed successfully (${shown} already dropped).`);
  }
  await commitDdl(context, removal.changes, removal.storage);
  await removal.after?.();
  leaveWhatIsGone(context);
  return statusResult(`${shown} successfully dropped.`, statementTypes.ddl);
};

/** The name with which DROP says what is not there: complete, where the object stands in a schema. */
function fullName(object: string, parts: readonly string[], { session }: StatementContext): readonly string[] {
  if (object === 'DATABASE' || object === 'WAREHOUSE') return parts;
  return object === 'SCHEMA' ? qualify(session, [...parts, ''], 'DROP SCHEMA').slice(0, 2) : qualify(session, parts, `DROP ${object}`);
}

function findRemoval(object: string, parts: readonly string[], context: StatementContext): Removal | undefined {
  switch (object) {
    case 'DATABASE': return databaseRemoval(parts[0] ?? '', context);
    case 'SCHEMA': return schemaRemoval(parts, context);
    case 'TABLE': case 'VIEW': return tableRemoval(object, parts, context);
    case 'STAGE': case 'FILE FORMAT': case 'SEQUENCE': case 'WAREHOUSE': return objectRemoval(object, parts, context);
    default: throw unsupported(`DROP ${object}`);
  }
}

function functionRemoval({ name, signature }: Parameters<typeof dropCommand>[0], context: StatementContext): Removal | undefined {
  const entry = lookUpFunction(foldNames(name), signature, context, 'DROP FUNCTION');
  return entry === undefined ? undefined : { changes: [removeObject(entry)], storage: [] };
}

function databaseRemoval(name: string, { account }: StatementContext): Removal | undefined {
  if (account.catalog.database(name) === undefined) return undefined;
  return { changes: [removeDatabase(name, account.catalog.schemas(name))], storage: [] };
}

function schemaRemoval(parts: readonly string[], { account, session }: StatementContext): Removal | undefined {
  const [database, name] = qualify(session, [...parts, ''], 'DROP SCHEMA');
  const schema = account.catalog.schema(database, name);
  return schema === undefined ? undefined : { changes: [removeSchema(schema)], storage: [] };
}

function tableRemoval(object: 'TABLE' | 'VIEW', parts: readonly string[], { session }: StatementContext): Removal | undefined {
  const table = lookUpTable(session, qualify(session, parts, `DROP ${object}`));
  if (table === undefined) return undefined;
  if (table.kind !== object) throw new SqlFailure(shapes.invalidOperation, `Object found is of type '${table.kind}', not specified type '${object}'.`);
  return { changes: [forgetTable(session, table)], storage: dropStorage(table) };
}

function objectRemoval(kind: ObjectKind, parts: readonly string[], { session, account }: StatementContext): Removal | undefined {
  const name: QualifiedName = kind === 'WAREHOUSE' ? ['', '', parts.at(-1) ?? ''] : qualify(session, parts, `DROP ${kind}`);
  const entry = lookUpObject(session, kind, name);
  if (entry === undefined) return undefined;
  return {
    changes: [forgetObject(session, entry)],
    storage: kind === 'SEQUENCE' ? dropSequence(entry, account.catalog.tables()) : [],
    after: async () => {
      if (kind === 'STAGE') for (const file of account.stages.list(stageKeyOf(entry))) await account.stages.remove(file);
    },
  };
}

/** A session whose database or schema is dropped stands nowhere. */
function leaveWhatIsGone({ session, account }: StatementContext): void {
  const { context } = session;
  if (context.database !== undefined && account.catalog.database(context.database) === undefined) {
    context.database = undefined;
    context.schema = undefined;
  }
  if (context.database !== undefined && context.schema !== undefined && account.catalog.schema(context.database, context.schema) === undefined) context.schema = undefined;
}
