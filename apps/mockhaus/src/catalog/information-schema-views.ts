import type { SqlType } from '@millrace/transpile';

/** One relation of INFORMATION_SCHEMA: its columns, and the engine's query over the catalog's own tables. */
export interface InformationSchemaView {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  /** `$database` stands for the database's name as a literal. */
  readonly query: string;
}

const text: SqlType = { type: 'varchar', length: 16_777_216 };
const count: SqlType = { type: 'number', precision: 38, scale: 0 };
const instant: SqlType = { type: 'timestamp_ltz', scale: 3 };

type Shape = readonly [name: string, type: SqlType, expression: string];

function view(name: string, from: string, shape: readonly Shape[]): InformationSchemaView {
  const engineType = (type: SqlType): string => (type === count ? 'DECIMAL(38, 0)' : type === instant ? 'TIMESTAMPTZ' : 'VARCHAR');
  return {
    name,
    columns: shape.map(([column, type]) => ({ name: column, type })),
    query: `SELECT ${shape.map(([column, type, expression]) => `CAST(${expression} AS ${engineType(type)}) AS "${column}"`).join(', ')} FROM ${from}`,
  };
}

const utc = (column: string): string => `${column} AT TIME ZONE 'UTC'`;
const isNumber = "c.type = 'NUMBER'";
const isTime = "(c.type = 'TIME' OR c.type LIKE 'TIMESTAMP%')";

/** The relations of INFORMATION_SCHEMA (https://docs.snowflake.com/en/sql-reference/info-schema). */
export const informationSchemaViews: readonly InformationSchemaView[] = [
  view('DATABASES', '_mh.databases d', [
    ['DATABASE_NAME', text, 'd.name'],
    ['DATABASE_OWNER', text, 'd.owner'],
    ['IS_TRANSIENT', text, "if(d.is_transient, 'YES', 'NO')"],
    ['COMMENT', text, "nullif(d.comment, '')"],
    ['CREATED', instant, utc('d.created_on')],
    ['LAST_ALTERED', instant, utc('d.created_on')],
    ['RETENTION_TIME', count, '1'],
    ['TYPE', text, "'STANDARD'"],
  ]),
  view('SCHEMATA', '_mh.schemas s WHERE s.database_name = $database', [
    ['CATALOG_NAME', text, 's.database_name'],
    ['SCHEMA_NAME', text, 's.name'],
    ['SCHEMA_OWNER', text, "if(s.name = 'INFORMATION_SCHEMA', NULL, s.owner)"],
    ['IS_TRANSIENT', text, "if(s.is_transient, 'YES', 'NO')"],
    ['IS_MANAGED_ACCESS', text, "'NO'"],
    ['RETENTION_TIME', count, '1'],
    ['CREATED', instant, utc('s.created_on')],
    ['LAST_ALTERED', instant, utc('s.created_on')],
    ['COMMENT', text, "nullif(s.comment, '')"],
  ]),
  view('TABLES', '_mh.tables t WHERE t.database_name = $database', [
    ['TABLE_CATALOG', text, 't.database_name'],
    ['TABLE_SCHEMA', text, 't.schema_name'],
    ['TABLE_NAME', text, 't.name'],
    ['TABLE_OWNER', text, 't.owner'],
    ['TABLE_TYPE', text, "if(t.kind = 'VIEW', 'VIEW', 'BASE TABLE')"],
    ['IS_TRANSIENT', text, "if(t.persistence = 'TRANSIENT', 'YES', 'NO')"],
    ['CLUSTERING_KEY', text, 'json_extract_string(t.entry, \'$.clusterBy\')'],
    ['ROW_COUNT', count, `if(t.kind = 'VIEW', NULL,
       (SELECT d.estimated_size FROM duckdb_tables() d WHERE d.schema_name = json_extract_string(t.entry, '$.physical[0]')
          AND d.table_name = json_extract_string(t.entry, '$.physical[1]')))`],
    ['BYTES', count, "if(t.kind = 'VIEW', NULL, 0)"],
    ['RETENTION_TIME', count, "if(t.kind = 'VIEW', NULL, 1)"],
    ['CREATED', instant, utc('t.created_on')],
    ['LAST_ALTERED', instant, utc('t.created_on')],
    ['AUTO_CLUSTERING_ON', text, "'NO'"],
    ['COMMENT', text, "nullif(t.comment, '')"],
    ['IS_TEMPORARY', text, "'NO'"],
    ['IS_ICEBERG', text, "'NO'"],
    ['IS_DYNAMIC', text, "'NO'"],
  ]),
  view('VIEWS', "_mh.tables t WHERE t.database_name = $database AND t.kind = 'VIEW'", [
    ['TABLE_CATALOG', text, 't.database_name'],
    ['TABLE_SCHEMA', text, 't.schema_name'],
    ['TABLE_NAME', text, 't.name'],
    ['TABLE_OWNER', text, 't.owner'],
    ['VIEW_DEFINITION', text, 't.definition'],
    ['CHECK_OPTION', text, "'NONE'"],
    ['IS_UPDATABLE', text, "'NO'"],
    ['INSERTABLE_INTO', text, "'NO'"],
    ['IS_SECURE', text, "'NO'"],
    ['CREATED', instant, utc('t.created_on')],
    ['LAST_ALTERED', instant, utc('t.created_on')],
    ['COMMENT', text, "nullif(t.comment, '')"],
  ]),
  view('COLUMNS', '_mh.columns c JOIN _mh.tables t ON t.id = c.table_id WHERE t.database_name = $database', [
    ['TABLE_CATALOG', text, 't.database_name'],
    ['TABLE_SCHEMA', text, 't.schema_name'],
    ['TABLE_NAME', text, 't.name'],
    ['COLUMN_NAME', text, 'c.name'],
    ['ORDINAL_POSITION', count, 'c.ordinal'],
    ['COLUMN_DEFAULT', text, 'c.default_text'],
    ['IS_NULLABLE', text, "if(c.nullable, 'YES', 'NO')"],
    // Snowflake names the kind, not the spelling: VARCHAR is TEXT here.
    ['DATA_TYPE', text, "if(c.type = 'VARCHAR', 'TEXT', c.type)"],
    ['CHARACTER_MAXIMUM_LENGTH', count, "if(c.type = 'VARCHAR', c.argument1, NULL)"],
    ['CHARACTER_OCTET_LENGTH', count, "if(c.type = 'VARCHAR', least(c.argument1 * 4, 16777216), if(c.type = 'BINARY', c.argument1, NULL))"],
    ['NUMERIC_PRECISION', count, `if(${isNumber}, c.argument1, NULL)`],
    ['NUMERIC_PRECISION_RADIX', count, `if(${isNumber}, 10, NULL)`],
    ['NUMERIC_SCALE', count, `if(${isNumber}, c.argument2, NULL)`],
    ['DATETIME_PRECISION', count, `if(${isTime}, c.argument1, NULL)`],
    ['IS_IDENTITY', text, "if(json_extract(c.entry, '$.identity') IS NULL, 'NO', 'YES')"],
    ['COMMENT', text, 'c.comment'],
  ]),
];
