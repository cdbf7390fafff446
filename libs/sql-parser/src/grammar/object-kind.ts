import type { SqlParser } from '../parser.ts';

/** Every kind of object that a statement may name, one a line or several of one family; https://docs.snowflake.com/en/sql-reference/sql-all */
const kinds: readonly string[] = `
  TABLE, EXTERNAL TABLE, DYNAMIC TABLE, ICEBERG TABLE, DYNAMIC ICEBERG TABLE, HYBRID TABLE, EVENT TABLE, INTERACTIVE TABLE, ONLINE FEATURE TABLE
  VIEW, MATERIALIZED VIEW, SEMANTIC VIEW, DATABASE, SCHEMA, SEQUENCE, INDEX, TYPE, TAG, STREAM, TASK, PIPE, STAGE, FILE FORMAT, ALERT, DATASET
  FUNCTION, EXTERNAL FUNCTION, PROCEDURE, DATA METRIC FUNCTION, AGGREGATE FUNCTION, MACRO, EXTENSION, DOMAIN, TRIGGER, CUSTOM_CLASSIFIER
  ROLE, DATABASE ROLE, APPLICATION ROLE, USER, ORGANIZATION USER, ORGANIZATION USER GROUP, WAREHOUSE, INTERACTIVE WAREHOUSE, ADAPTIVE WAREHOUSE, RESOURCE MONITOR
  ACCOUNT, MANAGED ACCOUNT, ORGANIZATION ACCOUNT, ORGANIZATION PROFILE, ORGANIZATION, SHARE, LISTING, EXTERNAL LISTING, ORGANIZATION LISTING, AVAILABLE LISTING
  POLICY, MASKING POLICY, ROW ACCESS POLICY, NETWORK POLICY, SESSION POLICY, PASSWORD POLICY, AUTHENTICATION POLICY, AGGREGATION POLICY, PROJECTION POLICY
  JOIN POLICY, PACKAGES POLICY, PRIVACY POLICY, FEATURE POLICY, STORAGE LIFECYCLE POLICY, BACKUP POLICY, SNAPSHOT POLICY, MAINTENANCE POLICY
  NETWORK RULE, SECRET, CONNECTION, FAILOVER GROUP, REPLICATION GROUP, BACKUP SET, SNAPSHOT SET, SNAPSHOT, CONTACT
  INTEGRATION, STORAGE INTEGRATION, API INTEGRATION, NOTIFICATION INTEGRATION, SECURITY INTEGRATION, CATALOG INTEGRATION, EXTERNAL ACCESS INTEGRATION
  EXTERNAL VOLUME, COMPUTE POOL, IMAGE REPOSITORY, GIT REPOSITORY, ARTIFACT REPOSITORY, SERVICE, CORTEX SEARCH SERVICE, GATEWAY, STREAMLIT, NOTEBOOK, NOTEBOOK PROJECT
  APPLICATION, APPLICATION PACKAGE, APPLICATION SERVICE, MODEL, MODEL MONITOR, AGENT, MCP SERVER, EXTERNAL MCP SERVER, WORKSPACE, DBT PROJECT, PROVISIONED THROUGHPUT, EXPERIMENT, CLASS
  PROJECT, CATALOG LINKED DATABASE, USER FUNCTION, COLUMN, CONSTRAINT, OPENFLOW DATA PLANE INTEGRATION, DCM PROJECT, OPENFLOW RUNTIME, DATA EXCHANGE, OBJECT, EXTERNAL AGENT, POSTGRES INSTANCE, WORKLOAD GROUP, CONFIGURATION, SPECIFICATION
`.trim().split(/\s*[,\n]\s*/);

/** The kinds by their first word, those of more words first. */
const byFirst: ReadonlyMap<string, readonly (readonly string[])[]> = Map.groupBy(
  kinds.map((kind) => kind.split(' ')).toSorted((a, b) => b.length - a.length), ([first = '']) => first,
);

/** Kinds that only PostgreSQL or DuckDB knows. */
const engineKinds: Readonly<Record<string, readonly (readonly string[])[]>> = {
  postgres: ['FOREIGN DATA WRAPPER', 'FOREIGN TABLE', 'USER MAPPING', 'PUBLICATION', 'SUBSCRIPTION', 'SERVER', 'COLLATION', 'STATISTICS'].map((kind) => kind.split(' ')),
  duckdb: [['MACRO', 'TABLE'], ['PERSISTENT', 'SECRET'], ['TEMPORARY', 'SECRET']],
};

/** Takes the words of a kind of object when they are next; `follows` says whether the token after them lets them be that. */
export function maybeObjectKind(p: SqlParser, follows: (n: number) => boolean = () => true): string | undefined {
  const fits = (words: readonly string[]): boolean => p.atAll(...words) && follows(words.length + 1);
  const found = engineKinds[p.vocabulary.dialect]?.find(fits) ?? byFirst.get(p.peek().text)?.find(fits);
  if (found === undefined) return undefined;
  p.acceptAll(...found);
  return found.join(' ');
}

/** The words that say what kind of object a statement is about. */
export function objectKind(p: SqlParser): string {
  return maybeObjectKind(p) ?? className(p) ?? p.fail('TABLE', 'VIEW', 'SCHEMA', 'DATABASE');
}

/** A class, whose instances are objects too: `SNOWFLAKE.ML.FORECAST`; https://docs.snowflake.com/en/sql-reference/snowflake-db-classes */
export function className(p: SqlParser): string | undefined {
  if (p.vocabulary.dialect !== 'snowflake' || p.peek().kind !== 'word' || p.peekAt(2).text !== '.') return undefined;
  let name = p.word();
  while (p.accept('.')) name += `.${p.word('a class')}`;
  return name;
}

const singulars: Readonly<Record<string, string>> = {
  POLICIES: 'POLICY', REPOSITORIES: 'REPOSITORY', INDEXES: 'INDEX', CLASSES: 'CLASS', IMAGE_REPOSITORIES: 'IMAGE REPOSITORY', ALIASES: 'ALIAS',
};

/** TABLE for TABLES, ROW ACCESS POLICY for ROW ACCESS POLICIES. */
export function singular(plural: string): string {
  const words = plural.split(' ');
  const last = words.pop() ?? '';
  return [...words, singulars[last] ?? (last.endsWith('S') ? last.slice(0, -1) : last)].join(' ');
}

/** The single words of kinds, for messages. */
export const kindWords: readonly string[] = [...new Set(kinds.map((kind) => kind.split(' ')[0] ?? ''))];
