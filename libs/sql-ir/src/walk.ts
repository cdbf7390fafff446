import { childKeys } from './children.ts';
import type { Node, NodeKind, NodeOf } from './node.ts';

/** Whether a value is a node of the tree. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string' && value.kind in childKeys;
}

/** Calls `found` for each node directly below `node`, in source order of its properties. */
export function forEachChild(node: Node, found: (child: Node) => void): void {
  const record = node as unknown as Readonly<Record<string, unknown>>;
  for (const key of childKeys[node.kind]) eachIn(record[key], found);
}

function eachIn(value: unknown, found: (child: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) found(value);
  else if (Array.isArray(value)) for (const item of value) eachIn(item, found);
  else for (const item of Object.values(value)) eachIn(item, found);
}

/**
 * Rebuilds a node with each direct child replaced. A node none of whose children change is returned as it is.
 *
 * @param change must give a node that fits the child's place; kinds are not checked here.
 */
export function mapChildren<N extends Node>(node: N, change: (child: Node) => Node): N {
  const record = node as unknown as Readonly<Record<string, unknown>>;
  let copy: Record<string, unknown> | undefined;
  for (const key of childKeys[node.kind]) {
    const before = record[key];
    const after = mapIn(before, change);
    if (after !== before) (copy ??= { ...record })[key] = after;
  }
  return copy === undefined ? node : (copy as unknown as N);
}

function mapIn(value: unknown, change: (child: Node) => Node): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isNode(value)) return change(value);
  if (Array.isArray(value)) {
    let items: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const after = mapIn(value[i], change);
      if (after !== value[i]) (items ??= [...(value as readonly unknown[])])[i] = after;
    }
    return items ?? value;
  }
  let copy: Record<string, unknown> | undefined;
  for (const [key, before] of Object.entries(value)) {
    const after = mapIn(before, change);
    if (after !== before) (copy ??= { ...value })[key] = after;
  }
  return copy ?? value;
}

/** Handlers by kind; a kind without one is walked through. */
export type Visitor = { readonly [K in NodeKind]?: (node: NodeOf<K>) => void | false };

/**
 * Walks a tree top down. A handler that returns `false` keeps the walk out of its node.
 *
 * @example visit(tree, { Table: (t) => { names.push(t.name); } });
 */
export function visit(node: Node, visitor: Visitor): void {
  const handler = visitor[node.kind] as ((n: Node) => void | false) | undefined;
  if (handler?.(node) === false) return;
  forEachChild(node, (child) => visit(child, visitor));
}

/** Replacements by kind. The replacement must fit the node's place. */
export type Rewriter = { readonly [K in NodeKind]?: (node: NodeOf<K>) => Node };

/**
 * Rewrites a tree bottom up: children first, then the node itself. Untouched subtrees are shared with the input.
 *
 * @example rewrite(tree, { Identifier: (i) => ({ ...i, name: i.name.toUpperCase() }) });
 */
export function rewrite<N extends Node>(node: N, rewriter: Rewriter): N {
  const inner = mapChildren(node, (child) => rewrite(child, rewriter));
  const handler = rewriter[node.kind] as ((n: Node) => Node) | undefined;
  return handler === undefined ? inner : (handler(inner) as N);
}

/** Folds a tree bottom up into one value. */
export function fold<T>(node: Node, combine: (node: Node, children: readonly T[]) => T): T {
  const children: T[] = [];
  forEachChild(node, (child) => children.push(fold(child, combine)));
  return combine(node, children);
}
