import { decimal, types } from '@millrace/plan';
import type { DataType } from '@millrace/sql-ir';
import type { DateOnly, Decimal, Json, Timestamp, Uuid } from './sql-value.ts';

/** Whether an insert must give a column, or may leave it to the database. */
export type Need = 'required' | 'optional';

interface Settings {
  readonly nullable: boolean;
  readonly primaryKey: boolean;
  readonly hasDefault: boolean;
}

/** The type of a table's column, with what it says of inserts. Immutable: each method gives a new one. */
export class ColumnType<out T, out N extends Need = 'required'> {
  declare readonly $type: T;
  declare readonly need: N;
  readonly dataType: DataType;
  readonly settings: Settings;

  constructor(dataType: DataType, settings: Settings = { nullable: false, primaryKey: false, hasDefault: false }) {
    this.dataType = dataType;
    this.settings = settings;
  }

  /** The column may be NULL. */
  nullable(): ColumnType<T | null, 'optional'> {
    return new ColumnType(this.dataType, { ...this.settings, nullable: true });
  }

  /** The column is (part of) the primary key. */
  primaryKey(): ColumnType<T, N> {
    return new ColumnType(this.dataType, { ...this.settings, primaryKey: true });
  }

  /** The database fills the column when an insert leaves it out. */
  default(): ColumnType<T, 'optional'> {
    return new ColumnType(this.dataType, { ...this.settings, hasDefault: true });
  }
}

/** The column types by name. */
export interface ColumnTypes {
  /** A whole number up to 32 bits (or as many as a JavaScript number holds exactly); `number` in rows. */
  int(): ColumnType<number>;
  /** A whole number of 64 bits; `bigint` in rows. */
  bigint(): ColumnType<bigint>;
  /** A floating-point number of 64 bits; `number` in rows. */
  float(): ColumnType<number>;
  /** An exact number of `precision` digits, `scale` of them after the point; `string` in rows. */
  decimal(precision: number, scale: number): ColumnType<Decimal>;
  text(): ColumnType<string>;
  bool(): ColumnType<boolean>;
  /** A calendar date; `2024-01-31` in rows. */
  date(): ColumnType<DateOnly>;
  /** A date and time without a zone; `2024-01-31 12:34:56` in rows. */
  timestamp(): ColumnType<Timestamp>;
  /** A JSON document; its parsed value in rows. */
  json(): ColumnType<Json>;
  uuid(): ColumnType<Uuid>;
  /** Binary data; `Uint8Array` in rows. */
  bytes(): ColumnType<Uint8Array>;
}

/**
 * Column types for `table`.
 *
 * @example table('users', { id: t.int().primaryKey(), name: t.text(), age: t.int().nullable() })
 */
export const t: ColumnTypes = {
  int: () => new ColumnType(types.integer),
  bigint: () => new ColumnType(types.bigint),
  float: () => new ColumnType(types.double),
  decimal: (precision, scale) => new ColumnType(decimal(precision, scale)),
  text: () => new ColumnType(types.text),
  bool: () => new ColumnType(types.boolean),
  date: () => new ColumnType(types.date),
  timestamp: () => new ColumnType(types.timestamp),
  json: () => new ColumnType(types.json),
  uuid: () => new ColumnType(types.uuid),
  bytes: () => new ColumnType(types.binary),
};
