import type { EngineStatement } from '../engine/engine.ts';
import { quoteName } from '../engine/names.ts';
import type { SchemaEntry } from './entries.ts';
import { informationSchemaViews } from './information-schema-views.ts';

/** The engine's views of one database's INFORMATION_SCHEMA. @param schema the INFORMATION_SCHEMA itself. */
export function informationSchemaStatements(schema: SchemaEntry): readonly EngineStatement[] {
  // A view takes no parameters: the database's name is the one value here, written as a literal.
  const database = `'${schema.database.replaceAll("'", "''")}'`;
  return informationSchemaViews.map(({ name, query }) => ({
    sql: `CREATE VIEW ${quoteName(schema.physical, name)} AS ${query.replaceAll('$database', database)}`,
  }));
}
