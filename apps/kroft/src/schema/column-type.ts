import { unreachable } from '@millrace/diagnostics';

/** The PostgreSQL types a column may have: a closed union, so that no type is ever raw SQL. */
export type ColumnType =
  | { readonly kind: 'uuid' | 'int4' | 'int8' | 'text' | 'boolean' | 'timestamptz' | 'date' }
  | { readonly kind: 'numeric'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'varchar'; readonly length: number };

/** The type as PostgreSQL's DDL names it: `varchar(20)`. */
export function printType(type: ColumnType): string {
  switch (type.kind) {
    case 'numeric':
      return `numeric(${type.precision}, ${type.scale})`;
    case 'varchar':
      return `varchar(${type.length})`;
    case 'uuid':
    case 'int4':
    case 'int8':
    case 'text':
    case 'boolean':
    case 'timestamptz':
    case 'date':
      return type.kind;
    default:
      return unreachable(type);
  }
}

/** The DuckDB type that holds every value of `type` exactly. */
export function duckdbType(type: ColumnType): string {
  switch (type.kind) {
    case 'uuid':
      return 'UUID';
    case 'int4':
      return 'INTEGER';
    case 'int8':
      return 'BIGINT';
    case 'numeric':
      return `DECIMAL(${type.precision}, ${type.scale})`;
    case 'boolean':
      return 'BOOLEAN';
    case 'timestamptz':
      return 'TIMESTAMPTZ';
    case 'date':
      return 'DATE';
    case 'varchar':
    case 'text':
      return 'VARCHAR';
    default:
      return unreachable(type);
  }
}

/** The next wider type whose values print the same, or undefined: `int4` to `int8`, a `varchar` to twice its length. */
export function widerType(type: ColumnType): ColumnType | undefined {
  if (type.kind === 'int4') return { kind: 'int8' };
  if (type.kind === 'varchar' && type.length <= 5000) return { kind: 'varchar', length: type.length * 2 };
  return undefined;
}
