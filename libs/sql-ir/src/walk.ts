import { childKeys } from './children.ts';
import type { Call, Identifier } from './expression.ts';
import type { Select } from './query.ts';
import type { Node, NodeKind, NodeOf } from './node.ts';

/** Whether a value is a node of the tree: no plain record inside a node has a `kind`. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && (value as { readonly kind?: unknown }).kind !== undefined;
}

/**
 * Calls `found` for each node directly below `node`, in source order of its properties.
 *
 * @param argument handed to `found` with each child, so that a walk need not make a closure per node.
 */
export function forEachChild(node: Node, found: (child: Node) => void): void;
export function forEachChild<A>(node: Node, found: (child: Node, argument: A) => void, argument: A): void;
export function forEachChild<A>(node: Node, found: (child: Node, argument: A) => void, argument?: A): void {
  const record = node as unknown as Readonly<Record<string, unknown>>;
  for (const key of childKeys[node.kind]) eachIn(record[key], found, argument as A);
}

function eachIn<A>(value: unknown, found: (child: Node, argument: A) => void, argument: A): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const item of value) eachIn(item, found, argument);
  else if (isNode(value)) found(value, argument);
  else for (const key in value) eachIn((value as Readonly<Record<string, unknown>>)[key], found, argument);
}

/**
 * Rebuilds a node with each direct child replaced. A node none of whose children change is returned as it is.
 *
 * @param change must give a node that fits the child's place; kinds are not checked here.
 * @param argument handed to `change` with each child, so that a walk need not make a closure per node.
 */
export function mapChildren<N extends Node>(node: N, change: (child: Node) => Node): N;
export function mapChildren<N extends Node, A>(node: N, change: (child: Node, argument: A) => Node, argument: A): N;
export function mapChildren(node: Node, change: Change, argument?: unknown): Node {
  // The commonest kinds by name: reading properties by key is most of what a walk costs.
  switch (node.kind) {
    case 'Identifier': case 'Literal': case 'Verbatim': return node;
    case 'Call': return isPlain(node) ? mapPlainCall(node, change, argument) : mapKeys(node, change, argument);
    case 'Select': return isShort(node) ? mapShortSelect(node, change, argument) : mapKeys(node, change, argument);
    case 'Column': {
      const parts = mapList<Node, unknown>(node.parts, change, argument);
      return parts === node.parts ? node : ({ ...node, parts } as Node);
    }
    case 'Projection': {
      const expression = change(node.expression, argument);
      const alias = node.alias === undefined ? undefined : change(node.alias, argument);
      if (expression === node.expression && alias === node.alias) return node;
      const copy = { ...node, expression };
      if (alias !== undefined) copy.alias = alias as Identifier;
      return copy as Node;
    }
    case 'QueryStatement': {
      const query = change(node.query, argument);
      return query === node.query ? node : ({ ...node, query } as Node);
    }
    case 'Binary': {
      const left = change(node.left, argument);
      const right = change(node.right, argument);
      return left === node.left && right === node.right ? node : ({ ...node, left, right } as Node);
    }
    case 'Cast': {
      const operand = change(node.operand, argument);
      const type = change(node.type, argument);
      return operand === node.operand && type === node.type ? node : ({ ...node, operand, type } as Node);
    }
    case 'DataType': return node.elements.length === 0 && node.fields.length === 0 ? node : mapKeys(node, change, argument);
    default: return mapKeys(node, change, argument);
  }
}

type Change = (child: Node, argument: unknown) => Node;

/** A call of a name and arguments alone, as most are. */
const isPlain = (call: Call): boolean => call.orderBy.length === 0 && call.withinGroup.length === 0 && call.filter === undefined && call.over === undefined
  && call.keep === undefined && call.query === undefined && call.clauses === undefined;

function mapPlainCall(call: Call, change: Change, argument: unknown): Node {
  const name = mapList<Node, unknown>(call.name, change, argument);
  const args = mapList<Node, unknown>(call.args, change, argument);
  return name === call.name && args === call.args ? call : ({ ...call, name, args } as Node);
}

