import type { Identifier } from '../expression.ts';
import type { Node } from '../node.ts';
import { align, each, inCommon } from './align.ts';
import { type DiffNode, rootNode } from './diff-node.ts';

/** A place in one of two trees. */
export interface EditPlace {
  /** The node's kind, or `Kind.property` for a part that is no node, such as a constraint of a column. */
  readonly kind: string;
  readonly node?: Node;
  /** The properties that lead to it from the statement. */
  readonly path: readonly string[];
  /** Where it stands in its text; -1 for what was made, not parsed. */
  readonly pos: number;
  readonly end: number;
  /** False where the text does not tell its place, which is then that of what holds it. */
  readonly exact: boolean;
  /** What it says of itself, beside what it holds. */
  readonly plain: Readonly<Record<string, unknown>>;
}

/** One step from the first tree to the second. */
export type Edit = EditOf<EditPlace>;

/** A property of a node that changed while what it holds has edits of its own. */
export interface PropertyChange {
  readonly property: string;
  readonly from: unknown;
  readonly to: unknown;
}

type EditOf<P> =
  | { readonly type: 'keep' | 'move'; readonly from: P; readonly to: P }
  /** With `changes` the node stays and only these properties of it change; without, one is put in the other's place. */
  | { readonly type: 'update'; readonly from: P; readonly to: P; readonly changes?: readonly PropertyChange[] }
  | { readonly type: 'insert'; readonly to: P }
  | { readonly type: 'remove'; readonly from: P };

export interface DiffOptions {
  /** The exact name an identifier means, so that `a` and `A` are one where the dialect says so; without it, spelling and quotes count. */
  readonly name?: (identifier: Identifier) => string;
}

interface Place {
  readonly node: DiffNode;
  readonly path: readonly string[];
  readonly parent?: Place;
}

/**
 * The edits that lead from one tree to another, in the order of the second: largest subtrees that stay are kept whole, changed ones
 * are looked into as long as they have something in common, and what is gone from one place and the same in another has moved.
 * Comments and layout are no part of a tree, and so never differ.
 *
 * @param from a statement or any other node, or the statements of a script.
 * @param to the other.
 * @example diff(parseStatement('SELECT a FROM t', o), parseStatement('SELECT a, b FROM t', o)).filter(({ type }) => type !== 'keep') // one insert, of b
 */
export function diff(from: Node | readonly Node[], to: Node | readonly Node[], options: DiffOptions = {}): readonly Edit[] {
  const naming = { name: options.name ?? ((identifier: Identifier): string => (identifier.quoted ? `"${identifier.name}"` : identifier.name)), numbers: new Map<string, number>() };
  const edits: Found[] = [];
  compare({ node: rootNode(from, naming), path: [] }, { node: rootNode(to, naming), path: [] }, edits);
  return moves(edits).map(asEdit);
}

type Found = EditOf<Place>;

function compare(from: Place, to: Place, edits: Found[]): void {
  if (from.node.id === to.node.id) return void edits.push({ type: 'keep', from, to });
  if (from.node.kind !== to.node.kind || replaces(from.node, to.node)) return void edits.push({ type: 'update', from, to });
  if (from.node.children.length + to.node.children.length === 0) return void edits.push({ type: 'update', from, to });
  const changes = changesOf(from.node.plain, to.node.plain);
  if (changes.length > 0) edits.push({ type: 'update', from, to, changes });
  for (const slot of slotsOf(from.node, to.node)) {
    const inSlot = ({ node }: Place): readonly DiffNode[] => node.children.filter((child) => child.slot === slot);
    for (const pair of align(inSlot(from), inSlot(to))) {
      const left = pair.from === undefined ? undefined : { node: pair.from, path: [...from.path, slot], parent: from };
      const right = pair.to === undefined ? undefined : { node: pair.to, path: [...to.path, slot], parent: to };
      if (left !== undefined && right !== undefined) compare(left, right, edits);
      else if (left !== undefined) edits.push({ type: 'remove', from: left });
      else if (right !== undefined) edits.push({ type: 'insert', to: right });
    }
  }
}

