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

/** A transaction of the plan. */
export interface PlannedTransaction {
  /** 1, 2, 3, …; the marker in the stream carries it. */
  readonly seq: number;
  readonly outcome: 'commit' | 'rollback';
  readonly operations: readonly Operation[];
  readonly inserts: number;
  readonly updates: number;
  readonly deletes: number;
  readonly schemaChanges: number;
  /** Row changes: inserts, updates and deletes. */
  readonly changes: number;
  /** Hash of this transaction's content and of all before it. */
  readonly planHash: string;
}

/** Chains an operation list into the plan's hash. */
export function chainHash(previous: string, outcome: string, operations: readonly Operation[]): string {
  let text = `${previous}\n${outcome}`;
  for (const operation of operations) text += `\n${contentOf(operation)}`;
  return hash('sha256', text).slice(0, 32);
}

function contentOf(operation: Operation): string {
  const list = (values: readonly Text[]): string => values.map((value) => value ?? '\u0000').join('\u0001');
  switch (operation.kind) {
    case 'insert':
      return `insert ${operation.table} ${operation.columns.map((c) => c.name).join()} ${operation.values.map(list).join('\u0002')}`;
    case 'update':
      return `update ${operation.table} ${operation.columns.map((c) => c.name).join()} ${list(operation.keys)}\u0002${operation.values.map(list).join('\u0002')}`;
    case 'delete':
      return `delete ${operation.table} ${list(operation.keys)}`;
    case 'schema':
      return `schema ${JSON.stringify(operation.change)}`;
  }
}
