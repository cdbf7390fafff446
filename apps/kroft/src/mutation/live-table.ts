import { randomStream } from '../generator/random.ts';
import { type Sampling, sample } from '../generator/sample.ts';
import type { Clock } from '../generator/clock.ts';
import type { ActiveColumn, TableVersion } from '../evolution/schema-change.ts';

/** A value in PostgreSQL's text form. */
export type Text = string | null;

/** One table's rows as the plan has made them so far: by column, a slot per row ever inserted. */
export interface LiveTable {
  version: TableVersion;
  /** Values by column id and slot; a deleted row's are undefined. */
  readonly values: Map<number, Text[]>;
  /** The slots of living rows, oldest first as far as deletions allow. */
  readonly live: number[];
  /** Where a slot stands in `live`. */
  readonly place: number[];
  /** Living rows of other tables that reference the slot. */
  readonly children: number[];
  /** The parents' slots, by foreign-key column id. */
  readonly parents: Map<number, number[]>;
  /** The transaction, and the operation within the run, that last wrote the slot. */
  readonly touchedBy: number[];
  readonly touchedAt: number[];
  readonly samplers: Map<number, Sampling>;
  /** Columns that came with a default, and the operation that added them: older rows hold it at the source, not in the stream. */
  readonly filledAt: Map<number, number>;
  slots: number;
}

/** An empty table. */
export function liveTable(version: TableVersion, seed: number, clock: Clock): LiveTable {
  const table: LiveTable = {
    version, values: new Map(), live: [], place: [], children: [], parents: new Map(), touchedBy: [], touchedAt: [], samplers: new Map(), filledAt: new Map(), slots: 0,
  };
  for (const column of version.active) openColumn(table, column, seed, clock);
  return table;
}

/** Makes room for a column's values and gives it a random stream of its own. */
export function openColumn(table: LiveTable, column: ActiveColumn, seed: number, clock: Clock): void {
  let serial = 0;
  table.samplers.set(column.id, { random: randomStream(seed, `${table.version.name}.${column.name}#${column.id}`), clock, serial: () => ++serial });
  table.values.set(column.id, Array.from({ length: table.slots }, (): Text => column.default ?? null));
  if (column.references !== undefined) table.parents.set(column.id, []);
}

/** Draws a value for a column of its own generator. */
export function drawValue(table: LiveTable, column: ActiveColumn): Text {
  const sampling = table.samplers.get(column.id);
  if (sampling === undefined) return null;
  if (column.nullRate > 0 && sampling.random.unit() < column.nullRate) return null;
  const text = sample(column.generator, sampling);
  return column.type.kind === 'varchar' && text.length > column.type.length ? Array.from(text).slice(0, column.type.length).join('') : text;
}

/** The primary key's column. */
export function keyColumn(version: TableVersion): ActiveColumn {
  const key = version.active.find((column) => column.primaryKey);
  // validateSchema and the protection of keys see to it.
  if (key === undefined) throw new TypeError(`${version.name} lost its key`);
  return key;
}

/** A row's value, by column id and slot. */
export function valueAt(table: LiveTable, column: ActiveColumn, slot: number): Text {
  return table.values.get(column.id)?.[slot] ?? null;
}

/** Marks a slot as living. */
export function enliven(table: LiveTable, slot: number): void {
  table.place[slot] = table.live.length;
  table.live.push(slot);
}

/** Takes a slot out of the living: the last one takes its place. */
export function bury(table: LiveTable, slot: number): void {
  const at = table.place[slot] ?? -1;
  const last = table.live.pop();
  if (last !== undefined && last !== slot) {
    table.live[at] = last;
    table.place[last] = at;
  }
}
