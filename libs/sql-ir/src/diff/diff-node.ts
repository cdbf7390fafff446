import { childKeys } from '../children.ts';
import type { Binary, Expression, Identifier } from '../expression.ts';
import type { Node } from '../node.ts';
import type { Join, Query, Relation, SetOperation } from '../query.ts';
import { isNode } from '../walk.ts';

/**
 * A tree as it is compared: nodes, and between them the records and lists that nodes hold. Chains that a parser nests to the left
 * (AND, OR, joins, set operations) are lists here, so that one more of them is one addition.
 */
export interface DiffNode {
  /** A node's kind, or `Kind.property` for a part that is no node. */
  readonly kind: string;
  readonly node?: Node;
  /** The property it stands in. */
  readonly slot: string;
  readonly plain: Readonly<Record<string, unknown>>;
  readonly children: readonly DiffNode[];
  /** Equal for subtrees that are equal, within one comparison. */
  readonly id: number;
  /** How many nodes it holds, itself included. */
  readonly size: number;
  readonly pos: number;
  readonly end: number;
}

/** Numbers subtrees, equal ones alike. */
export type Numbering = Map<string, number>;

export interface DiffNaming {
  /** The exact name an identifier means; where case does not count, one spelling for all. */
  readonly name: (identifier: Identifier) => string;
  readonly numbers: Numbering;
}

interface Part {
  readonly kind: string;
  readonly node?: Node;
  readonly slot: string;
  readonly plain: Readonly<Record<string, unknown>>;
  readonly children: readonly DiffNode[];
  readonly span?: { readonly pos: number; readonly end: number };
}

function made({ span, ...part }: Part, { numbers }: DiffNaming): DiffNode {
  const key = `${part.kind} ${JSON.stringify(part.plain)} ${part.children.map((child) => `${child.slot}:${child.id}`).join()}`;
  const id = numbers.get(key) ?? numbers.size;
  numbers.set(key, id);
  const placed = part.children.filter((child) => child.pos >= 0);
  return {
    ...part, id, size: part.children.reduce((sum, child) => sum + child.size, 1),
    pos: span?.pos ?? Math.min(...placed.map((child) => child.pos), Infinity), end: span?.end ?? Math.max(...placed.map((child) => child.end), -1),
  };
}

/** What a comparison starts from: one node, or the statements of a script. */
export function rootNode(root: Node | readonly Node[], naming: DiffNaming): DiffNode {
  if ('kind' in root) return diffNode(root, '', naming);
  return made({ kind: 'script', slot: '', plain: {}, children: root.map((each) => diffNode(each, 'statement', naming)) }, naming);
}

/** A node as it is compared. */
function diffNode(node: Node, slot: string, naming: DiffNaming): DiffNode {
  if (node.kind === 'Identifier') return made({ kind: node.kind, node, slot, plain: { name: naming.name(node) }, children: [], span: node }, naming);
  if (node.kind === 'Binary' && isChain(node)) return made({ kind: node.op, node, slot, plain: {}, children: operands(node, node.op).map((each) => diffNode(each, 'operand', naming)), span: node }, naming);
  if (node.kind === 'SetOperation') return setOperation(node, slot, naming);
  const parts: DiffNode[] = [];
  const plain: Record<string, unknown> = {};
  const keys: readonly string[] = childKeys[node.kind];
  const record = node as unknown as Readonly<Record<string, unknown>>;
  for (const key of keys) {
    const value = record[key];
    if (conditions.has(key) && isNode(value)) parts.push(condition(value as Expression, key, naming));
    else if (key === 'from' && isNode(value)) parts.push(relations(value as Relation, naming));
    else collect(node.kind, key, value, parts, plain, naming);
  }
  for (const key of Object.keys(record).toSorted()) if (key !== 'kind' && key !== 'pos' && key !== 'end' && !keys.includes(key)) plain[key] = plainValue(record[key]);
  return made({ kind: node.kind, node, slot, plain, children: parts, span: node }, naming);
}

