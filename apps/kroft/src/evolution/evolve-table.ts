import { didYouMean } from '@millrace/diagnostics';
import { errors } from '../errors.ts';
import { type ColumnType, widerType } from '../schema/column-type.ts';
import type { Table } from '../schema/define-schema.ts';
import type { ActiveColumn, SchemaChange, TableVersion } from './schema-change.ts';

/** A table as a run first creates it: all columns but the reserved ones. */
export function firstVersion(table: Table): TableVersion {
  const active = table.columns.filter((column) => !column.reserved).map((column, id) => ({ ...column, id }));
  return { name: table.name, active, reserved: table.columns.filter((column) => column.reserved), tombstones: [], nextId: active.length };
}

/**
 * The change that creates a reserved column.
 *
 * @throws ToolError KROFT_NO_COLUMN when no reserved column has that name, KROFT_TOMBSTONE when it was dropped and `reAdd` is not set.
 */
export function promoteColumn(table: TableVersion, name: string, options: { readonly reAdd?: boolean } = {}): SchemaChange {
  const column = table.reserved.find((candidate) => candidate.name === name);
  if (column === undefined) throw unknownColumn(table, name, 'reserved', table.reserved.map((c) => c.name));
  if (table.tombstones.includes(name) && options.reAdd !== true) throw errors.KROFT_TOMBSTONE.error({ column: `${table.name}.${name}` });
  return { kind: 'addColumn', table: table.name, column: { ...column, reserved: false, id: table.nextId } };
}

/** The change that drops a column. @throws ToolError KROFT_PROTECTED for keys, references, update columns and protected ones, KROFT_NO_COLUMN. */
export function dropColumn(table: TableVersion, name: string): SchemaChange {
  return { kind: 'dropColumn', table: table.name, column: evolvable(table, name, 'dropped') };
}

/** The change that renames a column. @throws ToolError KROFT_PROTECTED, KROFT_NO_COLUMN, or KROFT_BAD_COLUMN when the name is taken. */
export function renameColumn(table: TableVersion, name: string, to: string): SchemaChange {
  const column = evolvable(table, name, 'renamed');
  if ([...table.active, ...table.reserved].some((other) => other.name === to)) throw errors.KROFT_BAD_COLUMN.error({ column: `${table.name}.${name}`, problem: `'${to}' is already a column` });
  return { kind: 'renameColumn', table: table.name, column, to };
}

/** The change to the next wider type. @throws ToolError KROFT_BAD_COLUMN when there is none or the column is protected, KROFT_NO_COLUMN. */
export function widenColumn(table: TableVersion, name: string): SchemaChange {
  const column = activeColumn(table, name);
  const to = widenable(column);
  if (to === undefined) throw errors.KROFT_BAD_COLUMN.error({ column: `${table.name}.${name}`, problem: protection(column) ?? 'its type has no wider one' });
  return { kind: 'widenType', table: table.name, column, to };
}

/** The wider type a column may take; keys keep theirs, since both sides of a reference must agree, and so do protected columns. */
export function widenable(column: ActiveColumn): ColumnType | undefined {
  return protection(column) === undefined ? widerType(column.type) : undefined;
}

/** Why a column must stay as it is, or undefined. */
export function protection(column: ActiveColumn): string | undefined {
  if (column.primaryKey) return 'it is the primary key';
  if (column.references !== undefined) return 'it is a foreign key';
  if (column.updateColumn) return 'it is the update column';
  return column.protected ? 'it is protected' : undefined;
}

/** The table after a change. A dropped column stays known: named among the tombstones, and reserved again for an explicit return. */
export function applyChange(table: TableVersion, change: SchemaChange): TableVersion {
  const replace = (by: Partial<ActiveColumn>): readonly ActiveColumn[] => table.active.map((column) => (column.id === change.column.id ? { ...column, ...by } : column));
  switch (change.kind) {
    case 'addColumn':
      return { ...table, active: [...table.active, change.column], reserved: table.reserved.filter((c) => c.name !== change.column.name), nextId: table.nextId + 1 };
    case 'dropColumn': {
      const { id: _, ...column } = change.column;
      return { ...table, active: table.active.filter((c) => c.id !== change.column.id), reserved: [...table.reserved, { ...column, reserved: true }], tombstones: [...new Set([...table.tombstones, column.name])] };
    }
    case 'renameColumn':
      return { ...table, active: replace({ name: change.to }) };
    case 'widenType':
      return { ...table, active: replace({ type: change.to }) };
  }
}

function activeColumn(table: TableVersion, name: string): ActiveColumn {
  const column = table.active.find((candidate) => candidate.name === name);
  if (column === undefined) throw unknownColumn(table, name, 'active', table.active.map((c) => c.name));
  return column;
}

function evolvable(table: TableVersion, name: string, action: string): ActiveColumn {
  const column = activeColumn(table, name);
  const reason = protection(column);
  if (reason !== undefined) throw errors.KROFT_PROTECTED.error({ column: `${table.name}.${name}`, action, reason });
  return column;
}

function unknownColumn(table: TableVersion, name: string, what: string, known: readonly string[]): Error {
  const hint = didYouMean(name, known);
  return errors.KROFT_NO_COLUMN.error({ table: table.name, what, column: name }, hint === undefined ? {} : { hint });
}
