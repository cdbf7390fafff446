import { constant, convert, type Scalar } from '@millrace/plan';
import { types } from '@millrace/plan';
import type { DataType, ParameterValue } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { Expr } from './expr.ts';

/**
 * The node of an operand: an expression's own, or a constant for a value.
 *
 * @param peer what it stands beside; a JSON peer makes a document of any value.
 * @param comparison the comparison's name when NULL would make it pointless.
 * @throws ToolError MOLTRES_NULL_COMPARISON, MOLTRES_BAD_VALUE
 */
export function operandOf(value: unknown, peer?: Scalar, comparison?: string): Scalar {
  if (value instanceof Expr) return value.$node;
  if (value === null) {
    if (comparison !== undefined) throw errors.MOLTRES_NULL_COMPARISON.error({ operator: comparison });
    return constant(null, peer?.type ?? types.text);
  }
  if (peer?.type.name === 'JSON') return convert(constant(JSON.stringify(value)), types.json);
  return constant(parameterOf(value, 'value', peer?.type));
}

/** A value as it is bound. @throws ToolError MOLTRES_BAD_VALUE for what no column type holds. */
export function parameterOf(value: unknown, column: string, type?: DataType): ParameterValue {
  if (value === null || value === undefined) return null;
  if (type?.name === 'JSON') return JSON.stringify(value);
  if (typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean' || value instanceof Uint8Array) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw errors.MOLTRES_BAD_VALUE.error({ column, value: String(value), type: type?.name ?? 'SQL' });
}
