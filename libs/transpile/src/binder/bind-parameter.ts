import { build, type Expression, type Parameter, type ParameterValue } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { literalNumber } from '../types/number-rules.ts';
import { types, varcharType } from '../types/sql-type.ts';
import { type BindContext, errorAt, resolvesNames } from './bind-context.ts';

/**
 * Gives a session variable or a bind variable its value.
 *
 * @throws ToolError TRANSPILE_UNKNOWN_VARIABLE, TRANSPILE_UNBOUND_PARAMETER.
 */
export function bindParameter(parameter: Parameter, context: BindContext): Expression {
  const { session, table } = context;
  if (parameter.value !== undefined) return valueNode(parameter.value, parameter, context);
  const name = parameter.name ?? '?';
  const values = parameter.sigil === '$' ? session.variables : session.bindings;
  const key = parameter.sigil === '$' ? name.toUpperCase() : parameter.sigil === '?' ? String(Number(name) - 1) : name;
  const value = values?.[key];
  if (value !== undefined) return valueNode(value, parameter, context);
  if (!resolvesNames(context)) return table.set(parameter, types.unknown, true);
  throw parameter.sigil === '$'
    ? errorAt(errors.TRANSPILE_UNKNOWN_VARIABLE, { name: key }, parameter, context)
    : errorAt(errors.TRANSPILE_UNBOUND_PARAMETER, { name: parameter.sigil === '?' ? '?' : name }, parameter, context);
}

/** Texts stay parameters; numbers and booleans become literals, which have exact types. */
function valueNode(value: ParameterValue, at: Parameter, context: BindContext): Expression {
  const span = { pos: at.pos, end: at.end };
  const { table } = context;
  if (value === null) return table.set({ ...build.nothing(), ...span }, types.nothing, true);
  if (typeof value === 'boolean') return table.set({ ...build.boolean(value), ...span }, types.boolean, false);
  if (typeof value === 'string') return table.set({ ...build.parameter(value, build.type('VARCHAR')), ...span }, varcharType(Math.max(1, value.length)), false);
  if (typeof value === 'object') return table.set({ ...build.parameter(value, build.type('BLOB')), ...span }, types.binary, false);
  const text = String(value);
  const type = literalNumber(text.replace('-', '')) ?? types.float;
  const literal = table.bind({ ...build.number(text.replace('-', '')), ...span }, type, false);
  return text.startsWith('-') ? table.set({ kind: 'Unary', op: '-', operand: literal, ...span }, type, false) : literal;
}
