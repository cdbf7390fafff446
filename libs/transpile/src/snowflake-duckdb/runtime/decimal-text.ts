/** A decimal number as text in parts: digits without leading zeros before the point, all digits behind it. */
export interface DecimalText {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/**
 * Takes the engine's text of a number apart.
 *
 * @returns undefined for infinity and not-a-number.
 */
export function decimalText(text: string): DecimalText | undefined {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  const digits = whole + fraction;
  const point = whole.length + shift;
  const padded = point < 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 0);
  return { negative: sign === '-', whole: stripped(padded.slice(0, at)), fraction: padded.slice(at) };
}

const stripped = (digits: string): string => digits.replace(/^0+/, '');

/** The number with so many digits behind the point, rounded half away from zero. */
export function rounded({ negative, whole, fraction }: DecimalText, places: number): DecimalText {
  if (fraction.length <= places) return { negative, whole, fraction: fraction.padEnd(places, '0') };
  const up = (fraction[places] ?? '0') >= '5' ? 1n : 0n;
  const digits = (BigInt(`0${whole}${fraction.slice(0, places)}`) + up).toString().padStart(places + 1, '0');
  const at = digits.length - places;
  const zero = /^0*$/.test(digits);
  return { negative: negative && !zero, whole: stripped(digits.slice(0, at)), fraction: digits.slice(at) };
}

/** The power of ten of the first digit that is not zero, 0 for zero; and the digits from there on. */
export function significand({ whole, fraction }: DecimalText): { readonly digits: string; readonly exponent: number } {
  const all = whole + fraction;
  const digits = stripped(all);
  return digits === '' ? { digits: '0', exponent: 0 } : { digits, exponent: whole.length - 1 - (all.length - digits.length) };
}
