import type { Call } from '@millrace/sql-ir';
import type { FunctionRecord } from '../snowflake-duckdb/functions/record.ts';
import { type SqlType, types } from '../types/sql-type.ts';

/**
 * What the binder knows of each expression, kept beside the tree: nodes stay plain data.
 * An expression is `written` while it still has the source dialect's meaning; a pass that lowers it gives a node that is not,
 * so no pass takes the target's functions for the source's, and every pass may run twice.
 */
export interface TypeTable {
  /** Whether any type in the table has a collation. */
  readonly hasCollations: boolean;
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
  return new NodeTypes();
}

/** A class, since one is made per statement and closures would cost more than what they are asked. */
class NodeTypes implements TypeTable {
  hasCollations = false;
  private readonly known = new Map<object, Known>();

  private of(node: object): Known {
    return this.known.get(node) ?? nothingKnown;
  }

  typeOf(node: object): SqlType {
    return this.of(node).type;
  }

  nullable(node: object): boolean {
    return this.of(node).nullable;
  }

  set<N extends object>(node: N, type: SqlType, nullable: boolean): N {
    const { written, record } = this.of(node);
    if (type.type === 'varchar' && type.collation !== undefined) this.hasCollations = true;
    this.known.set(node, { typed: true, type, nullable, written, record });
    return node;
  }

  bind<N extends object>(node: N, type: SqlType, nullable: boolean, record: FunctionRecord | undefined = this.of(node).record): N {
    const plain = type === types.unknown && nullable && record === undefined;
    if (type.type === 'varchar' && type.collation !== undefined) this.hasCollations = true;
    this.known.set(node, plain ? unknownWritten : { typed: true, type, nullable, written: true, record });
    return node;
  }

  isWritten(node: object): boolean {
    return this.of(node).written;
  }

  markWritten<N extends object>(node: N): N {
    const found = this.of(node);
    if (!found.written) this.known.set(node, { ...found, written: true });
    return node;
  }

  recordOf(call: Call): FunctionRecord | undefined {
    return this.of(call).record;
  }

  carry(from: object, to: object): void {
    const source = this.known.get(from);
    if (source === undefined) return;
    const target = this.known.get(to);
    if (target === undefined) this.known.set(to, source);
    else this.known.set(to, { ...(target.typed ? target : source), written: target.written || source.written, record: source.record ?? target.record });
  }

  retype(from: object, to: object): void {
    const source = this.known.get(from);
    if (source === undefined || !source.typed) return;
    const target = this.of(to);
    if (!target.typed) this.known.set(to, { ...source, written: target.written, record: target.record });
  }
}
