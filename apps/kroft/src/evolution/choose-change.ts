import { type Random, weighted } from '../generator/random.ts';
import type { Evolution } from '../generator/settings.ts';
import { promoteColumn, protection, renameColumn, dropColumn, widenColumn, widenable } from './evolve-table.ts';
import type { SchemaChange, TableVersion } from './schema-change.ts';

/** How many changes of each kind a run has made. */
export type EvolutionCounts = Evolution['max'];

const kinds = ['add', 'drop', 'rename', 'widen'] as const;
type Kind = (typeof kinds)[number];

/** The most columns a table may use up before it is left alone: PostgreSQL stops at 1600, dropped ones counted. */
const attributeBudget = 1400;

/**
 * Chooses the next schema change among those that are possible now: a kind by weight, then a column evenly.
 *
 * @returns the change, or undefined when caps and protection leave none.
 */
export function chooseChange(evolution: Evolution, counts: EvolutionCounts, tables: readonly TableVersion[], random: Random): { readonly kind: Kind; readonly change: SchemaChange } | undefined {
  const open = tables.filter((table) => table.nextId < attributeBudget);
  const possible = (kind: Kind): readonly Candidate[] => (counts[kind] >= evolution.max[kind] ? [] : open.flatMap((table) => columnsFor(kind, table)));
  const candidates = { add: possible('add'), drop: possible('drop'), rename: possible('rename'), widen: possible('widen') };
  const weights = kinds.map((kind) => (candidates[kind].length === 0 ? 0 : evolution.weights[kind]));
  if (weights.every((weight) => weight === 0)) return undefined;
  const kind = kinds[weighted(random, weights)] ?? 'add';
  const chosen = candidates[kind][random.below(candidates[kind].length)];
  return chosen === undefined ? undefined : { kind, change: changeOf(kind, chosen) };
}

interface Candidate {
  readonly table: TableVersion;
  readonly column: string;
}

function columnsFor(kind: Kind, table: TableVersion): readonly Candidate[] {
  switch (kind) {
    case 'add':
      return table.reserved.filter((column) => !table.tombstones.includes(column.name)).map((column) => ({ table, column: column.name }));
    case 'drop':
    case 'rename':
      return table.active.filter((column) => protection(column) === undefined).map((column) => ({ table, column: column.name }));
    case 'widen':
      return table.active.filter((column) => widenable(column) !== undefined).map((column) => ({ table, column: column.name }));
  }
}

function changeOf(kind: Kind, { table, column }: Candidate): SchemaChange {
  switch (kind) {
    case 'add':
      return promoteColumn(table, column);
    case 'drop':
      return dropColumn(table, column);
    case 'rename':
      return renameColumn(table, column, nextName(table, column));
    case 'widen':
      return widenColumn(table, column);
  }
}

/** `note`, `note_v2`, `note_v3`, …: the first that is free. */
function nextName(table: TableVersion, name: string): string {
  const taken = new Set([...table.active, ...table.reserved].map((column) => column.name));
  const base = shortened(name.replace(/_v\d+$/, ''));
  for (let version = 2; ; version++) if (!taken.has(`${base}_v${version}`)) return `${base}_v${version}`;
}

/** Leaves room for the suffix within PostgreSQL's 63 bytes. */
function shortened(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > 57) short = Array.from(short).slice(0, -1).join('');
  return short;
}
