import { unreachable } from '@millrace/diagnostics';
import type { Comparison, Condition } from '../dsl/condition.ts';
import { locationOf } from '../dsl/scanner.ts';
import type { SourceText } from '../dsl/statement.ts';
import { scalarOf, type VariableValue } from '../dsl/template.ts';
import { findVariable, type Scope, textOf, valueOf } from './variables.ts';

function operand(condition: Condition, scope: Scope, text: SourceText): VariableValue {
  if (condition.kind === 'value') return condition.value;
  if (condition.kind !== 'text') return holds(condition, scope, text);
  const [first] = condition.template.parts;
  // A variable that nothing defines is NULL in a condition, so that IF ${x} IS NULL can be asked.
  if (condition.template.parts.length === 1 && typeof first === 'object') return findVariable(first, scope, locationOf(text, first)) ?? null;
  return valueOf(condition.template, scope, text);
}

function comparable(value: VariableValue): string | number | bigint | boolean | null {
  if (value === null || typeof value !== 'string') return Array.isArray(value) ? textOf(value) : (value as number | bigint | boolean | null);
  const typed = scalarOf(value);
  return typed === null ? value : typed;
}

function likePattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '[^]*').replaceAll('_', '[^]');
  return new RegExp(`^${escaped}$`, 'u');
}

/** Compares as a person reads it: '10' and 10 are equal, 'true' and true too, text by code point. */
function compare(op: Comparison, leftValue: VariableValue, rightValue: VariableValue): boolean {
  let left = comparable(leftValue);
  let right = comparable(rightValue);
  if (op === 'LIKE') return left !== null && right !== null && likePattern(textOf(rightValue)).test(textOf(leftValue));
  if (left === null || right === null) return op === '==' ? left === right : op === '!=' && left !== right;
  const isNumeric = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint';
  if (!(isNumeric(left) && isNumeric(right))) {
    left = textOf(typeof left === 'boolean' ? left : leftValue);
    right = textOf(typeof right === 'boolean' ? right : rightValue);
  }
  switch (op) {
    // Loosely: a number and a bigint of equal value are equal here.
    case '==': return left == right;
    case '!=': return left != right;
    case '<': return left < right;
    case '<=': return left <= right;
    case '>': return left > right;
    case '>=': return left >= right;
    default: return unreachable(op);
  }
}

function truthy(value: VariableValue): boolean {
  const typed = comparable(value);
  return typed !== null && typed !== false && typed !== 0 && typed !== '';
}

/** Whether a condition is true for these variables. @throws ToolError FLOW_UNDEFINED_VARIABLE inside a text such as '${a}-x'. */
export function holds(condition: Condition, scope: Scope, text: SourceText): boolean {
  switch (condition.kind) {
    case 'and': return holds(condition.left, scope, text) && holds(condition.right, scope, text);
    case 'or': return holds(condition.left, scope, text) || holds(condition.right, scope, text);
    case 'not': return !holds(condition.operand, scope, text);
    case 'isNull': return operand(condition.operand, scope, text) === null;
    case 'compare': return compare(condition.op, operand(condition.left, scope, text), operand(condition.right, scope, text));
    case 'in': {
      const left = operand(condition.left, scope, text);
      const items = condition.items.flatMap((item): readonly VariableValue[] => {
        const value = operand(item, scope, text);
        return Array.isArray(value) ? value : [value];
      });
      return items.some((item) => compare('==', left, item));
    }
    case 'text': case 'value': return truthy(operand(condition, scope, text));
    default: return unreachable(condition);
  }
}

/** The places where '=' was written for '=='. */
export function singleEquals(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'and': case 'or': return [...singleEquals(condition.left), ...singleEquals(condition.right)];
    case 'not': case 'isNull': return singleEquals(condition.operand);
    case 'compare': return condition.singleEquals ? [condition] : [];
    case 'in': case 'text': case 'value': return [];
    default: return unreachable(condition);
  }
}
