import type { ResultColumn, SqlType } from '@millrace/transpile';
import { unreachable } from '@millrace/diagnostics';
import type { WireColumn } from './result-column.ts';

/** A column that the binder typed, as the wire describes it. */
export function wireColumn(column: ResultColumn): WireColumn {
  return { name: column.name, nullable: column.nullable, ...wireType(column.type) };
}

/** Snowflake's name of a type on the wire, with its arguments. */
export function wireType(type: SqlType): Pick<WireColumn, 'type' | 'precision' | 'scale' | 'length'> {
  switch (type.type) {
    case 'number': return { type: 'fixed', precision: type.precision, scale: type.scale };
    case 'varchar': return { type: 'text', length: type.length };
    case 'binary': return { type: 'binary', length: type.length };
    case 'time': case 'timestamp_ntz': case 'timestamp_ltz': case 'timestamp_tz': return { type: type.type, scale: type.scale };
    case 'float': return { type: 'real' };
    case 'boolean': case 'date': case 'variant': case 'object': case 'array': case 'map': case 'geography': case 'geometry': return { type: type.type };
    // A bare NULL is described as text, as Snowflake does.
    case 'interval': case 'null': case 'unknown': return { type: 'text' };
    default: return unreachable(type);
  }
}
