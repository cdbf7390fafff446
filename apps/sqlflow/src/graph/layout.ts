import type { Step } from '../planner/step.ts';

/** A step in a drawing: `layer` counts from the left, `row` from the top. */
export interface Placed {
  readonly step: Step;
  readonly layer: number;
  readonly row: number;
}

export interface Layout {
  readonly nodes: readonly Placed[];
  /** Pairs of ids, without those that a longer way says already. */
  readonly edges: readonly (readonly [from: string, to: string])[];
  readonly layers: number;
  readonly rows: number;
}

/** All steps that a step depends on, directly or not. */
function ancestors(steps: readonly Step[]): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, ReadonlySet<string>>();
  for (const step of steps) {
    const own = new Set(step.dependsOn);
    for (const id of step.dependsOn) for (const further of all.get(id) ?? []) own.add(further);
    all.set(step.id, own);
  }
  return all;
}

/** Dependencies that no other dependency implies. */
export function directEdges(steps: readonly Step[]): readonly (readonly [from: string, to: string])[] {
  const above = ancestors(steps);
  return steps.flatMap((step) => step.dependsOn
    .filter((id) => !step.dependsOn.some((other) => other !== id && above.get(other)?.has(id) === true))
    .map((id): readonly [string, string] => [id, step.id]));
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Arranges steps in layers by their longest way from a start, and within a layer near what they are joined to
 * (the barycentre method of Sugiyama, 1981).
 *
 * @param steps in an order in which each comes after those it depends on.
 */
export function layOut(steps: readonly Step[]): Layout {
  const edges = directEdges(steps);
  const layerOf = new Map<string, number>();
  for (const step of steps) layerOf.set(step.id, Math.max(-1, ...step.dependsOn.map((id) => layerOf.get(id) ?? -1)) + 1);
  // A source stands right before its first reader.
  for (const step of steps.filter((candidate) => candidate.dependsOn.length === 0)) {
    const readers = edges.filter(([from]) => from === step.id).map(([, to]) => layerOf.get(to) ?? 1);
    if (readers.length > 0) layerOf.set(step.id, Math.min(...readers) - 1);
  }
  const layers = Math.max(0, ...layerOf.values()) + 1;
  let columns = Array.from({ length: layers }, (_, layer) => steps.filter((step) => layerOf.get(step.id) === layer));
  for (let pass = 0; pass < 8; pass++) {
    const rowOf = new Map(columns.flatMap((column) => column.map((step, row) => [step.id, row] as const)));
    const neighbours = (id: string): readonly number[] => edges.flatMap(([from, to]) => (pass % 2 === 0 ? (to === id ? [rowOf.get(from) ?? 0] : []) : from === id ? [rowOf.get(to) ?? 0] : []));
    columns = columns.map((column) => column.map((step, row) => ({ step, weight: mean(neighbours(step.id)) ?? row })).toSorted((a, b) => a.weight - b.weight).map(({ step }) => step));
  }
  const nodes = columns.flatMap((column, layer) => column.map((step, row) => ({ step, layer, row })));
  return { nodes, edges, layers, rows: Math.max(0, ...columns.map((column) => column.length)) };
}
