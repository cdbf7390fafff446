import { type Clause, isStatementKind, mapChildren, type Node, type NodeKind, nodeKinds, type NodeOf, type Query, type Relation } from '@millrace/sql-ir';
import type { Catalog } from '../binder/catalog.ts';
import type { SessionContext } from '../binder/session.ts';
import type { TypeTable } from '../binder/type-table.ts';

/** What every pass and every rewrite may read. */
export interface LowerContext {
  readonly table: TypeTable;
  readonly session: SessionContext;
  readonly catalog?: Catalog | undefined;
  /** The statement's text, for messages. */
  readonly source?: string | undefined;
  /** Makes names that no user would write. */
  readonly freshName: () => string;
}

/** Handlers by kind. An expression's handler sees only expressions that still have Snowflake's meaning. */
export type Lowering<C extends LowerContext = LowerContext> = { readonly [K in NodeKind]?: (node: NodeOf<K>, context: C) => Node };

const clauses: { readonly [K in (Clause | Query | Relation)['kind']]: true } = {
  Select: true, SetOperation: true, Values: true, Cte: true, Projection: true, OrderItem: true, WindowSpec: true,
  Table: true, DerivedTable: true, TableFunction: true, Join: true, Pivot: true, Unpivot: true, MatchRecognize: true, Resample: true, SemanticView: true,
};

/** Kinds below which there are only names and types. */
const leaves: ReadonlySet<NodeKind> = new Set<NodeKind>(['Literal', 'TypedLiteral', 'Identifier', 'Column', 'Parameter', 'DataType', 'Verbatim']);

interface Step<C> {
  readonly order: number;
  readonly handler: (node: Node, context: C) => Node;
}

/** What a walk does at nodes of one kind, so that it asks once per node. */
interface Visit<C> {
  readonly isLeaf: boolean;
  /** A clause, a relation or a statement: what those mean does not hang on a type. */
  readonly isStructural: boolean;
  readonly steps: Step<C>[];
}

/**
 * Makes one walk of several lowerings: bottom up, each node goes through the handlers of its kind in their order.
 * What is known of a node is kept with its copy. A handler's result replaces the node; giving the node itself changes nothing.
 * Made once, where the module loads: making one costs more than walking a statement.
 *
 * @param lowerings in their order; a handler may rely on the node's children having been through all of them.
 */
export function lowering<C extends LowerContext>(lowerings: readonly Lowering<C>[]): <N extends Node>(node: N, context: C) => N {
  const visits = Object.fromEntries(nodeKinds.map((kind): [NodeKind, Visit<C>] => [kind, { isLeaf: leaves.has(kind), isStructural: kind in clauses || isStatementKind(kind), steps: [] }])) as Record<NodeKind, Visit<C>>;
  lowerings.forEach((handlers, order) => {
    for (const kind of Object.keys(handlers) as NodeKind[]) visits[kind].steps.push({ order, handler: handlers[kind] as Step<C>['handler'] });
  });
  const walk = (node: Node, context: C): Node => {
    const visit = visits[node.kind];
    if (visit.isLeaf) return visit.steps.length === 0 ? node : through(node, visit, context);
    const inner = mapChildren(node, walk, context);
    if (inner !== node && !visit.isStructural) context.table.carry(node, inner);
    return visit.steps.length === 0 ? inner : through(inner, visit, context);
  };
  const through = (node: Node, first: Visit<C>, context: C): Node => {
    let current = node;
    let visit = first;
    // A node that changes its kind goes on with the handlers of its new kind that are still to come.
    for (let at = 0; ;) {
      const step = nextStep(visit.steps, at);
      if (step === undefined || !(visit.isStructural || context.table.isWritten(current))) return current;
      const result = step.handler(current, context);
      if (result !== current) {
        context.table.retype(current, result);
        visit = visits[result.kind];
        current = result;
      }
      at = step.order + 1;
    }
  };
  return <N extends Node>(node: N, context: C): N => walk(node, context) as N;
}

function nextStep<C>(steps: readonly Step<C>[], from: number): Step<C> | undefined {
  for (let i = 0; i < steps.length; i++) if ((steps[i]?.order ?? 0) >= from) return steps[i];
  return undefined;
}

/** Gives a made node the span of the one it stands for, so that the engine's errors find their way home. */
export function at<N extends Node>(made: N, original: { readonly pos: number; readonly end: number }): N;
export function at(made: Node, { pos, end }: { readonly pos: number; readonly end: number }): Node {
  if (made.pos === pos && made.end === end) return made;
  // A copy for each common kind: one that sees many shapes copies property by property.
  switch (made.kind) {
    case 'Call': return { ...made, pos, end };
    case 'Cast': return { ...made, pos, end };
    case 'Binary': return { ...made, pos, end };
    case 'Case': return { ...made, pos, end };
    default: return { ...made, pos, end };
  }
}
