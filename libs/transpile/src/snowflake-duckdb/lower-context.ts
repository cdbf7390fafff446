import { type Clause, isStatement, mapChildren, type Node, type NodeKind, type NodeOf, type Query, type Relation } from '@millrace/sql-ir';
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
export type Lowering = { readonly [K in NodeKind]?: (node: NodeOf<K>, context: LowerContext) => Node };

const clauses: { readonly [K in (Clause | Query | Relation)['kind']]: true } = {
  Select: true, SetOperation: true, Values: true, Cte: true, Projection: true, OrderItem: true, WindowSpec: true,
  Table: true, DerivedTable: true, TableFunction: true, Join: true, Pivot: true, Unpivot: true, MatchRecognize: true, Resample: true, SemanticView: true,
};

/** Whether a node is a clause, a relation or a statement: what those mean does not hang on a type. */
const isStructural = (node: Node): boolean => node.kind in clauses || isStatement(node);

/** Kinds below which there are only names and types. */
const leaves: ReadonlySet<NodeKind> = new Set<NodeKind>(['Literal', 'TypedLiteral', 'Identifier', 'Column', 'Parameter', 'DataType', 'Verbatim']);

type Handler = (node: Node, context: LowerContext) => Node;
interface Step {
  readonly order: number;
  readonly handler: Handler;
}

/**
 * Makes one walk of several lowerings: bottom up, each node goes through the handlers of its kind in their order.
 * What is known of a node is kept with its copy. A handler's result replaces the node; giving the node itself changes nothing.
 *
 * @param lowerings in their order; a handler may rely on the node's children having been through all of them.
 */
export function lowering(lowerings: readonly Lowering[]): <N extends Node>(node: N, context: LowerContext) => N {
  const steps: { [K in NodeKind]?: Step[] } = {};
  lowerings.forEach((handlers, order) => {
    for (const kind of Object.keys(handlers) as NodeKind[]) (steps[kind] ??= []).push({ order, handler: handlers[kind] as Handler });
  });
  const walk = (node: Node, context: LowerContext): Node => {
    const inner = leaves.has(node.kind) ? node : mapChildren(node, walk, context);
    if (inner !== node) context.table.carry(node, inner);
    return steps[inner.kind] === undefined ? inner : through(inner, context);
  };
  const through = (node: Node, context: LowerContext): Node => {
    let current = node;
    // A node that changes its kind goes on with the handlers of its new kind that are still to come.
    for (let at = 0; ;) {
      const step = nextStep(steps[current.kind], at);
      if (step === undefined || !(context.table.isWritten(current) || isStructural(current))) return current;
      const result = step.handler(current, context);
      if (result !== current) context.table.retype(current, result);
      current = result;
      at = step.order + 1;
    }
  };
  return <N extends Node>(node: N, context: LowerContext): N => walk(node, context) as N;
}

function nextStep(steps: readonly Step[] | undefined, from: number): Step | undefined {
  if (steps !== undefined) for (let i = 0; i < steps.length; i++) if ((steps[i]?.order ?? 0) >= from) return steps[i];
  return undefined;
}

/** Rewrites a bound tree bottom up with one set of handlers. */
export function lower<N extends Node>(node: N, context: LowerContext, handlers: Lowering): N {
  return lowering([handlers])(node, context);
}

/** Gives a made node the span of the one it stands for, so that the engine's errors find their way home. */
export function at<N extends Node>(made: N, original: { readonly pos: number; readonly end: number }): N {
  return made.pos === original.pos && made.end === original.end ? made : { ...made, pos: original.pos, end: original.end };
}
