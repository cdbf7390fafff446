import type { NodeKind, NodeOf } from '@millrace/sql-ir';
import type { Writer } from './writer.ts';

/** One handler per kind of node; a dialect's table is the ANSI one with its own handlers spread over it. */
export type Printers = { readonly [K in NodeKind]: (w: Writer, node: NodeOf<K>) => void };
