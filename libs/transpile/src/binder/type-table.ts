import type { Call } from '@millrace/sql-ir';
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
  /** As `set`, for a node that has the source dialect's meaning; a call of a known function with its record. */
  bind<N extends object>(node: N, type: SqlType, nullable: boolean, record?: FunctionRecord): N;
  isWritten(node: object): boolean;
  /** Says that a node has the source dialect's meaning. */
  markWritten<N extends object>(node: N): N;
  recordOf(call: Call): FunctionRecord | undefined;
  /** Gives a changed copy all that is known of the node it stands for. */
  carry(from: object, to: object): void;
  /** Gives a node made by a pass the type of the one it replaces. */
  retype(from: object, to: object): void;
}

/** All that is known of one node; shared by copies of it, so never changed. */
interface Known {
  readonly typed: boolean;
  readonly type: SqlType;
  readonly nullable: boolean;
  readonly written: boolean;
  readonly record: FunctionRecord | undefined;
}

const nothingKnown: Known = { typed: false, type: types.unknown, nullable: true, written: false, record: undefined };

/** What is known of most columns where there is no catalog: one object for all of them. */
const unknownWritten: Known = { typed: true, type: types.unknown, nullable: true, written: true, record: undefined };

/** An empty table. */
export function createTypeTable(): TypeTable {
  const known = new Map<object, Known>();
  const of = (node: object): Known => known.get(node) ?? nothingKnown;
  return {
    typeOf: (node) => of(node).type,
    nullable: (node) => of(node).nullable,
    set: (node, type, nullable) => {
      const { written, record } = of(node);
      known.set(node, { typed: true, type, nullable, written, record });
      return node;
    },
    bind: (node, type, nullable, record = of(node).record) => {
      known.set(node, type === types.unknown && nullable && record === undefined ? unknownWritten : { typed: true, type, nullable, written: true, record });
      return node;
    },
    isWritten: (node) => of(node).written,
    markWritten: (node) => {
      const found = of(node);
      if (!found.written) known.set(node, { ...found, written: true });
      return node;
    },
    recordOf: (call) => of(call).record,
    carry: (from, to) => {
      const source = known.get(from);
      if (source === undefined) return;
      const target = known.get(to);
      if (target === undefined) known.set(to, source);
      else known.set(to, { ...(target.typed ? target : source), written: target.written || source.written, record: source.record ?? target.record });
    },
    retype: (from, to) => {
      const source = known.get(from);
      if (source === undefined || !source.typed) return;
      const target = of(to);
      if (!target.typed) known.set(to, { ...source, written: target.written, record: target.record });
    },
  };
}
