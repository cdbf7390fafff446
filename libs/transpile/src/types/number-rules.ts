import { maximumPrecision, numberType, type SqlType } from './sql-type.ts';

type NumberType = Extract<SqlType, { type: 'number' }>;

/** Digits after the point that a product or a quotient keeps even where its operands have fewer. */
const scaleFloor = 12;
const divisionExtra = 6;

const leading = (type: NumberType): number => type.precision - type.scale;

/**
 * The NUMBER that an arithmetic operator gives for two NUMBERs.
 * Rule: https://docs.snowflake.com/en/sql-reference/operators-arithmetic#scale-and-precision-in-arithmetic-operations
 */
export function arithmeticResult(op: '+' | '-' | '*' | '/' | '%', left: NumberType, right: NumberType): NumberType {
  switch (op) {
    case '+': case '-': {
      const scale = Math.max(left.scale, right.scale);
      return numberType(Math.max(leading(left), leading(right)) + scale + 1, scale);
    }
    case '*': {
      const scale = Math.min(left.scale + right.scale, Math.max(left.scale, right.scale, scaleFloor));
      return numberType(leading(left) + leading(right) + scale, scale);
    }
    case '/': {
      const scale = divisionScale(left.scale);
      return numberType(leading(left) + right.scale + scale, scale);
    }
    case '%': {
      const scale = Math.max(left.scale, right.scale);
      return numberType(Math.min(leading(left), leading(right)) + scale, scale);
    }
  }
}

/** The scale of a quotient whose dividend has this scale; AVG follows the same rule. */
export function divisionScale(scale: number): number {
  return Math.max(scale, Math.min(scale + divisionExtra, scaleFloor));
}

/** One to three digits that do not begin with 0: most literals. */
function isShortWhole(text: string): boolean {
  if (text.length > 3) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < (i === 0 ? 49 : 48) || text.charCodeAt(i) > 57) return false;
  return text !== '';
}

/** The NUMBER that holds a literal as written: `1.50` is NUMBER(3,2), `1e3` a FLOAT (undefined here). */
export function literalNumber(text: string): NumberType | undefined {
  if (isShortWhole(text)) return numberType(text.length);
  const match = /^(\d*)(?:\.(\d*))?$/.exec(text);
  if (match === null) return undefined;
  const whole = (match[1] ?? '').replace(/^0+/, '');
  const fraction = match[2] ?? '';
  const precision = whole.length + fraction.length;
  return precision > maximumPrecision ? undefined : numberType(Math.max(1, precision), fraction.length);
}
