import type { ValueBatch } from '../wire/batch.ts';
import type { WireColumn } from '../wire/result-column.ts';
import type { SpooledChunk } from './result-spool.ts';

export type ResultFormat = 'json' | 'arrow';

/** What a statement answered: rows, or a request that the driver moves files. */
export interface QueryResult {
  readonly columns: readonly WireColumn[];
  /** The first rows; the rest is in `chunks`. */
  readonly batches: readonly ValueBatch[];
  readonly chunks: readonly SpooledChunk[];
  /** Rows in all. */
  readonly total: number;
  /** What `chunks` are encoded as, and what the driver can read. */
  readonly format: ResultFormat;
  readonly statementTypeId: number;
  readonly stats?: DmlStats;
  /** The statements of a multi-statement request. */
  readonly children?: readonly { readonly id: string; readonly statementTypeId: number }[];
  /** PUT and GET: what the driver is to do itself. */
  readonly transfer?: Readonly<Record<string, unknown>>;
  /** Whether many rows may be bound at once. */
  readonly arrayBindSupported?: boolean;
  readonly numberOfBinds?: number;
}

export interface DmlStats {
  readonly numRowsInserted: number;
  readonly numRowsUpdated: number;
  readonly numRowsDeleted: number;
  readonly numDmlDuplicates: number;
}

/** Snowflake's numbers of statement kinds, which drivers act on. */
export const statementTypes = {
  select: 0x1000, dml: 0x3000, insert: 0x3100, update: 0x3200, delete: 0x3300, merge: 0x3400, multiInsert: 0x3500, copy: 0x3600, unload: 0x3700,
  scl: 0x4000, alterSession: 0x4100, use: 0x4300, useDatabase: 0x4301, useSchema: 0x4302, useWarehouse: 0x4303, show: 0x4400, describe: 0x4500, list: 0x4701,
  tcl: 0x5000, ddl: 0x6000, create: 0x6100, get: 0x7101, put: 0x7102, remove: 0x7103, multi: 0xa000,
} as const;

/** A result of few rows, whole. */
export function smallResult(columns: readonly WireColumn[], batch: ValueBatch, statementTypeId: number): QueryResult {
  return { columns, batches: [batch], chunks: [], total: batch.rowCount, format: 'json', statementTypeId };
}
