import type { DiffNode } from './diff-node.ts';

/** Two children that stand for one another, or one that has no partner. */
export type Pair = { readonly from: DiffNode; readonly to: DiffNode } | { readonly from: DiffNode; readonly to?: undefined } | { readonly from?: undefined; readonly to: DiffNode };

/** From how much in common on two different subtrees are one that was changed. */
const likeness = 0.3;
/** Past this many comparisons of two lists, what is between their common ends is paired by place. */
const comparisonLimit = 250_000;

/** Pairs two lists of children in the order of the second: equal ones first, then those that have most in common, then by place. */
export function align(from: readonly DiffNode[], to: readonly DiffNode[]): readonly Pair[] {
  const pairs: Pair[] = [];
  let start = 0;
  while (start < from.length && start < to.length && from[start]?.id === to[start]?.id) start += 1;
  let tail = 0;
  while (tail < from.length - start && tail < to.length - start && from[from.length - 1 - tail]?.id === to[to.length - 1 - tail]?.id) tail += 1;
  const both = (a: number, b: number): void => {
    const [left, right] = [from[a], to[b]];
    if (left !== undefined && right !== undefined) pairs.push({ from: left, to: right });
  };
  for (let i = 0; i < start; i++) both(i, i);
  pairs.push(...between(from.slice(start, from.length - tail), to.slice(start, to.length - tail)));
  for (let i = tail; i > 0; i--) both(from.length - i, to.length - i);
  return pairs;
}

function between(from: readonly DiffNode[], to: readonly DiffNode[]): readonly Pair[] {
  const anchors = from.length * to.length > comparisonLimit ? [] : common(from, to);
  const pairs: Pair[] = [];
  let [a, b] = [0, 0];
  for (const [i, j] of [...anchors, [from.length, to.length] as const]) {
    pairs.push(...gap(from.slice(a, i), to.slice(b, j)));
    const [left, right] = [from[i], to[j]];
    if (left !== undefined && right !== undefined) pairs.push({ from: left, to: right });
    [a, b] = [i + 1, j + 1];
  }
  return pairs;
}

/** The longest common subsequence of equal subtrees, as places in both lists. */
function common(from: readonly DiffNode[], to: readonly DiffNode[]): readonly (readonly [number, number])[] {
  const width = to.length + 1;
  const lengths = new Uint32Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      const here = i * width + j;
      lengths[here] = from[i]?.id === to[j]?.id ? (lengths[here + width + 1] ?? 0) + 1 : Math.max(lengths[here + width] ?? 0, lengths[here + 1] ?? 0);
    }
  }
  const found: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < from.length && j < to.length;) {
    if (from[i]?.id === to[j]?.id) found.push([i++, j++]);
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return found;
}

/** Pairs what stands between two common subtrees, without crossing: the pair that has most in common parts the rest. */
function gap(from: readonly DiffNode[], to: readonly DiffNode[]): readonly Pair[] {
  if (from.length === 0) return to.map((each) => ({ to: each }));
  if (to.length === 0) return from.map((each) => ({ from: each }));
  const best = from.length * to.length > 2500 ? undefined : closest(from, to);
  if (best !== undefined) {
    const [i, j] = best;
    const [left, right] = [from[i], to[j]];
    if (left !== undefined && right !== undefined) return [...gap(from.slice(0, i), to.slice(0, j)), { from: left, to: right }, ...gap(from.slice(i + 1), to.slice(j + 1))];
  }
  // Nothing is alike: one for one they are replacements, what is left over is not.
  if (from.length === to.length) return from.flatMap((each, i): readonly Pair[] => (to[i] === undefined ? [] : [{ from: each, to: to[i] }]));
  return [...from.map((each) => ({ from: each })), ...to.map((each) => ({ to: each }))];
}

function closest(from: readonly DiffNode[], to: readonly DiffNode[]): readonly [number, number] | undefined {
  let best: readonly [number, number] | undefined;
  let most = likeness;
  from.forEach((left, i) => to.forEach((right, j) => {
    const share = inCommon(left, right);
    if (share > most) [best, most] = [[i, j], share];
  }));
  return best;
}

/** How much of two subtrees is equal, from 0 to 1; none of different kinds. */
export function inCommon(from: DiffNode, to: DiffNode): number {
  if (from.kind !== to.kind) return 0;
  const counts = new Map<number, number>();
  each(from, ({ id }) => counts.set(id, (counts.get(id) ?? 0) + 1));
  let shared = 0;
  each(to, ({ id }) => {
    const left = counts.get(id) ?? 0;
    if (left === 0) return;
    shared += 1;
    counts.set(id, left - 1);
  });
  return (2 * shared) / (from.size + to.size);
}

/** Calls `found` for a node and all below it. */
export function each(node: DiffNode, found: (node: DiffNode) => void): void {
  found(node);
  for (const child of node.children) each(child, found);
}
