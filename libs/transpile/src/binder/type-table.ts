import type { Call, Expression } from '@millrace/sql-ir';
import type { FunctionRecord } from '../snowflake-duckdb/functions/record.ts';
import { type SqlType, types } from '../types/sql-type.ts';

/**
 * What the binder knows of each expression, kept beside the tree: nodes stay plain data.
 * An expression is `written` while it still has the source dialect's meaning; a pass that lowers it gives a node that is not,
 * so no pass takes the target's functions for the source's, and every pass may run twice.
 */
export interface TypeTable {
  typeOf(node: object): SqlType;
  nullable(node: object): boolean;
  /** Records the type of a node and gives the node back. */
  set<N extends object>(node: N, type: SqlType, nullable: boolean): N;
  isWritten(node: object): boolean;
  /** Says that a node has the source dialect's meaning. */
  markWritten<N extends object>(node: N): N;
  recordOf(call: Call): FunctionRecord | undefined;
  setRecord(call: Call, record: FunctionRecord): void;
  /** Gives a changed copy all that is known of the node it stands for. */
  carry(from: object, to: object): void;
  /** Gives a node made by a pass the type of the one it replaces. */
  retype(from: Expression, to: Expression): void;
}

/** An empty table. */
export function createTypeTable(): TypeTable {
  const known = new WeakMap<object, { readonly type: SqlType; readonly nullable: boolean }>();
  const written = new WeakSet<object>();
  const records = new WeakMap<object, FunctionRecord>();
  const copyType = (from: object, to: object): void => {
    const type = known.get(from);
    if (type !== undefined && !known.has(to)) known.set(to, type);
  };
  return {
    typeOf: (node) => known.get(node)?.type ?? types.unknown,
    nullable: (node) => known.get(node)?.nullable ?? true,
    set: (node, type, nullable) => {
      known.set(node, { type, nullable });
      return node;
    },
    isWritten: (node) => written.has(node),
    markWritten: (node) => {
      written.add(node);
      return node;
    },
    recordOf: (call) => records.get(call),
    setRecord: (call, record) => void records.set(call, record),
    carry: (from, to) => {
      copyType(from, to);
      if (written.has(from)) written.add(to);
      const record = records.get(from);
      if (record !== undefined) records.set(to, record);
    },
    retype: copyType,
  };
}
