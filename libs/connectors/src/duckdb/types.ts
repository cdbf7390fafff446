import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import { type DataType, build } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { quoteIdentifier } from '../sql/quote.ts';

/** The canonical names of DuckDB's types that have no arguments. */
const simple: Readonly<Partial<Record<DuckDBTypeId, string>>> = {
  [DuckDBTypeId.BOOLEAN]: 'BOOLEAN',
  [DuckDBTypeId.TINYINT]: 'SMALLINT',
  [DuckDBTypeId.UTINYINT]: 'SMALLINT',
  [DuckDBTypeId.SMALLINT]: 'SMALLINT',
  [DuckDBTypeId.USMALLINT]: 'INTEGER',
  [DuckDBTypeId.INTEGER]: 'INTEGER',
  [DuckDBTypeId.UINTEGER]: 'BIGINT',
  [DuckDBTypeId.BIGINT]: 'BIGINT',
  [DuckDBTypeId.UBIGINT]: 'HUGEINT',
  [DuckDBTypeId.HUGEINT]: 'HUGEINT',
  [DuckDBTypeId.UHUGEINT]: 'HUGEINT',
  [DuckDBTypeId.FLOAT]: 'REAL',
  [DuckDBTypeId.DOUBLE]: 'DOUBLE',
  [DuckDBTypeId.BLOB]: 'BINARY',
  [DuckDBTypeId.DATE]: 'DATE',
  [DuckDBTypeId.TIME]: 'TIME',
  [DuckDBTypeId.TIME_NS]: 'TIME',
  [DuckDBTypeId.TIMESTAMP]: 'TIMESTAMP',
  [DuckDBTypeId.TIMESTAMP_S]: 'TIMESTAMP',
  [DuckDBTypeId.TIMESTAMP_MS]: 'TIMESTAMP',
  [DuckDBTypeId.TIMESTAMP_NS]: 'TIMESTAMP',
  [DuckDBTypeId.TIMESTAMP_TZ]: 'TIMESTAMPTZ',
  [DuckDBTypeId.INTERVAL]: 'INTERVAL',
  [DuckDBTypeId.UUID]: 'UUID',
  [DuckDBTypeId.UNION]: 'VARIANT',
  [DuckDBTypeId.VARIANT]: 'VARIANT',
};

/** The canonical type of a DuckDB type; what has no better name (ENUM, BIT, NULL) is VARCHAR. */
export function canonicalDuckDbType(type: DuckDBType): DataType {
  if (type.typeId === DuckDBTypeId.DECIMAL) return build.type('DECIMAL', type.width, type.scale);
  if (type.typeId === DuckDBTypeId.LIST || type.typeId === DuckDBTypeId.ARRAY) return { ...build.type('ARRAY'), elements: [canonicalDuckDbType(type.valueType)] };
  if (type.typeId === DuckDBTypeId.MAP) return { ...build.type('MAP'), elements: [canonicalDuckDbType(type.keyType), canonicalDuckDbType(type.valueType)] };
  if (type.typeId === DuckDBTypeId.STRUCT) {
    const fields = type.entryNames.map((name, i) => ({ name, type: canonicalDuckDbType(type.entryTypes[i] ?? type), nullable: true }));
    return { ...build.type('STRUCT'), fields };
  }
  return build.type(simple[type.typeId] ?? (type.alias === 'JSON' ? 'JSON' : 'VARCHAR'));
}

/** How DuckDB spells the canonical names that it spells otherwise. VARIANT is kept as JSON text, which its functions read. */
const spelled: Readonly<Record<string, string>> = { BINARY: 'BLOB', TIMESTAMPTZ: 'TIMESTAMP WITH TIME ZONE', VARIANT: 'JSON' };
const plain: ReadonlySet<string> = new Set(
  ['BOOLEAN', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'REAL', 'DOUBLE', 'VARCHAR', 'DATE', 'TIME', 'TIMESTAMP', 'INTERVAL', 'UUID', 'JSON'],
);

/** A canonical type as DuckDB writes it in CREATE TABLE. @throws ToolError CONNECT_UNSUPPORTED_TYPE. */
export function duckDbTypeName(type: DataType): string {
  if (plain.has(type.name)) return type.name;
  const other = spelled[type.name];
  if (other !== undefined) return other;
  const [first, second] = type.elements;
  if (type.name === 'ARRAY' && first !== undefined) return `${duckDbTypeName(first)}[]`;
  if (type.name === 'MAP' && first !== undefined && second !== undefined) return `MAP(${duckDbTypeName(first)}, ${duckDbTypeName(second)})`;
  if (type.name === 'STRUCT' && type.fields.length > 0) {
    return `STRUCT(${type.fields.map((field) => `${quoteIdentifier(field.name)} ${duckDbTypeName(field.type)}`).join(', ')})`;
  }
  if (type.name === 'DECIMAL') {
    // Without arguments DuckDB would keep three digits after the point.
    const [precision = 38, scale = type.args.length === 0 ? 10 : 0] = type.args;
    if (precision <= 38) return `DECIMAL(${precision}, ${scale})`;
  }
  throw errors.CONNECT_UNSUPPORTED_TYPE.error({ engine: 'DuckDB', type: shownType(type) });
}

/** A type as a person reads it: `DECIMAL(10, 2)`. */
function shownType(type: DataType): string {
  return type.args.length === 0 ? type.name : `${type.name}(${type.args.join(', ')})`;
}
