import type { Clock } from '../generator/clock.ts';
import { printMoment } from '../generator/clock.ts';
import { type Random, skewedRank } from '../generator/random.ts';
import type { ActiveColumn } from '../evolution/schema-change.ts';
import { bury, drawValue, enliven, keyColumn, type LiveTable, type Text, valueAt } from './live-table.ts';
import type { Operation } from './operation.ts';

/** What changing rows needs to know. */
export interface ChangeContext {
  readonly tables: ReadonlyMap<string, LiveTable>;
  readonly clock: Clock;
  readonly random: Random;
  readonly hotKeys: number;
  /** The transaction's number and the operation's number within the run. */
  readonly transaction: number;
  readonly at: number;
  /** Steps that undo what was done, newest last; absent when the transaction will commit. */
  readonly undo?: (() => void)[];
}

/** Inserts `count` rows. Every parent table must have a living row. */
export function insertRows(context: ChangeContext, table: LiveTable, count: number): Operation {
  const columns = table.version.active;
  const values: Text[][] = columns.map(() => []);
  const first = table.slots;
  for (let i = 0; i < count; i++) {
    const slot = table.slots++;
    const moment = stamp(context);
    columns.forEach((column, c) => {
      const text = column.updateColumn ? moment : column.references === undefined ? drawValue(table, column) : adopt(context, table, column, slot);
      values[c]?.push(text);
      store(table, column, slot, text);
    });
    table.children[slot] = 0;
    touch(context, table, slot);
    enliven(table, slot);
  }
  const end = table.slots;
  context.undo?.push(() => {
    for (let slot = end - 1; slot >= first; slot--) remove(context, table, slot);
  });
  return { kind: 'insert', table: table.version.name, columns, values, rows: count };
}

/** Updates one column, and the update column, of up to `count` different rows; undefined when the table has no column or row to update. */
export function updateRows(context: ChangeContext, table: LiveTable, count: number): Operation | undefined {
  const changeable = table.version.active.filter((column) => !column.primaryKey && column.references === undefined && !column.updateColumn);
  const column = changeable[context.random.below(changeable.length)];
  if (column === undefined || table.live.length === 0) return undefined;
  const slots = new Set<number>();
  for (let i = 0; i < count; i++) slots.add(table.live[skewedRank(context.random, table.live.length, context.hotKeys)] ?? 0);
  const stampColumn = table.version.active.find((candidate) => candidate.updateColumn);
  const columns = stampColumn === undefined ? [column] : [column, stampColumn];
  const key = keyColumn(table.version);
  const keys: Text[] = [];
  const values: Text[][] = columns.map(() => []);
  for (const slot of slots) {
    keys.push(valueAt(table, key, slot));
    const moment = stamp(context);
    if (context.undo !== undefined) context.undo.push(restorer(table, columns, slot));
    columns.forEach((changed, c) => {
      const text = changed.updateColumn ? moment : drawValue(table, changed);
      values[c]?.push(text);
      store(table, changed, slot, text);
    });
    touch(context, table, slot);
  }
  return { kind: 'update', table: table.version.name, key, keys, columns, values, rows: keys.length };
}

/** Deletes up to `count` rows that no living row references; undefined when none was found. */
export function deleteRows(context: ChangeContext, table: LiveTable, count: number): Operation | undefined {
  const key = keyColumn(table.version);
  const keys: Text[] = [];
  for (let attempt = 0; attempt < count * 4 && keys.length < count && table.live.length > 0; attempt++) {
    const slot = table.live[context.random.below(table.live.length)] ?? 0;
    if ((table.children[slot] ?? 0) > 0) continue;
    keys.push(valueAt(table, key, slot));
    if (context.undo !== undefined) context.undo.push(resurrection(context, table, slot));
    context.clock.advance(1);
    remove(context, table, slot);
  }
  return keys.length === 0 ? undefined : { kind: 'delete', table: table.version.name, key, keys, rows: keys.length };
}

/** A moment later than all before: rows changed one after the other never share one. */
function stamp(context: ChangeContext): string {
  return printMoment(context.clock.advance(1 + context.random.below(200_000)));
}

function touch(context: ChangeContext, table: LiveTable, slot: number): void {
  table.touchedBy[slot] = context.transaction;
  table.touchedAt[slot] = context.at;
}

function store(table: LiveTable, column: ActiveColumn, slot: number, text: Text): void {
  const values = table.values.get(column.id);
  if (values !== undefined) values[slot] = text;
}

/** Chooses a parent and counts the new child. */
function adopt(context: ChangeContext, table: LiveTable, column: ActiveColumn, slot: number): Text {
  const parent = column.references === undefined ? undefined : context.tables.get(column.references.table);
  const sampling = table.samplers.get(column.id);
  if (parent === undefined || sampling === undefined || column.references === undefined) return null;
  if (column.nullRate > 0 && sampling.random.unit() < column.nullRate) return null;
  const parentSlot = parent.live[skewedRank(sampling.random, parent.live.length, column.references.skew)] ?? 0;
  const parents = table.parents.get(column.id);
  if (parents !== undefined) parents[slot] = parentSlot;
  parent.children[parentSlot] = (parent.children[parentSlot] ?? 0) + 1;
  return valueAt(parent, keyColumn(parent.version), parentSlot);
}

function eachParent(context: ChangeContext, table: LiveTable, slot: number, visit: (parent: LiveTable, parentSlot: number) => void): void {
  for (const column of table.version.active) {
    const parent = column.references === undefined ? undefined : context.tables.get(column.references.table);
    const parentSlot = table.parents.get(column.id)?.[slot];
    if (parent !== undefined && parentSlot !== undefined && table.values.get(column.id)?.[slot] !== null) visit(parent, parentSlot);
  }
}

function remove(context: ChangeContext, table: LiveTable, slot: number): void {
  eachParent(context, table, slot, (parent, parentSlot) => {
    parent.children[parentSlot] = (parent.children[parentSlot] ?? 1) - 1;
  });
  bury(table, slot);
  for (const values of table.values.values()) values[slot] = null;
}

function restorer(table: LiveTable, columns: readonly ActiveColumn[], slot: number): () => void {
  const before = columns.map((column) => valueAt(table, column, slot));
  const by = table.touchedBy[slot] ?? 0;
  const at = table.touchedAt[slot] ?? 0;
  return () => {
    columns.forEach((column, c) => store(table, column, slot, before[c] ?? null));
    table.touchedBy[slot] = by;
    table.touchedAt[slot] = at;
  };
}

function resurrection(context: ChangeContext, table: LiveTable, slot: number): () => void {
  const columns = table.version.active;
  const restore = restorer(table, columns, slot);
  return () => {
    restore();
    eachParent(context, table, slot, (parent, parentSlot) => {
      parent.children[parentSlot] = (parent.children[parentSlot] ?? 0) + 1;
    });
    enliven(table, slot);
  };
}
