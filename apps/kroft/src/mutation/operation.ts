import { hash } from 'node:crypto';
import type { ActiveColumn, SchemaChange } from '../evolution/schema-change.ts';
import type { Text } from './live-table.ts';

/** One statement of a transaction: many rows of one table, by column, or one schema change. */
export type Operation =
  | { readonly kind: 'insert'; readonly table: string; readonly columns: readonly ActiveColumn[]; readonly values: readonly (readonly Text[])[]; readonly rows: number }
  | {
      readonly kind: 'update';
      readonly table: string;
      readonly key: ActiveColumn;
      readonly keys: readonly Text[];
      readonly columns: readonly ActiveColumn[];
      readonly values: readonly (readonly Text[])[];
      readonly rows: number;
    }
  | { readonly kind: 'delete'; readonly table: string; readonly key: ActiveColumn; readonly keys: readonly Text[]; readonly rows: number }
  | { readonly kind: 'schema'; readonly table: string; readonly change: SchemaChange; readonly rows: 0 };

/** How much was done. */
export interface ChangeCounts {
  readonly inserts: number;
  readonly updates: number;
  readonly deletes: number;
  readonly schemaChanges: number;
  /** Row changes: inserts, updates and deletes. */
  readonly changes: number;
}

/** A transaction of the plan. */
export interface PlannedTransaction extends ChangeCounts {
  /** 1, 2, 3, …; the marker in the stream carries it. */
  readonly seq: number;
  readonly outcome: 'commit' | 'rollback';
  readonly operations: readonly Operation[];
  /** Hash of this transaction's content and of all before it. */
  readonly planHash: string;
}

/** Chains an operation list into the plan's hash. */
export function chainHash(previous: string, outcome: string, operations: readonly Operation[]): string {
  let text = `${previous}\n${outcome}`;
  for (const operation of operations) text += `\n${contentOf(operation)}`;
  return hash('sha256', text).slice(0, 32);
}

/** JSON is not the shortest text, but the engine writes it ten times faster than we could. */
function contentOf(operation: Operation): string {
  switch (operation.kind) {
    case 'insert':
      return JSON.stringify([operation.kind, operation.table, operation.columns.map((column) => column.name), operation.values]);
    case 'update':
      return JSON.stringify([operation.kind, operation.table, operation.columns.map((column) => column.name), operation.keys, operation.values]);
    case 'delete':
      return JSON.stringify([operation.kind, operation.table, operation.keys]);
    case 'schema':
      return JSON.stringify([operation.kind, operation.change]);
  }
}
