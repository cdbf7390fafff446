import type { ColumnType, Generated } from 'kysely';

export type RunStatus = 'running' | 'succeeded' | 'failed' | 'interrupted';
export type StepStatus = 'pending' | 'running' | 'succeeded' | 'failed' | 'skipped';
export type ValueType = 'text' | 'number' | 'bigint' | 'boolean';

/** 64-bit counts come back as bigint and go in as numbers. */
type Count = ColumnType<bigint | number | null, number | null, number | null>;

/** The tables of the schema `millrace`, as Kysely sees them. Times are ISO 8601 text in UTC: both engines agree on it to the character. */
export interface StateTables {
  'millrace.runs': {
    id: string;
    pipeline: string;
    status: RunStatus;
    started_at: string;
    finished_at: string | null;
    /** What was to be done, hashed: a resumed run must find the same. */
    plan_hash: string | null;
    error: string | null;
  };
  'millrace.steps': {
    run_id: string;
    id: string;
    ordinal: number;
    kind: string;
    name: string;
    status: StepStatus;
    rows_read: Count;
    rows_written: Count;
    started_at: string | null;
    finished_at: string | null;
    fingerprint: string | null;
    error: string | null;
  };
  'millrace.watermarks': WatermarkColumns & { value: string; updated_at: string };
  'millrace.watermark_history': WatermarkColumns & { previous: string | null; value: string | null; at: string; sequence: Generated<bigint> };
}

interface WatermarkColumns {
  pipeline: string;
  source: string;
  target: string;
  column_name: string;
  value_type: ValueType;
  run_id: string | null;
}