/** A SELECT of a list, FROM and WHERE. */
const isShort = (select: Select): boolean => select.groupBy === undefined && select.having === undefined && select.qualify === undefined && select.limit === undefined && select.offset === undefined
  && select.with.length === 0 && select.windows.length === 0 && select.orderBy.length === 0 && typeof select.distinct === 'boolean'
  && select.into === undefined && select.connectBy === undefined && select.sample === undefined && select.distribution === undefined && select.locks === undefined;

function mapShortSelect(select: Select, change: Change, argument: unknown): Node {
  const projections = mapList<Node, unknown>(select.projections, change, argument);
  const from = select.from === undefined ? undefined : change(select.from, argument);
  const where = select.where === undefined ? undefined : change(select.where, argument);
  return projections === select.projections && from === select.from && where === select.where ? select : ({ ...select, projections, from, where } as Node);
}

/**
 * A list with each item replaced; the list itself where none changes.
 *
 * @param argument handed to `change` with each item.
 * @example mapList(select.projections, (projection) => ({ ...projection, alias: undefined }))
 */
export function mapList<T>(list: readonly T[], change: (item: T) => T): readonly T[];
export function mapList<T, A>(list: readonly T[], change: (item: T, argument: A) => T, argument: A): readonly T[];
export function mapList<T>(list: readonly T[], change: (item: T, argument: unknown) => T, argument?: unknown): readonly T[] {
  let items: T[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const before = list[i] as T;
    const after = change(before, argument);
    if (after !== before) (items ??= list.slice())[i] = after;
  }
  return items ?? list;
}

function mapKeys(node: Node, change: (child: Node, argument: unknown) => Node, argument: unknown): Node {
  const record = node as unknown as Readonly<Record<string, unknown>>;
  let copy: Record<string, unknown> | undefined;
  for (const key of childKeys[node.kind]) {
    const before = record[key];
    if (typeof before !== 'object' || before === null) continue;
    const after = mapIn(before, change, argument);
    if (after !== before) (copy ??= { ...record })[key] = after;
  }
  return copy === undefined ? node : (copy as unknown as Node);
}

function mapIn<A>(value: object, change: (child: Node, argument: A) => Node, argument: A): unknown {
  if (Array.isArray(value)) {
    let items: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const before: unknown = value[i];
      if (typeof before !== 'object' || before === null) continue;
      const after = isNode(before) ? change(before, argument) : mapIn(before, change, argument);
      if (after !== before) (items ??= value.slice() as unknown[])[i] = after;
    }
    return items ?? value;
  }
  if (isNode(value)) return change(value, argument);
  let copy: Record<string, unknown> | undefined;
  for (const key in value) {
    const before = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof before !== 'object' || before === null) continue;
    const after = mapIn(before, change, argument);
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
  forEachChild(node, visit, visitor);
}

/** Replacements by kind. The replacement must fit the node's place. */
export type Rewriter = { readonly [K in NodeKind]?: (node: NodeOf<K>) => Node };

/**
 * Rewrites a tree bottom up: children first, then the node itself. Untouched subtrees are shared with the input.
 *
 * @example rewrite(tree, { Identifier: (i) => ({ ...i, name: i.name.toUpperCase() }) });
 */
export function rewrite<N extends Node>(node: N, rewriter: Rewriter): N {
  const inner = mapChildren(node, rewrite, rewriter);
  const handler = rewriter[node.kind] as ((n: Node) => Node) | undefined;
  return handler === undefined ? inner : (handler(inner) as N);
}

/** Folds a tree bottom up into one value. */
export function fold<T>(node: Node, combine: (node: Node, children: readonly T[]) => T): T {
  const children: T[] = [];
  forEachChild(node, (child) => children.push(fold(child, combine)));
  return combine(node, children);
}