/** The properties of both in the order of the text: each that only one has stands behind what precedes it there. */
function slotsOf(from: DiffNode, to: DiffNode): readonly string[] {
  const [before, after] = [from, to].map(({ children }) => [...new Set(children.map(({ slot }) => slot))]);
  const slots: string[] = [];
  for (const slot of after ?? []) {
    const at = before?.indexOf(slot) ?? -1;
    if (at >= 0) slots.push(...(before?.splice(0, at + 1).filter((each) => !slots.includes(each)) ?? []));
    else if (!slots.includes(slot)) slots.push(slot);
  }
  return [...slots, ...(before ?? []).filter((slot) => !slots.includes(slot))];
}

function changesOf(from: DiffNode['plain'], to: DiffNode['plain']): readonly PropertyChange[] {
  const properties = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return properties.filter((property) => JSON.stringify(from[property]) !== JSON.stringify(to[property])).map((property) => ({ property, from: from[property], to: to[property] }));
}

/** Kinds that are told apart part by part however little they share: a change of one is never the whole of it. */
const structural: ReadonlySet<string> = new Set(['script', 'QueryStatement', 'Select', 'SetOperation', 'condition', 'relations', 'Cte', 'Projection', 'OrderItem', 'arm', 'Insert', 'Update', 'Delete', 'Merge', 'CreateTable', 'CreateView']);

/** Whether one is put in the other's place, rather than changed: one is around the other, or they share next to nothing. */
function replaces(from: DiffNode, to: DiffNode): boolean {
  if (holds(to, from.id) || holds(from, to.id)) return true;
  return !structural.has(from.kind) && from.children.length + to.children.length > 0 && inCommon(from, to) < 0.2;
}

function holds(node: DiffNode, id: number): boolean {
  let found = false;
  each(node, (inner) => { if (inner !== node && inner.id === id && inner.size > 1) found = true; });
  return found;
}

/** Turns what was removed in one place and inserted the same in another into a move. */
function moves(edits: readonly Found[]): readonly Found[] {
  const gone = new Map<number, Place[]>();
  for (const edit of edits) if (edit.type === 'remove' && edit.from.node.size > 1) gone.set(edit.from.node.id, [...(gone.get(edit.from.node.id) ?? []), edit.from]);
  const moved = new Set<Place>();
  const changed = edits.map((edit): Found => {
    const from = edit.type === 'insert' ? gone.get(edit.to.node.id)?.shift() : undefined;
    if (edit.type !== 'insert' || from === undefined) return edit;
    moved.add(from);
    return { type: 'move', from, to: edit.to };
  });
  return changed.filter((edit) => edit.type !== 'remove' || !moved.has(edit.from));
}

function asEdit(edit: Found): Edit {
  switch (edit.type) {
    case 'insert': return { type: edit.type, to: place(edit.to) };
    case 'remove': return { type: edit.type, from: place(edit.from) };
    case 'keep': case 'move': return { type: edit.type, from: place(edit.from), to: place(edit.to) };
    case 'update': return { type: edit.type, from: place(edit.from), to: place(edit.to), ...(edit.changes === undefined ? {} : { changes: edit.changes }) };
  }
}

function place(at: Place): EditPlace {
  const { node: { kind, node, plain }, path } = at;
  const isPlaced = ({ node: { pos, end } }: Place): boolean => pos >= 0 && pos <= end;
  let holder: Place | undefined = at;
  while (holder !== undefined && !isPlaced(holder)) holder = holder.parent;
  return { kind, path, plain, pos: holder?.node.pos ?? -1, end: holder?.node.end ?? -1, exact: holder === at, ...(node === undefined ? {} : { node }) };
}
