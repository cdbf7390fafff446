import { type ColumnSpec, type Plan, scan } from '@millrace/plan';
import type { ColumnType, Need } from './column-type.ts';
import type { RowSource } from './row-source.ts';

/** Columns as `table` takes them. */
export type Columns = Readonly<Record<string, ColumnType<unknown, Need>>>;

/** The row of a table with these columns. */
export type RowOf<C extends Columns> = { -readonly [K in keyof C]: C[K]['$type'] };

/** What an insert into a table with these columns takes: nullable columns and those with a default may be left out. */
export type InsertOf<C extends Columns> =
  & { -readonly [K in keyof C as C[K]['need'] extends 'required' ? K : never]: C[K]['$type'] }
  & { -readonly [K in keyof C as C[K]['need'] extends 'required' ? never : K]?: C[K]['$type'] };

/** A table's column as inserts see it. */
export interface TableColumn extends ColumnSpec {
  readonly hasDefault: boolean;
  readonly primaryKey: boolean;
}

/** A table whose columns are known. It has rows, but no database: `db.from` gives it one. */
export class Table<out R, out I = R> implements RowSource<R> {
  declare readonly $row?: R;
  declare readonly $insert?: I;
  /** The name with its qualifiers, outermost first. */
  readonly name: readonly string[];
  readonly columns: readonly TableColumn[];

  constructor(name: readonly string[], columns: readonly TableColumn[]) {
    this.name = name;
    this.columns = columns;
  }

  /** A read of all its rows; each call reads anew. */
  $plan(): Plan {
    return scan(this.name, this.columns);
  }
}

/**
 * Declares a table, so that frames over it are typed.
 *
 * @param name the table's name as the database has it; with a schema a list, outermost first.
 * @example const users = table('users', { id: t.int().primaryKey(), name: t.text(), age: t.int().nullable() });
 */
export function table<const C extends Columns>(name: string | readonly string[], columns: C): Table<RowOf<C>, InsertOf<C>> {
  const specs = Object.entries(columns).map(([column, type]): TableColumn => ({ name: column, type: type.dataType, ...type.settings }));
  return new Table(typeof name === 'string' ? [name] : name, specs);
}
