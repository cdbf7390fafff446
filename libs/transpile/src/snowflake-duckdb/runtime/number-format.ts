import { type DecimalText, decimalText, rounded, significand } from './decimal-text.ts';
import { isPlace, type ModelElement, type NumberModel, numberModel } from './number-model.ts';

/**
 * A number by a model of fixed positions or of the shortest text.
 *
 * @param digits the number as the engine writes it.
 * @returns hashes in place of the digits where the number does not fit.
 * Rule: https://docs.snowflake.com/en/sql-reference/sql-format-models
 */
export function formatNumber(digits: string, text: string): string {
  const model = numberModel(text);
  const kinds = new Set(model.elements.map(({ kind }) => kind));
  const parsed = decimalText(digits);
  if (kinds.has('minimal')) return model.elements.map((element) => minimal(element, digits, parsed, kinds)).join('');
  const value = parsed !== undefined && kinds.has('percent') ? shifted(parsed, 2) : parsed;
  if (kinds.has('hex')) return fixed(model, hexadecimal(model, value));
  return fixed(model, kinds.has('exponent') ? scientific(model, value) : decimal(model, value));
}

const shifted = ({ negative, whole, fraction }: DecimalText, places: number): DecimalText => {
  const padded = fraction.padEnd(places, '0');
  return { negative, whole: (whole + padded.slice(0, places)).replace(/^0+/, ''), fraction: padded.slice(places) };
};

/** What goes into the places of a model: before the point right-aligned, behind it left-aligned; no digits for what does not fit. */
interface Filling {
  readonly negative: boolean;
  readonly whole?: string;
  readonly fraction: string;
  readonly exponent?: number;
  /** Zero before the point shows as a digit. */
  readonly zero: boolean;
}

/** How many places a model has on either side of the point. */
function places({ elements }: NumberModel): { readonly whole: number; readonly fraction: number } {
  const point = elements.findIndex(({ kind }) => kind === 'point');
  const before = point === -1 ? elements : elements.slice(0, point);
  return { whole: before.filter(isPlace).length, fraction: point === -1 ? 0 : elements.slice(point).filter(isPlace).length };
}

function decimal(model: NumberModel, parsed: DecimalText | undefined): Filling {
  const size = places(model);
  const value = parsed === undefined ? undefined : rounded(parsed, size.fraction);
  const zero = !model.elements.some(({ kind }) => kind === 'blank');
  if (value === undefined || value.whole.length > size.whole) return { negative: parsed?.negative === true, fraction: '#'.repeat(size.fraction), zero };
  return { ...value, zero };
}

function scientific(model: NumberModel, parsed: DecimalText | undefined): Filling {
  const size = places(model);
  if (parsed === undefined) return { negative: false, fraction: '#'.repeat(size.fraction), zero: true };
  const first = significand(parsed);
  const one = rounded({ negative: parsed.negative, whole: first.digits.slice(0, 1), fraction: first.digits.slice(1) }, size.fraction);
  return one.whole.length > 1
    ? { ...one, whole: '1', fraction: '0'.repeat(size.fraction), exponent: first.exponent + 1, zero: true }
    : { ...one, exponent: first.exponent, zero: true };
}

function hexadecimal(model: NumberModel, parsed: DecimalText | undefined): Filling {
  const size = model.elements.filter(isPlace).length;
  const signed = model.elements.some(({ kind }) => kind === 'sign' || kind === 'minus');
  const value = BigInt(`0${parsed?.whole ?? ''}`);
  const negative = parsed?.negative === true && value > 0n;
  // Without a sign a negative number shows its two's complement.
  const shown = (negative && !signed ? BigInt.asUintN(size * 4, -value) : value).toString(16).toUpperCase();
  return { negative: negative && signed, ...(parsed === undefined || shown.length > size ? {} : { whole: shown.replace(/^0+/, '') }), fraction: '', zero: true };
}

