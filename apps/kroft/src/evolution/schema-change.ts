import { type ColumnType, printType } from '../schema/column-type.ts';
import type { Column } from '../schema/column.ts';

/** A column that exists on the server now. `id` stays through renames; a column that is dropped and comes back has a new one. */
export interface ActiveColumn extends Column {
  readonly id: number;
}

/** A table as it stands after some schema changes. */
export interface TableVersion {
  readonly name: string;
  /** In the order of the server's catalogue. */
  readonly active: readonly ActiveColumn[];
  /** Not yet created. */
  readonly reserved: readonly Column[];
  /** Names of dropped columns: they do not come back unless asked for. */
  readonly tombstones: readonly string[];
  /** The id of the next column. */
  readonly nextId: number;
}

/** One change of one table's shape, as data. */
export type SchemaChange =
  | { readonly kind: 'addColumn'; readonly table: string; readonly column: ActiveColumn }
  | { readonly kind: 'dropColumn'; readonly table: string; readonly column: ActiveColumn }
  | { readonly kind: 'renameColumn'; readonly table: string; readonly column: ActiveColumn; readonly to: string }
  | { readonly kind: 'widenType'; readonly table: string; readonly column: ActiveColumn; readonly to: ColumnType };

export type SchemaChangeKind = SchemaChange['kind'];

/** The change in a few words, for people: `add coupon text`. */
export function describeChange(change: SchemaChange): string {
  switch (change.kind) {
    case 'addColumn':
      return `add ${change.column.name} ${printType(change.column.type)}${change.column.default === undefined ? '' : ` default ${change.column.default}`}`;
    case 'dropColumn':
      return `drop ${change.column.name}`;
    case 'renameColumn':
      return `rename ${change.column.name} to ${change.to}`;
    case 'widenType':
      return `widen ${change.column.name} from ${printType(change.column.type)} to ${printType(change.to)}`;
  }
}
