import { addSchema, type Change, putObject, removeDatabase, removeObject, removeSchema } from '../catalog/change.ts';
import type { ObjectEntry, ObjectKind, QualifiedName } from '../catalog/entries.ts';
import type { EngineStatement } from '../engine/engine.ts';
import { SqlFailure, shapes, unsupported } from '../failures.ts';
import { statementTypes } from '../history/query-result.ts';
import { createDatabase, schemaEntry } from '../session/account.ts';
import { displayName, foldNames, lookUpObject, nameKey, qualify, requireSchema } from '../session/resolve.ts';
import type { Session } from '../session/session.ts';
import type { Command, StatementContext } from './context.ts';
import { commitDdl } from './ddl.ts';
import { readSettings, settingText } from './properties.ts';
import { statusResult } from './results.ts';
import { createSequence, dropSequence } from '../catalog/sequence.ts';

type CreateObject = Parameters<Command<'CreateObject'>>[0];

/** CREATE of everything that is no table and no view. */
export const createObjectCommand: Command<'CreateObject'> = (statement, context) => {
  switch (statement.object) {
    case 'DATABASE': return createDatabaseCommand(statement, context);
    case 'SCHEMA': return createSchemaCommand(statement, context);
    case 'STAGE': case 'FILE FORMAT': case 'SEQUENCE': case 'WAREHOUSE': return createNamed(statement, context, statement.object);
    default: throw unsupported(`CREATE ${statement.object}`);
  }
};

const createDatabaseCommand: Command<'CreateObject'> = async (statement, context) => {
  if (statement.clone !== undefined) throw unsupported('CREATE DATABASE … CLONE');
  const [name = ''] = foldNames(statement.name);
  const before = context.account.catalog.database(name);
  if (before !== undefined && statement.ifNotExists) return statusResult(`${displayName([name])} already exists, statement succeeded.`, statementTypes.create);
  if (before !== undefined && !statement.orReplace) throw new SqlFailure(shapes.objectExists, `Object '${displayName([name])}' already exists.`);
  const removal = before === undefined ? [] : [removeDatabase(name, context.account.catalog.schemas(name))];
  await commitDdl(context, [...removal, ...createDatabase(context.account, name, creation(statement, context))]);
  // Creating a database also enters it.
  context.session.context.database = name;
  context.session.context.schema = 'PUBLIC';
  return statusResult(`Database ${displayName([name])} successfully created.`, statementTypes.create);
};

const createSchemaCommand: Command<'CreateObject'> = async (statement, context) => {
  if (statement.clone !== undefined) throw unsupported('CREATE SCHEMA … CLONE');
  const [database, name] = qualify(context.session, [...foldNames(statement.name), ''], 'CREATE SCHEMA');
  if (context.account.catalog.database(database) === undefined) throw new SqlFailure(shapes.namespaceMissing, `Database '${displayName([database])}' does not exist or not authorized.`);
  const before = context.account.catalog.schema(database, name);
  if (before !== undefined && statement.ifNotExists) return statusResult(`${displayName([name])} already exists, statement succeeded.`, statementTypes.create);
  if (before !== undefined && !statement.orReplace) throw new SqlFailure(shapes.objectExists, `Object '${displayName([database, name])}' already exists.`);
  const removal = before === undefined ? [] : [removeSchema(before)];
  await commitDdl(context, [...removal, addSchema(schemaEntry(context.account, database, name, creation(statement, context)))]);
  context.session.context.database = database;
  context.session.context.schema = name;
  return statusResult(`Schema ${displayName([name])} successfully created.`, statementTypes.create);
};

function creation(statement: CreateObject, context: StatementContext): { now: number; owner: string; comment: string; isTransient: boolean } {
  return {
    now: context.now.getTime(), owner: context.session.context.role, comment: settingText(readSettings(statement.properties), 'COMMENT') ?? '',
    isTransient: statement.modifiers.includes('TRANSIENT'),
  };
}

const titles: Readonly<Record<ObjectKind, string>> = { STAGE: 'Stage area', 'FILE FORMAT': 'File format', SEQUENCE: 'Sequence', WAREHOUSE: 'Warehouse', FUNCTION: 'Function' };

async function createNamed(statement: CreateObject, context: StatementContext, kind: ObjectKind): Promise<ReturnType<typeof statusResult>> {
  const { session } = context;
  const parts = foldNames(statement.name);
  const name: QualifiedName = kind === 'WAREHOUSE' ? ['', '', parts.at(-1) ?? ''] : qualify(session, parts, `CREATE ${kind}`);
  if (kind !== 'WAREHOUSE') requireSchema(session, name);
  const before = lookUpObject(session, kind, name);
  if (before !== undefined && statement.ifNotExists) return statusResult(`${displayName([name[2]])} already exists, statement succeeded.`, statementTypes.create);
  if (before !== undefined && !statement.orReplace) throw new SqlFailure(shapes.objectExists, `Object '${displayName(name)}' already exists.`);
  const settings = readSettings(statement.properties);
  const entry: ObjectEntry = {
    id: context.account.catalog.nextId(), kind, database: name[0], schema: name[1], name: name[2],
    createdOn: context.now.getTime(), owner: session.context.role, comment: settingText(settings, 'COMMENT') ?? '',
    isTemporary: statement.modifiers.some((modifier) => modifier === 'TEMPORARY' || modifier === 'TEMP'), settings,
  };
  const storage: EngineStatement[] = kind === 'SEQUENCE' ? [...(before === undefined ? [] : dropSequence(before, context.account.catalog.tables())), createSequence(entry)] : [];
  await commitDdl(context, [...(before === undefined ? [] : [forgetObject(session, before)]), recordObject(session, entry)], storage);
  if (kind === 'WAREHOUSE') session.context.warehouse = entry.name;
  return statusResult(`${titles[kind]} ${displayName([entry.name])} successfully created.`, statementTypes.create);
}

function recordObject(session: Session, entry: ObjectEntry): Change {
  if (!entry.isTemporary) return putObject(entry);
  return { statements: [], apply: () => { session.temporary.objects.set(temporaryKey(entry), entry); } };
}

/** Forgets a stage, file format, sequence or warehouse. */
export function forgetObject(session: Session, entry: ObjectEntry): Change {
  if (!entry.isTemporary) return removeObject(entry);
  return { statements: [], apply: () => { session.temporary.objects.delete(temporaryKey(entry)); } };
}

function temporaryKey(entry: ObjectEntry): string {
  return `${entry.kind}${nameKey([entry.database, entry.schema, entry.name])}`;
}
