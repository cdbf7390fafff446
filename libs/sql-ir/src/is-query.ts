import type { Node } from './node.ts';
import type { Query } from './query.ts';

/** Whether a node is a query, as against a statement, a relation or an expression. */
export function isQuery(node: Node): node is Query {
  return node.kind === 'Select' || node.kind === 'SetOperation' || node.kind === 'Values';
}