function collect(kind: string, key: string, value: unknown, parts: DiffNode[], plain: Record<string, unknown>, naming: DiffNaming): void {
  if (isNode(value)) parts.push(diffNode(value, key, naming));
  else if (Array.isArray(value) && value.some((item) => typeof item === 'object')) for (const item of value) parts.push(part(kind, key, item, naming));
  else if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)) parts.push(part(kind, key, value, naming));
  else if (value !== undefined && !(Array.isArray(value) && value.length === 0)) plain[key] = plainValue(value);
}

/** A record or a list inside a node. */
function part(kind: string, slot: string, value: unknown, naming: DiffNaming): DiffNode {
  if (isNode(value)) return diffNode(value, slot, naming);
  const children: DiffNode[] = [];
  const plain: Record<string, unknown> = {};
  const name = `${kind}.${slot}`;
  if (Array.isArray(value)) for (const item of value) children.push(part(name, 'item', item, naming));
  else if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) collect(name, key, inner, children, plain, naming);
  else plain['value'] = plainValue(value);
  return made({ kind: name, slot, plain, children }, naming);
}

const plainValue = (value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value instanceof Uint8Array ? [...value] : value);

/** Properties that hold a condition, which is a list of what must hold. */
const conditions: ReadonlySet<string> = new Set(['where', 'having', 'qualify', 'on']);

const isChain = (node: Binary): boolean => node.op === 'AND' || node.op === 'OR';

function operands(node: Expression, op: string): readonly Expression[] {
  const found: Expression[] = [];
  let at = node;
  for (; at.kind === 'Binary' && at.op === op; at = at.left) found.push(at.right);
  return [at, ...found.toReversed()];
}

const condition = (value: Expression, slot: string, naming: DiffNaming): DiffNode =>
  made({ kind: 'condition', node: value, slot, plain: {}, children: operands(value, 'AND').map((each) => diffNode(each, slot, naming)), span: value }, naming);

/** FROM as a list: the first relation, then each that is joined to it. */
function relations(from: Relation, naming: DiffNaming): DiffNode {
  const joins: Join[] = [];
  let first = from;
  for (; first.kind === 'Join'; first = first.left) joins.unshift(first);
  const joined = joins.map((join) => {
    const { left, ...rest } = join;
    const children: DiffNode[] = [];
    const plain: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(rest)) {
      if (key === 'on' && isNode(value)) children.push(condition(value as Expression, key, naming));
      else if (key !== 'kind' && key !== 'pos' && key !== 'end') collect('Join', key, value, children, plain, naming);
    }
    return made({ kind: 'Join', slot: 'from', plain, children, span: { pos: left.end, end: join.end } }, naming);
  });
  return made({ kind: 'relations', node: from, slot: 'from', plain: {}, children: [diffNode(first, 'from', naming), ...joined], span: from }, naming);
}

/** A chain of set operations as a list: the first query, then each that is added to it. */
function setOperation(node: SetOperation, slot: string, naming: DiffNaming): DiffNode {
  const steps: SetOperation[] = [node];
  let first: Query = node.left;
  for (; first.kind === 'SetOperation' && first.with.length === 0 && first.orderBy.length === 0 && first.limit === undefined && first.offset === undefined; first = first.left) steps.unshift(first);
  const children: DiffNode[] = node.with.map((cte) => diffNode(cte, 'with', naming));
  children.push(diffNode(first, 'arm', naming));
  for (const step of steps) {
    const { op, all, byName, left, right } = step;
    children.push(made({ kind: 'arm', slot: 'arm', plain: { op, all, byName }, children: [diffNode(right, 'arm', naming)], span: { pos: left.end, end: right.end } }, naming));
  }
  const plain: Record<string, unknown> = {};
  const { kind: _kind, op: _op, all: _all, byName: _byName, left: _left, right: _right, with: _with, pos: _pos, end: _end, ...tail } = node;
  for (const [key, value] of Object.entries(tail)) collect('SetOperation', key, value, children, plain, naming);
  return made({ kind: 'SetOperation', node, slot, plain, children, span: node }, naming);
}
