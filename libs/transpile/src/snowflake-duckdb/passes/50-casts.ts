import { type Cast, type Expression, type TypedLiteral } from '@millrace/sql-ir';
import { convert } from '../convert.ts';
import { at, type LowerContext } from '../lower-context.ts';
import type { NodePass } from './pass.ts';

/** CAST, `::` and TRY_CAST with Snowflake's conversions. */
export const casts: NodePass = {
  name: 'casts',
  handlers: { Cast: lowerCast, TypedLiteral: lowerLiteral },
};

function lowerCast(node: Cast, context: LowerContext): Expression {
  const to = context.table.typeOf(node);
  if (to.type === 'unknown') return node;
  const converted = convert(node.operand, context.table.typeOf(node.operand), to, { session: context.session, safe: node.safe });
  return converted === node.operand ? node.operand : at(converted, node);
}

function lowerLiteral(node: TypedLiteral, context: LowerContext): Expression {
  const to = context.table.typeOf(node);
  if (to.type === 'unknown' || to.type === 'date' || to.type === 'time' || to.type === 'timestamp_ntz' || to.type === 'binary') return node;
  return at(convert({ kind: 'Literal', type: 'string', value: node.value, pos: -1, end: -1 }, { type: 'varchar', length: node.value.length }, to, { session: context.session }), node);
}
