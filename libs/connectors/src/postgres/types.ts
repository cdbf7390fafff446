import { type DataType, build } from '@millrace/sql-ir';
import { errors } from '../errors.ts';

/** Canonical names by the type OIDs of PostgreSQL's catalog (pg_type.dat). */
const names: Readonly<Record<number, string>> = {
  16: 'BOOLEAN', 21: 'SMALLINT', 23: 'INTEGER', 20: 'BIGINT', 26: 'BIGINT', 1700: 'DECIMAL', 700: 'REAL', 701: 'DOUBLE',
  17: 'BINARY', 1082: 'DATE', 1083: 'TIME', 1114: 'TIMESTAMP', 1184: 'TIMESTAMPTZ', 1186: 'INTERVAL', 2950: 'UUID', 114: 'JSON', 3802: 'JSON',
};

/** Element types of the array types. */
const elements: Readonly<Record<number, number>> = {
  1000: 16, 1005: 21, 1007: 23, 1016: 20, 1028: 26, 1231: 1700, 1021: 700, 1022: 701, 1001: 17, 1182: 1082, 1183: 1083, 1115: 1114, 1185: 1184,
  1187: 1186, 2951: 2950, 199: 114, 3807: 3802, 1009: 25, 1015: 1043, 1014: 1042, 1002: 18, 1003: 19,
};

/** The element type of an array type, undefined when `oid` is none. */
export function elementOid(oid: number): number | undefined {
  return elements[oid];
}

/**
 * The canonical type of a PostgreSQL type; what has no better name (enums, network addresses) is VARCHAR.
 *
 * @param oid the type's OID; of a domain, that of its base type.
 * @param modifier `atttypmod`: -1 for none, else precision and scale or length plus 4.
 */
export function canonicalPostgresType(oid: number, modifier = -1): DataType {
  const element = elements[oid];
  if (element !== undefined) return { ...build.type('ARRAY'), elements: [canonicalPostgresType(element, modifier)] };
  if (oid === 1700 && modifier >= 4) {
    // The scale is an 11-bit number with a sign (numeric_typmod_scale in numeric.c).
    const scale = (((modifier - 4) & 0x7ff) ^ 1024) - 1024;
    return build.type('DECIMAL', ((modifier - 4) >> 16) & 0xffff, scale);
  }
  if ((oid === 1043 || oid === 1042) && modifier >= 4) return build.type('VARCHAR', modifier - 4);
  return build.type(names[oid] ?? 'VARCHAR');
}

const spelled: Readonly<Record<string, string>> = {
  BOOLEAN: 'boolean', SMALLINT: 'smallint', INTEGER: 'integer', BIGINT: 'bigint', HUGEINT: 'numeric(39, 0)', REAL: 'real', DOUBLE: 'double precision',
  BINARY: 'bytea', DATE: 'date', TIME: 'time', TIMESTAMP: 'timestamp', TIMESTAMPTZ: 'timestamptz', INTERVAL: 'interval', UUID: 'uuid',
  JSON: 'jsonb', VARIANT: 'jsonb', STRUCT: 'jsonb', MAP: 'jsonb',
};

/** A canonical type as PostgreSQL writes it in CREATE TABLE. @throws ToolError CONNECT_UNSUPPORTED_TYPE. */
export function postgresTypeName(type: DataType): string {
  const simple = spelled[type.name];
  if (simple !== undefined) return simple;
  const [element] = type.elements;
  if (type.name === 'ARRAY') return element === undefined ? 'jsonb' : `${postgresTypeName(element)}[]`;
  if (type.name === 'VARCHAR') return type.args[0] === undefined ? 'text' : `varchar(${type.args[0]})`;
  if (type.name === 'DECIMAL') return type.args.length === 0 ? 'numeric' : `numeric(${type.args.join(', ')})`;
  throw errors.CONNECT_UNSUPPORTED_TYPE.error({ engine: 'PostgreSQL', type: type.name });
}
