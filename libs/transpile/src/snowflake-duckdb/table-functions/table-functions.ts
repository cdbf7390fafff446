import type { SqlType } from '../../types/sql-type.ts';
import { types } from '../../types/sql-type.ts';
import type { FunctionExample } from '../functions/record.ts';

/** What is known of one documented table function. */
export type TableFunctionRecord = RowsRecord | ServerRecord;

/** One that DuckDB's SQL can say: its columns, and queries from the documentation with the first column of their result. */
interface RowsRecord {
  readonly columns: readonly { readonly name: string; readonly type: SqlType; readonly nullable: boolean }[];
  readonly examples: readonly FunctionExample[];
  readonly docs: string;
}

/** One whose rows only a server has: the catalog may answer it (`Catalog.tableFunction`); without that answer the reason is the error. */
interface ServerRecord {
  readonly columns?: undefined;
  readonly unsupported: string;
  readonly docs: string;
}

const docs = 'https://docs.snowflake.com/en/sql-reference/functions/';
const splitColumns: RowsRecord['columns'] = [
  { name: 'SEQ', type: types.integer, nullable: false },
  { name: 'INDEX', type: types.integer, nullable: false },
  { name: 'VALUE', type: types.text, nullable: false },
];
const flattenColumns: RowsRecord['columns'] = [
  { name: 'SEQ', type: types.integer, nullable: false },
  { name: 'KEY', type: types.text, nullable: true },
  { name: 'PATH', type: types.text, nullable: true },
  { name: 'INDEX', type: types.integer, nullable: true },
  { name: 'VALUE', type: types.variant, nullable: true },
  { name: 'THIS', type: types.variant, nullable: true },
];

const document = "INPUT => PARSE_JSON('{\"a\":1, \"b\":[77,88], \"c\": {\"d\":\"X\"}}')";

/** Table functions with a rule of their own; the passes `lateral-rows`, `generator` and `table-rows` lower them. */
const rows: Readonly<Record<string, RowsRecord>> = {
  FLATTEN: { columns: flattenColumns, docs: `${docs}flatten`, examples: [
    { sql: "SELECT path || '=' || value FROM TABLE(FLATTEN(INPUT => PARSE_JSON('[1, ,77]'))) f", expected: ['[0]=1', '[2]=77'] },
    { sql: "SELECT f.path FROM TABLE(FLATTEN(INPUT => PARSE_JSON('{\"a\":1, \"b\":[77,88]}'), PATH => 'b')) f", expected: ['b[0]', 'b[1]'] },
    { sql: "SELECT COUNT(*) FROM TABLE(FLATTEN(INPUT => PARSE_JSON('[]'))) f", expected: '0' },
    { sql: "SELECT f.this FROM TABLE(FLATTEN(INPUT => PARSE_JSON('[]'), OUTER => TRUE)) f", expected: '[]' },
    { sql: `SELECT f.path FROM TABLE(FLATTEN(${document}, RECURSIVE => TRUE)) f`, expected: ['a', 'b', 'b[0]', 'b[1]', 'c', 'c.d'] },
    { sql: `SELECT f.this FROM TABLE(FLATTEN(${document}, RECURSIVE => TRUE)) f WHERE f.key IS NULL OR f.key = 'd'`, expected: ['[77,88]', '[77,88]', '{"d":"X"}'] },
    { sql: `SELECT f.key FROM TABLE(FLATTEN(${document}, RECURSIVE => TRUE, MODE => 'OBJECT')) f`, expected: ['a', 'b', 'c', 'd'] }] },
  SPLIT_TO_TABLE: { columns: splitColumns, docs: `${docs}split_to_table`, examples: [
    { sql: "SELECT table1.value FROM TABLE(SPLIT_TO_TABLE('a.b', '.')) AS table1 ORDER BY table1.value", expected: ['a', 'b'] },
    { sql: "SELECT seq || '/' || index || '/' || value FROM (SELECT column1 AS v FROM VALUES ('a.b.c'), ('d'), ('')) AS s, LATERAL SPLIT_TO_TABLE(s.v, '.') ORDER BY seq, index", expected: ['1/1/a', '1/2/b', '1/3/c', '2/1/d', '3/1/'] }] },
  STRTOK_SPLIT_TO_TABLE: { columns: splitColumns, docs: `${docs}strtok_split_to_table`, examples: [
    { sql: "SELECT seq || '/' || index || '/' || value FROM (SELECT column1 AS v FROM VALUES ('a b'), ('cde'), ('f|g'), ('')) AS s, LATERAL STRTOK_SPLIT_TO_TABLE(s.v, ' |') ORDER BY seq, index", expected: ['1/1/a', '1/2/b', '2/1/cde', '3/1/f', '3/2/g'] }] },
  GENERATOR: { columns: [], docs: `${docs}generator`, examples: [{ sql: 'SELECT SEQ4() FROM TABLE(GENERATOR(ROWCOUNT => 3)) v ORDER BY 1', expected: ['0', '1', '2'] }] },
};

