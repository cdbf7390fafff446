import { build, type DataType, type Expression } from '@millrace/sql-ir';
import { type SqlType, typeText } from '../types/sql-type.ts';
import type { BindContext } from './bind-context.ts';

/** A Snowflake type as a node: what a user would have to write to get it. */
function dataTypeOf(type: SqlType): DataType {
  switch (type.type) {
    case 'number': return build.type('NUMBER', type.precision, type.scale);
    case 'varchar': return build.type('VARCHAR', type.length);
    case 'binary': return build.type('BINARY', type.length);
    case 'time': case 'timestamp_ntz': case 'timestamp_ltz': case 'timestamp_tz': return build.type(type.type.toUpperCase(), type.scale);
    default: return build.type(typeText(type));
  }
}

/** A bound value as the type of the column it is assigned to: as it is where it fits, else with the cast Snowflake makes. */
export function assignTo(value: Expression, target: SqlType, context: BindContext): Expression {
  const from = context.table.typeOf(value);
  if (target.type === 'unknown' || from.type === 'null' || fits(from, target)) return value;
  const cast: Expression = { kind: 'Cast', operand: value, type: dataTypeOf(target), safe: false, pos: value.pos, end: value.end };
  return context.table.bind(cast, target, context.table.nullable(value));
}

/** A bound value as a type whatever it is now, at the place of another node: what a user's function takes and gives. */
export function castAs(value: Expression, target: SqlType, place: { readonly pos: number; readonly end: number }, context: BindContext): Expression {
  const cast: Expression = { kind: 'Cast', operand: value, type: dataTypeOf(target), safe: false, pos: place.pos, end: place.end };
  return context.table.bind(cast, target, context.table.nullable(value));
}

function fits(from: SqlType, target: SqlType): boolean {
  if (from.type === 'number' && target.type === 'number') return from.scale === target.scale && from.precision <= target.precision;
  if (from.type === 'varchar' && target.type === 'varchar') return from.length <= target.length;
  return from.type === target.type;
}
