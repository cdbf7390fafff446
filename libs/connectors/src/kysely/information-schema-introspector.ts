import { type ColumnMetadata, type DatabaseIntrospector, type Kysely, type TableMetadata } from 'kysely';

type InformationSchema = {
  'information_schema.schemata': { schema_name: string };
  'information_schema.tables': { table_schema: string; table_name: string; table_type: string };
  'information_schema.columns': { table_schema: string; table_name: string; column_name: string; data_type: string; is_nullable: string; column_default: string | null; ordinal_position: number };
};

/** Reads what exists from the SQL standard's INFORMATION_SCHEMA, for engines without a catalog of their own that Kysely knows. */
export function informationSchemaIntrospector(untyped: Kysely<unknown>): DatabaseIntrospector {
  const db = untyped.withTables<InformationSchema>();
  const getTables = async (): Promise<TableMetadata[]> => {
    const tables = await db.selectFrom('information_schema.tables').select(['table_schema', 'table_name', 'table_type']).execute();
    const columns = await db.selectFrom('information_schema.columns').selectAll().orderBy('ordinal_position').execute();
    return tables.map((table) => ({
      schema: table.table_schema,
      name: table.table_name,
      isView: table.table_type === 'VIEW',
      isForeign: false,
      columns: columns.filter((column) => column.table_schema === table.table_schema && column.table_name === table.table_name).map(describeColumn),
    }));
  };
  return {
    getSchemas: async () => (await db.selectFrom('information_schema.schemata').select('schema_name').execute()).map((schema) => ({ name: schema.schema_name })),
    getTables,
  };
}

function describeColumn(column: InformationSchema['information_schema.columns']): ColumnMetadata {
  return {
    name: column.column_name,
    dataType: column.data_type,
    isNullable: column.is_nullable === 'YES',
    hasDefaultValue: column.column_default !== null,
    isAutoIncrementing: column.column_default?.toLowerCase().includes('nextval') === true,
  };
}
