/**
 * Snowflake's types as the binder knows them: every expression has one, with precision, scale and length.
 * `unknown` is the type of what cannot be known (no catalog); rules leave it alone. `null` is the type of a bare NULL.
 */
export type SqlType =
  | { readonly type: 'number'; readonly precision: number; readonly scale: number }
  /** `collation`: the specification that comparisons follow, absent for the order of Unicode. */
  | { readonly type: 'varchar'; readonly length: number; readonly collation?: string }
  | { readonly type: 'binary'; readonly length: number }
  | { readonly type: 'time' | 'timestamp_ntz' | 'timestamp_ltz' | 'timestamp_tz'; readonly scale: number }
  /** With an element or fields it is a structured type, whose values are those of the element's or the fields' types. */
  | { readonly type: 'array'; readonly element?: SqlType }
  | { readonly type: 'object'; readonly fields?: readonly StructuredField[] }
  | { readonly type: 'map'; readonly key: SqlType; readonly value: SqlType }
  | { readonly type: 'float' | 'boolean' | 'date' | 'variant' | 'interval' | 'geography' | 'geometry' | 'null' | 'unknown' };

/** A field of a structured OBJECT, by its exact (case-sensitive) name. */
export interface StructuredField {
  readonly name: string;
  readonly type: SqlType;
}

export type SqlTypeName = SqlType['type'];

/** The longest VARCHAR and BINARY, in characters and bytes (https://docs.snowflake.com/en/sql-reference/data-types-text). */
const maximumVarchar = 16_777_216;
export const maximumBinary = 8_388_608;
/** Digits of the widest NUMBER. */
export const maximumPrecision = 38;

/** Constructors and constants of the types that rules name most. */
export const types: {
  readonly float: SqlType;
  readonly boolean: SqlType;
  readonly date: SqlType;
  readonly variant: SqlType;
  readonly object: SqlType;
  readonly array: SqlType;
  readonly interval: SqlType;
  readonly nothing: SqlType;
  readonly unknown: SqlType;
  readonly text: SqlType;
  readonly integer: SqlType;
  readonly binary: SqlType;
  readonly time: SqlType;
  readonly timestamp: SqlType;
  readonly timestampLtz: SqlType;
  readonly timestampTz: SqlType;
  readonly geography: SqlType;
  readonly geometry: SqlType;
} = {
  float: { type: 'float' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  variant: { type: 'variant' },
  object: { type: 'object' },
  array: { type: 'array' },
  interval: { type: 'interval' },
  nothing: { type: 'null' },
  unknown: { type: 'unknown' },
  text: { type: 'varchar', length: maximumVarchar },
  integer: { type: 'number', precision: maximumPrecision, scale: 0 },
  binary: { type: 'binary', length: maximumBinary },
  time: { type: 'time', scale: 9 },
  timestamp: { type: 'timestamp_ntz', scale: 9 },
  timestampLtz: { type: 'timestamp_ltz', scale: 9 },
  timestampTz: { type: 'timestamp_tz', scale: 9 },
  geography: { type: 'geography' },
  geometry: { type: 'geometry' },
};

type NumberType = Extract<SqlType, { type: 'number' }>;

/** Every NUMBER there is, each made once. */
const numberTypes: readonly (readonly NumberType[])[] = Array.from({ length: maximumPrecision + 1 }, (_, precision) =>
  Array.from({ length: maximumPrecision }, (__, scale): NumberType => ({ type: 'number', precision, scale })));

/** NUMBER of that many digits, `scale` of them after the point; both are capped as Snowflake caps them. */
export function numberType(precision: number, scale = 0): NumberType {
  const capped = Math.max(1, Math.min(precision, maximumPrecision));
  return numberTypes[capped]?.[Math.min(scale, maximumPrecision - 1)] ?? { type: 'number', precision: capped, scale };
}

/** The VARCHARs of short literals, each made once. */
const shortTexts: readonly SqlType[] = Array.from({ length: 64 }, (_, length): SqlType => ({ type: 'varchar', length }));

/** VARCHAR of at most `length` characters. */
export function varcharType(length: number): SqlType {
  return shortTexts[length] ?? { type: 'varchar', length: Math.min(length, maximumVarchar) };
}

/** The same text, compared by a collation; an empty specification is the order of Unicode. */
export function collated(type: SqlType, specification: string): SqlType {
  return { type: 'varchar', length: type.type === 'varchar' ? type.length : maximumVarchar, ...(specification === '' ? {} : { collation: specification.toLowerCase() }) };
}

/** Whether values of the type are semi-structured, and so travel as JSON text. */
export function isSemiStructured(type: SqlType): boolean {
  return type.type === 'variant' || type.type === 'object' || type.type === 'array' || type.type === 'map';
}

/** Whether the type says what its members are: ARRAY(…), OBJECT(…), MAP(…). */
export function isStructured(type: SqlType): boolean {
  return (type.type === 'array' && type.element !== undefined) || (type.type === 'object' && type.fields !== undefined) || type.type === 'map';
}

/** The type of what stands at a key or a position of a value: VARIANT unless a structured type says more. */
export function memberType(container: SqlType, key?: string): SqlType {
  switch (container.type) {
    case 'array': return container.element ?? types.variant;
    case 'map': return container.value;
    case 'object': return container.fields?.find(({ name }) => name === key)?.type ?? types.variant;
    default: return types.variant;
  }
}

/** Whether the type is one of the three TIMESTAMPs. */
export function isTimestamp(type: SqlType): type is Extract<SqlType, { type: 'timestamp_ntz' }> {
  return type.type === 'timestamp_ntz' || type.type === 'timestamp_ltz' || type.type === 'timestamp_tz';
}

/** The type as Snowflake writes it: `NUMBER(10,2)`, `VARCHAR(16777216)`, `TIMESTAMP_NTZ(9)`. */
export function typeText(type: SqlType): string {
  switch (type.type) {
    case 'number': return `NUMBER(${type.precision},${type.scale})`;
    case 'varchar': return `VARCHAR(${type.length})`;
    case 'binary': return `BINARY(${type.length})`;
    case 'time': case 'timestamp_ntz': case 'timestamp_ltz': case 'timestamp_tz': return `${type.type.toUpperCase()}(${type.scale})`;
    case 'array': return type.element === undefined ? 'ARRAY' : `ARRAY(${typeText(type.element)})`;
    case 'map': return `MAP(${typeText(type.key)}, ${typeText(type.value)})`;
    case 'object': return type.fields === undefined ? 'OBJECT' : `OBJECT(${type.fields.map((field) => `${field.name} ${typeText(field.type)}`).join(', ')})`;
    default: return type.type.toUpperCase();
  }
}
