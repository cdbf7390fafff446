import type { Span } from '@millrace/diagnostics';
import type { SourceText } from '../dsl/statement.ts';
import type { JsonValue } from './resolve-json.ts';
import type { SqlText } from './substitute.ts';

/** Resolved PARAMS or OPTIONS, and where each key stands. */
export interface Settings {
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly spans: Readonly<Record<string, Span>>;
}

/** What every step has: an id that stays the same between compilations, and its place in the file. */
interface StepBase {
  readonly id: string;
  readonly text: SourceText;
  readonly span: Span;
  /** Ids of the steps that must be done before. */
  readonly dependsOn: readonly string[];
}

/** A table or view of the pipeline's database: `t` or `schema.t`, parts as written. */
export type TableName = readonly string[];

export interface Incremental {
  readonly cursor: string;
  /** Seconds read again before the watermark, for rows that arrive late. */
  readonly lookback: number;
}

export interface SourceStep extends StepBase {
  readonly kind: 'source';
  readonly name: string;
  /** Lower-cased connector kind: `csv`, `parquet`, `json`, `postgres`, … */
  readonly type: string;
  /** The profile's connector that it was written with. */
  readonly connector?: string;
  readonly settings: Settings;
  readonly primaryKey: readonly string[];
  readonly incremental?: Incremental;
}

export type LoadMode = 'REPLACE' | 'APPEND' | 'UPSERT';

export interface LoadStep extends StepBase {
  readonly kind: 'load';
  readonly table: TableName;
  readonly source: string;
  readonly mode: LoadMode;
  readonly keys: readonly string[];
  readonly onDuplicate: 'error' | 'first' | 'last';
  readonly where?: SqlText;
}

export type TransformMode =
  | { readonly type: 'REPLACE' | 'APPEND' }
  | { readonly type: 'UPSERT'; readonly keys: readonly string[] }
  | { readonly type: 'INCREMENTAL'; readonly by: string; readonly lookbackDays: number };

export interface TransformStep extends StepBase {
  readonly kind: 'transform';
  readonly object: 'TABLE' | 'VIEW';
  /** Dropped when the run ends. */
  readonly temporary: boolean;
  readonly orReplace: boolean;
  readonly table: TableName;
  readonly mode: TransformMode;
  readonly sql: SqlText;
}

export interface ExportStep extends StepBase {
  readonly kind: 'export';
  readonly query: { readonly sql: SqlText } | { readonly table: TableName; readonly span: Span };
  /** A path or a URL; may hold a password, so it is shown redacted only. */
  readonly destination: string;
  /** Lower-cased: `csv`, `tsv`, `parquet`, `json`, `jsonl`, or a connector kind. */
  readonly type: string;
  readonly connector?: string;
  readonly settings: Settings;
}

export type Step = SourceStep | LoadStep | TransformStep | ExportStep;

/** A table's name as people read it. */
export function shownTable(table: TableName): string {
  return table.join('.');
}

/** What a step is called in messages: `LOAD t`, `CREATE TABLE u`, `EXPORT 'out.csv'`. */
export function stepLabel(step: Step): string {
  switch (step.kind) {
    case 'source': return `SOURCE ${step.name}`;
    case 'load': return `LOAD ${shownTable(step.table)}`;
    case 'transform': return `CREATE ${step.object} ${shownTable(step.table)}`;
    case 'export': return 'sql' in step.query ? 'EXPORT SELECT' : `EXPORT ${shownTable(step.query.table)}`;
  }
}

/** The short name of a step in reports: its source, its table, or what it exports. */
export function stepName(step: Step): string {
  switch (step.kind) {
    case 'source': return step.name;
    case 'load': case 'transform': return shownTable(step.table);
    case 'export': return step.id.replace(/^export_/, '');
  }
}