/** Names by the reason why a tree of SQL cannot give their rows. */
const refusals: readonly { readonly reason: string; readonly names: string }[] = [
  { reason: 'the results of earlier queries are the server\'s', names: 'RESULT_SCAN GET_QUERY_OPERATOR_STATS BIND_VALUES' },
  { reason: 'the engine would count a sequence once for a whole lateral query, not for each row', names: 'GETNEXTVAL' },
  { reason: 'staged files are the server\'s', names: 'INFER_SCHEMA VALIDATE DIRECTORY VALIDATE_PIPE_LOAD EXTERNAL_TABLE_FILES EXTERNAL_TABLE_FILE_REGISTRATION_HISTORY STAGE_DIRECTORY_FILE_REGISTRATION_HISTORY AUTO_REFRESH_REGISTRATION_HISTORY ICEBERG_TABLE_FILES ICEBERG_TABLE_SNAPSHOT_REFRESH_HISTORY' },
  { reason: 'which objects use which is known to the server\'s catalog', names: 'GET_OBJECT_REFERENCES GET_LINEAGE POLICY_REFERENCES TAG_REFERENCES TAG_REFERENCES_ALL_COLUMNS TAG_REFERENCES_WITH_LINEAGE DATA_METRIC_FUNCTION_REFERENCES TASK_DEPENDENTS DYNAMIC_TABLES REPLICATION_GROUP_DANGLING_REFERENCES' },
  { reason: 'what the service has done and used is known to the server', names: 'ALERT_HISTORY AUTOMATIC_CLUSTERING_HISTORY AVAILABLE_LISTING_REFRESH_HISTORY COMPLETE_TASK_GRAPHS COPY_HISTORY CURRENT_TASK_GRAPHS DATABASE_REFRESH_HISTORY DATABASE_REFRESH_PROGRESS DATABASE_REFRESH_PROGRESS_BY_JOB DATABASE_REPLICATION_USAGE_HISTORY DATABASE_STORAGE_USAGE_HISTORY DATA_TRANSFER_HISTORY DYNAMIC_TABLE_GRAPH_HISTORY DYNAMIC_TABLE_REFRESH_HISTORY EXTERNAL_FUNCTIONS_HISTORY LISTING_REFRESH_HISTORY LOGIN_HISTORY LOGIN_HISTORY_BY_USER MATERIALIZED_VIEW_REFRESH_HISTORY NOTIFICATION_HISTORY PIPE_USAGE_HISTORY QUERY_ACCELERATION_HISTORY QUERY_HISTORY QUERY_HISTORY_BY_SESSION QUERY_HISTORY_BY_USER QUERY_HISTORY_BY_WAREHOUSE REPLICATION_GROUP_REFRESH_HISTORY REPLICATION_GROUP_REFRESH_HISTORY_ALL REPLICATION_GROUP_REFRESH_PROGRESS REPLICATION_GROUP_REFRESH_PROGRESS_ALL REPLICATION_GROUP_REFRESH_PROGRESS_BY_JOB REPLICATION_GROUP_USAGE_HISTORY REPLICATION_USAGE_HISTORY REST_EVENT_HISTORY SEARCH_OPTIMIZATION_HISTORY SERVERLESS_ALERT_HISTORY SERVERLESS_TASK_HISTORY STAGE_STORAGE_USAGE_HISTORY STORAGE_LIFECYCLE_POLICY_HISTORY TASK_HISTORY WAREHOUSE_LOAD_HISTORY WAREHOUSE_METERING_HISTORY CUMULATIVE_PRIVACY_LOSSES DATA_QUALITY_MONITORING_RESULTS' },
  { reason: 'it runs a text as a query, which is known only when it runs', names: 'TO_QUERY' },
  { reason: 'its answers come from models that only Snowflake runs', names: 'FORECAST ANOMALY_DETECTION CLASSIFICATION TOP_INSIGHTS CORTEX_SEARCH_DATA_SCAN CORTEX_SEARCH_REFRESH_HISTORY' },
];

const served: Readonly<Record<string, ServerRecord>> = Object.fromEntries(refusals.flatMap(({ reason, names }) =>
  names.split(' ').map((name): readonly [string, ServerRecord] => [name, { unsupported: reason, docs: docs + name.toLowerCase() }])));

/** Every documented table function by its last name. Rule: https://docs.snowflake.com/en/sql-reference/functions-table */
export const tableFunctions: Readonly<Record<string, TableFunctionRecord | undefined>> = { ...rows, ...served };
