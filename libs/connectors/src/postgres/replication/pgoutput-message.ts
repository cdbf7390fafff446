import type { Lsn } from './lsn.ts';

/** Stands for a value that was not sent because it lies out of line (TOAST) and did not change. */
export const unchanged: unique symbol = Symbol('unchanged');

/** A value as PostgreSQL prints it, NULL, or `unchanged`. */
export type TupleValue = string | null | typeof unchanged;

/** A row's values in the order of its relation's columns. */
export type Tuple = readonly TupleValue[];

export interface RelationColumn {
  readonly name: string;
  /** Part of the replica identity; under REPLICA IDENTITY FULL every column is. */
  readonly key: boolean;
  readonly typeOid: number;
  /** `atttypmod`: length, precision and scale; -1 for none. */
  readonly typeModifier: number;
}

/** A table's shape, sent before the first row in that shape. */
export interface Relation {
  readonly kind: 'relation';
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  readonly replicaIdentity: 'default' | 'nothing' | 'full' | 'index';
  readonly columns: readonly RelationColumn[];
}

/** Messages between a transaction's begin and its commit. */
export type ChangeMessage =
  | Relation
  | { readonly kind: 'type'; readonly oid: number; readonly schema: string; readonly name: string }
  | { readonly kind: 'origin'; readonly lsn: Lsn; readonly name: string }
  | { readonly kind: 'insert'; readonly relation: Relation; readonly after: Tuple }
  /** `before` is the old key (`key`) or the whole old row (`full`) when the server sends one. */
  | { readonly kind: 'update'; readonly relation: Relation; readonly after: Tuple; readonly before?: Tuple; readonly beforeIs?: 'key' | 'full' }
  | { readonly kind: 'delete'; readonly relation: Relation; readonly before: Tuple; readonly beforeIs: 'key' | 'full' }
  | { readonly kind: 'truncate'; readonly relations: readonly Relation[]; readonly cascade: boolean; readonly restartIdentity: boolean }
  | { readonly kind: 'message'; readonly transactional: boolean; readonly lsn: Lsn; readonly prefix: string; readonly content: Uint8Array };

/** Every message of pgoutput, protocol version 1. */
export type PgoutputMessage =
  | ChangeMessage
  | { readonly kind: 'begin'; readonly finalLsn: Lsn; readonly committedAt: bigint; readonly xid: number }
  | { readonly kind: 'commit'; readonly lsn: Lsn; readonly endLsn: Lsn; readonly committedAt: bigint };
