import { type ChangeMessage, type Relation, type Tuple, type TupleValue, unchanged } from '@millrace/connectors';
import { type Shape, shapeOf, type ShapeStep, shapeSteps } from './shape.ts';

/** What a batch of transactions does to one table: the last state of each key it touched. */
export interface PendingTable {
  shape: Shape;
  /** Steps to take before the rows are written. */
  readonly steps: ShapeStep[];
  /** The table has no shape in the copy yet. */
  readonly isNew: boolean;
  /** All rows of before the batch are gone. */
  truncated: boolean;
  /** The last row by key, null for a deleted one; the rows have the present shape. */
  readonly rows: Map<string, { readonly key: Tuple; readonly row: Tuple | null }>;
}

/** Collects changes until they are written at once. */
export interface Collapse {
  readonly tables: ReadonlyMap<string, PendingTable>;
  /** Adds one change. @returns 1 for a row change, 0 otherwise. */
  add(message: ChangeMessage): number;
}

/** @param shapes the shapes that the copy has now, by `schema.table`. */
export function collapseChanges(shapes: ReadonlyMap<string, Shape>): Collapse {
  const tables = new Map<string, PendingTable>();
  const tableOf = (relation: Relation): PendingTable => {
    const name = qualified(relation);
    const known = tables.get(name);
    if (known !== undefined) return known;
    const shape = shapes.get(name);
    const opened: PendingTable = { shape: shape ?? shapeOf(relation), steps: [], isNew: shape === undefined, truncated: false, rows: new Map() };
    tables.set(name, opened);
    return opened;
  };
  const add = (message: ChangeMessage): number => {
    switch (message.kind) {
      case 'relation':
        reshape(tableOf(message), shapeOf(message));
        return 0;
      case 'insert':
        put(tableOf(message.relation), message.relation, message.after);
        return 1;
      case 'update':
        if (message.before !== undefined) remove(tableOf(message.relation), message.relation, message.before, keyText(message.relation, message.after));
        put(tableOf(message.relation), message.relation, message.after);
        return 1;
      case 'delete':
        remove(tableOf(message.relation), message.relation, message.before);
        return 1;
      case 'truncate':
        for (const relation of message.relations) {
          const table = tableOf(relation);
          table.truncated = true;
          table.rows.clear();
        }
        return message.relations.length;
      case 'type':
      case 'origin':
      case 'message':
        return 0;
    }
  };
  return { tables, add };
}

/** A table's name in maps. */
export function qualified(table: { readonly schema: string; readonly table: string }): string {
  return JSON.stringify([table.schema, table.table]);
}

function keyOf(relation: Relation, tuple: Tuple): Tuple {
  return tuple.filter((_, i) => relation.columns[i]?.key === true);
}

function keyText(relation: Relation, tuple: Tuple): string {
  const key = keyOf(relation, tuple);
  return key.length === 1 ? String(key[0]) : JSON.stringify(key);
}

function put(table: PendingTable, relation: Relation, after: Tuple): void {
  const key = keyText(relation, after);
  const before = table.rows.get(key)?.row;
  const row = after.includes(unchanged) && before !== undefined && before !== null ? after.map((value, i): TupleValue => (value === unchanged ? (before[i] ?? null) : value)) : after;
  table.rows.set(key, { key: keyOf(relation, after), row });
}

/** @param exceptFor the new key of an updated row: when it is the old one nothing is removed. */
function remove(table: PendingTable, relation: Relation, before: Tuple, exceptFor?: string): void {
  const key = keyText(relation, before);
  if (key !== exceptFor) table.rows.set(key, { key: keyOf(relation, before), row: null });
}

/** Brings the rows that wait, and the table before them, into a new shape. */
function reshape(table: PendingTable, after: Shape): void {
  const steps = shapeSteps(table.shape, after);
  table.shape = after;
  table.steps.push(...steps);
  for (const step of steps) {
    if (step.kind === 'rename' || step.kind === 'retype') continue;
    for (const [key, pending] of table.rows) {
      if (pending.row === null) continue;
      const row = step.kind === 'add' ? [...pending.row, null] : pending.row.toSpliced(step.index, 1);
      table.rows.set(key, { ...pending, row });
    }
  }
}
