import type { Expression, Node, NodeKind, NodeOf } from '@millrace/sql-ir';
import { mapChildren } from '@millrace/sql-ir';
import type { Catalog } from '../binder/catalog.ts';
import type { SessionContext } from '../binder/session.ts';
import type { TypeTable } from '../binder/type-table.ts';

/** What every pass and every rewrite may read. */
export interface LowerContext {
  readonly table: TypeTable;
  readonly session: SessionContext;
  readonly catalog?: Catalog;
  /** The statement's text, for messages. */
  readonly source?: string;
  /** Makes names that no user would write. */
  readonly freshName: () => string;
}

/** Handlers by kind. An expression's handler sees only expressions that still have Snowflake's meaning. */
export type Lowering = { readonly [K in NodeKind]?: (node: NodeOf<K>) => Node };

/** Kinds of clauses, relations and statements: what they mean does not hang on a type. */
const structural: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'Select', 'SetOperation', 'Values', 'Cte', 'Projection', 'OrderItem', 'WindowSpec', 'Table', 'DerivedTable', 'TableFunction', 'Join', 'Pivot', 'Unpivot',
  'QueryStatement', 'Insert', 'Update', 'Delete', 'Merge', 'Truncate', 'CreateTable', 'CreateView', 'Copy', 'Explain',
]);

/**
 * Rewrites a bound tree bottom up, and keeps what is known of each node with its copy.
 *
 * @param handlers a handler's result replaces the node; giving the node itself changes nothing.
 */
export function lower<N extends Node>(node: N, context: LowerContext, handlers: Lowering): N {
  const inner = mapChildren(node, (child) => lower(child, context, handlers));
  if (inner !== node) context.table.carry(node, inner);
  const handler = handlers[inner.kind] as ((node: Node) => Node) | undefined;
  if (handler === undefined || (!structural.has(inner.kind) && !context.table.isWritten(inner))) return inner;
  const result = handler(inner);
  if (result !== inner) context.table.retype(inner as Expression, result as Expression);
  return result as N;
}

/** Gives a made node the span of the one it stands for, so that the engine's errors find their way home. */
export function at<N extends Node>(made: N, original: { readonly pos: number; readonly end: number }): N {
  return { ...made, pos: original.pos, end: original.end };
}
