import type { EngineStatement } from '../engine/engine.ts';
import { quoteName } from '../engine/names.ts';
import type { DatabaseEntry, ObjectEntry, SchemaEntry, TableEntry } from './entries.ts';
import { informationSchemaStatements } from './information-schema.ts';
import type { CatalogModel } from './model.ts';
import { typeFields } from './type-text.ts';

/** One change of the catalog: what the database file records, and what memory does once that is committed. */
export interface Change {
  readonly statements: readonly EngineStatement[];
  apply(model: CatalogModel): void;
}

/** Adds a database, or writes its settings anew. */
export function putDatabase(entry: DatabaseEntry): Change {
  return {
    statements: [
      { sql: 'DELETE FROM _mh.databases WHERE name = $1', parameters: [entry.name] },
      {
        sql: 'INSERT INTO _mh.databases VALUES ($1, epoch_ms($2::BIGINT), $3, $4, $5)',
        parameters: [entry.name, entry.createdOn, entry.owner, entry.comment, entry.isTransient],
      },
    ],
    apply: (model) => { model.putDatabase(entry); },
  };
}

/** Removes a database with all that is in it. @param schemas the schemas it has. */
export function removeDatabase(name: string, schemas: readonly SchemaEntry[]): Change {
  return {
    statements: [
      ...schemas.flatMap((schema) => removeSchema(schema).statements),
      { sql: 'DELETE FROM _mh.databases WHERE name = $1', parameters: [name] },
    ],
    apply: (model) => { model.removeDatabase(name); },
  };
}

/** Adds a schema and the engine's schema that will hold its data. */
export function addSchema(entry: SchemaEntry): Change {
  const isInformation = entry.name === 'INFORMATION_SCHEMA';
  return {
    statements: [
      {
        sql: 'INSERT INTO _mh.schemas VALUES ($1, $2, $3, epoch_ms($4::BIGINT), $5, $6, $7)',
        parameters: [entry.database, entry.name, entry.physical, entry.createdOn, entry.owner, entry.comment, entry.isTransient],
      },
      { sql: `CREATE SCHEMA ${quoteName(entry.physical)}` },
      ...(isInformation ? informationSchemaStatements(entry) : []),
    ],
    apply: (model) => { model.putSchema(entry); },
  };
}

/** Removes a schema with all that is in it. */
export function removeSchema(entry: SchemaEntry): Change {
  const place = [entry.database, entry.name];
  return {
    statements: [
      { sql: 'DELETE FROM _mh.columns WHERE table_id IN (SELECT id FROM _mh.tables WHERE database_name = $1 AND schema_name = $2)', parameters: place },
      { sql: 'DELETE FROM _mh.tables WHERE database_name = $1 AND schema_name = $2', parameters: place },
      { sql: 'DELETE FROM _mh.objects WHERE database_name = $1 AND schema_name = $2', parameters: place },
      { sql: 'DELETE FROM _mh.schemas WHERE database_name = $1 AND name = $2', parameters: place },
      { sql: `DROP SCHEMA IF EXISTS ${quoteName(entry.physical)} CASCADE` },
    ],
    apply: (model) => { model.removeSchema(entry.database, entry.name); },
  };
}

/** Records a table or view; its data is made by the command that asks for this. */
export function putTable(entry: TableEntry): Change {
  const { columns, ...rest } = entry;
  return {
    statements: [
      ...forgetTable(entry.id),
      {
        sql: 'INSERT INTO _mh.tables VALUES ($1, $2, $3, $4, $5, $6, epoch_ms($7::BIGINT), $8, $9, $10, $11)',
        parameters: [
          entry.id, entry.database, entry.schema, entry.name, entry.kind, entry.persistence, entry.createdOn, entry.owner, entry.comment,
          entry.definition ?? null, JSON.stringify(rest),
        ],
      },
      ...columns.map((column, index): EngineStatement => ({
        sql: 'INSERT INTO _mh.columns VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
        parameters: [
          entry.id, index + 1, column.name, ...typeFields(column.type), column.nullable,
          column.defaultText ?? null, column.comment ?? null, JSON.stringify(column),
        ],
      })),
    ],
    apply: (model) => {
      const before = model.tables().find(({ id }) => id === entry.id);
      if (before !== undefined) model.removeTable(before);
      model.putTable(entry);
    },
  };
}

/** Forgets a table or view. */
export function removeTable(entry: TableEntry): Change {
  return { statements: forgetTable(entry.id), apply: (model) => { model.removeTable(entry); } };
}

function forgetTable(id: number): readonly EngineStatement[] {
  return [
    { sql: 'DELETE FROM _mh.columns WHERE table_id = $1', parameters: [id] },
    { sql: 'DELETE FROM _mh.tables WHERE id = $1', parameters: [id] },
  ];
}

/** Records a stage, file format, sequence or warehouse. */
export function putObject(entry: ObjectEntry): Change {
  return {
    statements: [
      { sql: 'DELETE FROM _mh.objects WHERE id = $1', parameters: [entry.id] },
      {
        sql: 'INSERT INTO _mh.objects VALUES ($1, $2, $3, $4, $5, $6)',
        parameters: [entry.id, entry.kind, entry.database, entry.schema, entry.name, JSON.stringify(entry)],
      },
    ],
    apply: (model) => { model.putObject(entry); },
  };
}

/** Forgets a stage, file format, sequence or warehouse. */
export function removeObject(entry: ObjectEntry): Change {
  return {
    statements: [{ sql: 'DELETE FROM _mh.objects WHERE id = $1', parameters: [entry.id] }],
    apply: (model) => { model.removeObject(entry); },
  };
}
