/** Snowflake's names of result types on the wire. */
export type WireTypeName =
  | 'fixed' | 'real' | 'text' | 'boolean' | 'date' | 'time'
  | 'timestamp_ntz' | 'timestamp_ltz' | 'timestamp_tz'
  | 'variant' | 'object' | 'array' | 'map' | 'binary' | 'vector' | 'geography' | 'geometry';

/** One result column, as every driver wants it described. */
export interface WireColumn {
  readonly name: string;
  readonly type: WireTypeName;
  readonly nullable: boolean;
  /** Decimal digits of `fixed`. */
  readonly precision?: number;
  /** Digits after the point of `fixed`; fractional seconds of times. */
  readonly scale?: number;
  /** Characters of `text`, bytes of `binary`. */
  readonly length?: number;
  /** Dimension of `vector`. */
  readonly dimension?: number;
  /** The table the column comes from, where that is known. */
  readonly origin?: { readonly database: string; readonly schema: string; readonly table: string };
}

/** The longest VARCHAR, in characters: what a text column without a length is described with. */
export const longestText = 16_777_216;
/** The longest BINARY, in bytes. */
const longestBinary = 8_388_608;

/** A text column of any length. */
export function textColumn(name: string, nullable = true): WireColumn {
  return { name, type: 'text', nullable, length: longestText };
}

/** A whole-number column, NUMBER(38,0) unless told. */
export function numberColumn(name: string, precision = 38): WireColumn {
  return { name, type: 'fixed', nullable: true, precision, scale: 0 };
}

/** A TIMESTAMP_LTZ(3) column, the type of every creation time in SHOW. */
export function instantColumn(name: string): WireColumn {
  return { name, type: 'timestamp_ltz', nullable: true, scale: 3 };
}

/** How a column is described in the `rowtype` of a reply. */
export interface RowType {
  readonly name: string;
  readonly database: string;
  readonly schema: string;
  readonly table: string;
  readonly nullable: boolean;
  readonly type: string;
  readonly byteLength: number | null;
  readonly length: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
  readonly collation: null;
  readonly vectorDimension?: number;
  readonly extTypeName?: string;
}

/** Describes a column for the reply; every field is always present, because the Python driver requires them. */
export function describeColumn(column: WireColumn): RowType {
  const { origin } = column;
  const isText = column.type === 'text';
  const isTime = column.type === 'time' || column.type.startsWith('timestamp');
  const length = isText ? (column.length ?? longestText) : column.type === 'binary' ? (column.length ?? longestBinary) : null;
  const isGeography = column.type === 'geography' || column.type === 'geometry';
  return {
    name: column.name,
    database: origin?.database ?? '',
    schema: origin?.schema ?? '',
    table: origin?.table ?? '',
    nullable: column.nullable,
    type: isGeography ? 'text' : column.type,
    length,
    byteLength: isText && length !== null ? Math.min(length * 4, longestText) : length,
    precision: column.type === 'fixed' ? (column.precision ?? 38) : isTime ? 0 : null,
    scale: column.type === 'fixed' ? (column.scale ?? 0) : isTime ? (column.scale ?? 9) : null,
    collation: null,
    ...(column.dimension === undefined ? {} : { vectorDimension: column.dimension }),
    ...(isGeography ? { extTypeName: column.type.toUpperCase() } : {}),
  };
}
