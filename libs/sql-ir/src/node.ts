import type { Expression } from './expression.ts';
import type { DataType } from './data-type.ts';
import type { Clause, Query, Relation } from './query.ts';
import type { Statement } from './statement.ts';

/** Where a node stands in its source text: UTF-16 offsets, -1 when the node was made, not parsed. Ignored by equality. */
export interface Spanned {
  readonly pos: number;
  readonly end: number;
}

/** Every node of the tree: plain, readonly data with a `kind`, no parents, no methods. */
export type Node = Expression | DataType | Clause | Query | Relation | Statement;
export type NodeKind = Node['kind'];
export type NodeOf<K extends NodeKind> = Extract<Node, { readonly kind: K }>;

/** The span of a node that was made rather than parsed. Spread it into a literal: `{ kind: 'Null', ...synthetic }`. */
export const synthetic: Spanned = { pos: -1, end: -1 };

/** A comment of the source text. Not part of the tree: parsers hand comments over beside it, printers put them back. */
export interface Comment extends Spanned {
  /** With its delimiters, without the line break. */
  readonly text: string;
  /** Code stands before it on its line. */
  readonly trailing: boolean;
}

/** How a text wrote what may be written in several ways. Like comments, it is handed over beside the tree. */
export interface WrittenForms {
  readonly source: string;
  /** Where each string and number begins and ends. */
  readonly constants: ReadonlyMap<number, number>;
  /** How each string was first written, by its value. */
  readonly strings: ReadonlyMap<string, string>;
}

/** A node that is still being put together; it is readonly once it is handed on. */
export type Draft<N> = { -readonly [K in keyof N]: N[K] };
