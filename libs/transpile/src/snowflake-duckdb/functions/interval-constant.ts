import type { Interval } from '@millrace/sql-ir';
import { type DatePart, datePartOf, isTimePart } from './date-parts.ts';

/** One step of an interval: so many of a part. */
export interface IntervalStep {
  readonly part: DatePart;
  readonly amount: string;
}

/**
 * The steps of an INTERVAL constant, in the order they are added: `'1 year, 3 quarters'`, `'2 hours 3 minutes'`, `'5'` (seconds), `'1' DAY`.
 * Rule: https://docs.snowflake.com/en/sql-reference/data-types-datetime#interval-constants
 *
 * @returns undefined for an interval that is no such constant.
 */
export function intervalSteps(interval: Interval): readonly IntervalStep[] | undefined {
  const { value, unit } = interval;
  if (value.kind !== 'Literal' || (value.type !== 'string' && value.type !== 'number')) return undefined;
  const text = value.value.trim();
  if (unit !== undefined) return step(text, unit.toLowerCase());
  const steps = [...text.matchAll(/([+-]?\d+(?:\.\d+)?)\s*([a-z_]*)[\s,]*/gi)];
  if (steps.map(([found]) => found).join('') !== text) return undefined;
  return all(steps.map(([, amount = '', word = '']) => step(amount, word === '' ? 'second' : word.toLowerCase())));
}

/** In an interval `m` is a minute, `mm` a month. */
function step(amount: string, word: string): readonly IntervalStep[] | undefined {
  const part = datePartOf({ kind: 'Literal', type: 'string', value: word, pos: -1, end: -1 });
  return part === undefined || !/^[+-]?\d+(?:\.\d+)?$/.test(amount) ? undefined : [{ part, amount }];
}

function all(lists: readonly (readonly IntervalStep[] | undefined)[]): readonly IntervalStep[] | undefined {
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

/** Whether adding the interval to a date gives a timestamp. */
export function hasTimeStep(interval: Interval): boolean {
  return intervalSteps(interval)?.some(({ part }) => isTimePart(part)) ?? false;
}
