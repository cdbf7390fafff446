import { build, type Expression, type Interval } from '@millrace/sql-ir';

/** A count of one unit. */
export interface Amount {
  readonly count: Expression;
  /** Upper-case, singular. */
  readonly unit: string;
}

const counted = /^\s*([-+]?\d+(?:\.\d+)?)\s*([A-Za-z]+?)s?\s*$/;
const plainNumber = /^\s*[-+]?\d+(?:\.\d+)?\s*$/;

/** An interval as a count of one unit: `INTERVAL '3 days'`, `INTERVAL '3' DAY`, `INTERVAL x DAY`. Undefined when it holds several. */
export function amountOf(n: Interval): Amount | undefined {
  const { value, unit } = n;
  const text = value.kind === 'Literal' && value.type === 'string' ? value.value : undefined;
  if (unit === undefined) {
    const [, count, word] = text === undefined ? [] : (counted.exec(text) ?? []);
    return count === undefined || word === undefined ? undefined : { count: build.number(count.replace('+', '')), unit: word.toUpperCase() };
  }
  if (unit.includes(' ') || unit.includes('_')) return undefined;
  if (text === undefined) return { count: value, unit };
  return plainNumber.test(text) ? { count: build.number(text.trim().replace('+', '')), unit } : undefined;
}

const smaller: Readonly<Record<string, { readonly unit: string; readonly factor: number }>> = {
  MILLENNIUM: { unit: 'YEAR', factor: 1000 }, CENTURY: { unit: 'YEAR', factor: 100 }, DECADE: { unit: 'YEAR', factor: 10 }, QUARTER: { unit: 'MONTH', factor: 3 }, WEEK: { unit: 'DAY', factor: 7 },
};

/** The same span in a unit of the standard: weeks are seven days, quarters three months. */
export function standardAmount(a: Amount): Amount {
  const found = smaller[a.unit];
  if (found === undefined) return a;
  const literal = a.count.kind === 'Literal' && a.count.type === 'number' && /^-?\d+$/.test(a.count.value) ? a.count.value : undefined;
  const count = literal === undefined ? build.binary('*', a.count, build.number(found.factor)) : build.number(BigInt(literal) * BigInt(found.factor));
  return { count, unit: found.unit };
}