/** Puts digits, sign and literals where the model has them. */
function fixed(model: NumberModel, filling: Filling): string {
  const { elements } = model;
  const places = wholeDigits(elements, filling);
  const first = elements.findIndex((element) => isPlace(element) || element.kind === 'dollar');
  const signed = elements.some(({ kind }) => kind === 'sign' || kind === 'minus');
  const bare = signed || elements.some(({ kind }) => kind === 'hex' || kind === 'exponent');
  let text = '';
  let number = '';
  let blanks = '';
  let fractionAt = 0;
  let afterPoint = false;
  elements.forEach((element, i) => {
    if (i === first && !bare) number += filling.negative ? '-' : ' ';
    if (isPlace(element)) {
      const digit = afterPoint ? fractionDigit(element, filling.fraction, fractionAt++) : (places[i] ?? ' ');
      if (digit === ' ' && !afterPoint && !/[\dA-Fa-f#.]/.test(number)) blanks += ' ';
      else number += digit;
      return;
    }
    switch (element.kind) {
      case 'group': { if (/[\dA-Fa-f#]/.test(number)) number += ','; else blanks += ' '; break; }
      case 'point': afterPoint = true; number += '.'; break;
      case 'dollar': number += '$'; break;
      case 'sign': number += filling.negative ? '-' : '+'; break;
      case 'minus': { const sign = filling.negative ? '-' : ' '; if (number === '' && blanks === '') text += sign; else number += sign; break; }
      case 'exponent': number += exponentText(element, filling.exponent ?? 0); break;
      case 'percent': number += '%'; break;
      case 'literal': { if (number === '' && blanks === '') text += element.text; else number += element.text; break; }
      default: break;
    }
  });
  // Blanks of places that are not needed stand before the sign and the dollar.
  const whole = text + blanks + number;
  return model.compact ? whole.replaceAll(/ /g, '') : whole;
}

/** The characters of the places before the point, by index of element. */
function wholeDigits(elements: readonly ModelElement[], filling: Filling): Readonly<Record<number, string>> {
  const point = elements.findIndex(({ kind }) => kind === 'point');
  const at = elements.flatMap((element, i) => (isPlace(element) && (point === -1 || i < point) ? [{ element, i }] : []));
  const firstZero = at.findIndex(({ element }) => element.zero);
  const digits = filling.whole === '' && filling.zero ? '0' : (filling.whole ?? '#'.repeat(at.length));
  const result: Record<number, string> = {};
  at.forEach(({ element, i }, n) => {
    const from = digits.length - at.length + n;
    const digit = from >= 0 ? (digits[from] ?? '') : firstZero !== -1 && n >= firstZero ? '0' : ' ';
    result[i] = element.kind === 'hex' && element.lower ? digit.toLowerCase() : digit;
  });
  return result;
}

/** A zero at the end of the fraction is a blank in the place of a 9. */
function fractionDigit(element: ModelElement, fraction: string, at: number): string {
  const digit = fraction[at] ?? '0';
  return digit === '0' && isPlace(element) && !element.zero && /^0*$/.test(fraction.slice(at)) ? ' ' : digit;
}

function exponentText({ width, lower }: Extract<ModelElement, { kind: 'exponent' }>, exponent: number): string {
  const mark = lower ? 'e' : 'E';
  if (width === 2) return mark + String(exponent);
  const digits = String(Math.abs(exponent));
  return `${mark}${exponent < 0 ? '-' : '+'}${digits.length > width - 2 ? '#'.repeat(width - 2) : digits.padStart(width - 2, '0')}`;
}

/** An element of a model of the shortest text. */
function minimal(element: ModelElement, digits: string, parsed: DecimalText | undefined, kinds: ReadonlySet<string>): string {
  const negative = digits.startsWith('-');
  const signed = kinds.has('sign') || kinds.has('minus');
  switch (element.kind) {
    case 'literal': return element.text;
    case 'dollar': return '$';
    case 'percent': return '%';
    case 'sign': return negative ? '-' : '+';
    case 'minus': return negative ? '-' : ' ';
    case 'minimal': {
      if (parsed === undefined) return digits;
      const value = kinds.has('percent') ? shifted(parsed, 2) : parsed;
      return (negative && !signed ? '-' : '') + shortest(element, kinds.has('percent') ? { ...value, fraction: value.fraction.replace(/0+$/, '') } : value);
    }
    default: return '';
  }
}

function shortest({ how, lower, digits, group }: Extract<ModelElement, { kind: 'minimal' }>, value: DecimalText): string {
  const limited = digits !== undefined && value.fraction.length > digits ? rounded(value, digits) : value;
  const whole = limited.whole === '' ? '0' : limited.whole;
  const grouped = group === undefined || group === 0 ? whole : whole.replaceAll(new RegExp(`(?<=\\d)(?=(?:\\d{${group}})+$)`, 'g'), ',');
  const plain = grouped + (limited.fraction === '' ? '' : `.${limited.fraction}`);
  if (how === 'TM9') return plain;
  const { digits: significant, exponent } = significand(value);
  const rest = significant.slice(1).replace(/0+$/, '');
  const short = `${significant.charAt(0)}${rest === '' ? '' : `.${rest}`}${lower ? 'e' : 'E'}${exponent}`;
  return how === 'TME' || short.length < plain.length ? short : plain;
}
