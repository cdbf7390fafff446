import { isSecretName, locate, redact } from '@millrace/diagnostics';
import { createHash } from 'node:crypto';
import type { CompiledPipeline } from './compile.ts';
import { commonSourceParameters } from './formats.ts';
import type { JsonValue } from './resolve-json.ts';
import { shownTable, type Step } from './step.ts';

/** One operation of a plan as plain JSON. */
export type PlanOperation = Readonly<Record<string, JsonValue>>;

/** A plan as plain JSON; the same pipeline and variables give the same text. */
export interface PlanJson {
  readonly pipeline_name: string;
  readonly operations: readonly PlanOperation[];
  readonly operation_count: number;
}

function withoutSecrets(value: JsonValue, name: string = ''): JsonValue {
  if (typeof value === 'string') return isSecretName(name) ? '***' : redact(value);
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map((item: JsonValue) => withoutSecrets(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item, key)]));
}

function hashOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}

function placeOf(step: Step): PlanOperation {
  const { line, column } = locate(step.text.source, step.span.start);
  return { file: step.text.file, line, column };
}

function operationOf(step: Step, sources: ReadonlyMap<string, Step>): PlanOperation {
  const base = { depends_on: step.dependsOn, ...placeOf(step) };
  switch (step.kind) {
    case 'source': {
      const query = Object.fromEntries(Object.entries(step.settings.values).filter(([name]) => step.connector === undefined || Object.hasOwn(step.settings.spans, name)));
      const sync = { sync_mode: step.incremental === undefined ? 'full_refresh' : 'incremental', cursor_field: step.incremental?.cursor ?? null, primary_key: step.primaryKey };
      const origin = step.connector === undefined ? { connector_type: step.type, source_connector_type: step.type } : { is_from_profile: true, profile_connector_name: step.connector, connector_type: step.type };
      return { id: step.id, type: 'source_definition', name: step.name, ...origin, query: withoutSecrets(query), ...sync, ...base };
    }
    case 'load': {
      const source = sources.get(step.source);
      const table = shownTable(step.table);
      const where = step.where === undefined ? {} : { where: step.where.text, sql_hash: hashOf(step.where.text) };
      return {
        id: step.id, type: 'load', name: table, source_name: step.source, target_table: table, source_connector_type: source?.kind === 'source' ? source.type : '',
        mode: step.mode, upsert_keys: step.keys, query: { source_name: step.source, table_name: table }, ...where, ...base,
      };
    }
    case 'transform': {
      const { mode } = step;
      const extra = mode.type === 'UPSERT' ? { keys: mode.keys } : mode.type === 'INCREMENTAL' ? { time_column: mode.by, lookback: mode.lookbackDays } : {};
      return {
        id: step.id, type: 'transform', name: shownTable(step.table), object: step.object.toLowerCase(), query: step.sql.text, is_replace: step.orReplace, temporary: step.temporary,
        mode: mode.type, ...extra, sql_hash: hashOf(step.sql.text), ...base,
      };
    }
    case 'export': {
      const sql = 'sql' in step.query ? step.query.sql.text : `SELECT * FROM ${shownTable(step.query.table)}`;
      const subject = 'table' in step.query ? shownTable(step.query.table) : null;
      return {
        id: step.id, type: 'export', source_table: subject, source_connector_type: step.type,
        query: { sql_query: sql, destination_uri: redact(step.destination), options: withoutSecrets(step.settings.values), type: step.type }, sql_hash: hashOf(sql), ...base,
      };
    }
  }
}

/** The plan as data to print or to keep, with passwords removed. */
export function planJson(compiled: CompiledPipeline): PlanJson {
  const sources = new Map(compiled.steps.filter((step) => step.kind === 'source').map((step) => [step.name, step]));
  const operations = compiled.steps.map((step) => operationOf(step, sources));
  return { pipeline_name: compiled.name, operations, operation_count: operations.length };
}

/** The parameters of a source that are its connector's own. */
export function connectorParameters(values: Readonly<Record<string, JsonValue>>): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !commonSourceParameters.includes(name)));
}
