import { isPlace, type ModelElement, type NumberModel, numberModel } from './number-model.ts';

/**
 * The number that a text means under a model, as plain digits.
 *
 * @param models one model, or several with `|` between them: the first that fits counts.
 * @returns null where none fits.
 * Rule: https://docs.snowflake.com/en/sql-reference/sql-format-models#parsing-numbers-using-fixed-position-formats-and-the-modifiers
 */
export function parseNumber(text: string, models: string): string | null {
  for (const model of models.split('|')) {
    const value = parseBy(text, model);
    if (value !== null) return value;
  }
  return null;
}

function parseBy(text: string, source: string): string | null {
  if (source.toUpperCase() === 'AUTO') return parseMinimal(text, 'TM');
  const model = numberModel(source);
  const shortest = model.elements.find((element) => element.kind === 'minimal');
  const bare = withoutLiterals(text.trim(), model.elements);
  if (bare === null) return null;
  if (shortest?.kind === 'minimal') return parseMinimal(bare, shortest.how);
  return model.elements.some(({ kind }) => kind === 'hex') ? parseHexadecimal(bare, model) : parseFixed(bare, model);
}

/** The text without what stands before the first and behind the last element of the number. */
function withoutLiterals(text: string, elements: readonly ModelElement[]): string | null {
  const before = elements.slice(0, Math.max(0, elements.findIndex(({ kind }) => kind !== 'literal'))).map((element) => (element.kind === 'literal' ? element.text : '')).join('').trim();
  const lastAt = elements.findLastIndex(({ kind }) => kind !== 'literal');
  const after = elements.slice(lastAt + 1).map((element) => (element.kind === 'literal' ? element.text : '')).join('').trim();
  const lower = text.toLowerCase();
  if (!lower.startsWith(before.toLowerCase()) || !lower.endsWith(after.toLowerCase()) || text.length < before.length + after.length) return null;
  return text.slice(before.length, text.length - after.length).trim();
}

function parseMinimal(text: string, how: 'TM' | 'TM9' | 'TME'): string | null {
  const match = /^([+-]?) *(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.exec(text.trim());
  if (match === null || (how === 'TM9' && match[3] !== undefined) || (how === 'TME' && match[3] === undefined)) return null;
  return `${match[1] === '-' ? '-' : ''}${match[2] ?? ''}${match[3] ?? ''}`;
}

function parseHexadecimal(text: string, { elements }: NumberModel): string | null {
  const match = /^([+-]?) *([0-9A-Fa-f]+)$/.exec(text);
  const digits = match?.[2];
  if (digits === undefined || digits.length > elements.filter(isPlace).length) return null;
  return `${match?.[1] === '-' ? '-' : ''}${BigInt(`0x${digits}`)}`;
}

function parseFixed(text: string, model: NumberModel): string | null {
  const { elements } = model;
  const has = (kind: ModelElement['kind']): boolean => elements.some((element) => element.kind === kind);
  const match = /^([+-]?) *(\$?)([\d,]*)(?:(\.)(\d*))?(?:[eE]([+-]?\d{1,3}))?(%?) *([+-]?)$/.exec(text);
  if (match === null) return null;
  const [, sign = '', dollar = '', whole = '', point, fraction = '', exponent, percent = '', trailing = ''] = match;
  const signAt = elements.findIndex(({ kind }) => kind === 'sign' || kind === 'minus');
  const behind = signAt > elements.findIndex(isPlace);
  if ((sign !== '' && behind) || (trailing !== '' && !behind)) return null;
  if ((dollar !== '') !== has('dollar') || (percent !== '') !== has('percent') || (exponent !== undefined) !== has('exponent')) return null;
  if (!fits(whole, fraction, point !== undefined, model)) return null;
  const digits = whole.replaceAll(',', '');
  const written = `${sign === '-' || trailing === '-' ? '-' : ''}${digits === '' ? '0' : digits}${fraction === '' ? '' : `.${fraction}`}`;
  const scale = Number(exponent ?? 0) - (percent === '' ? 0 : 2);
  return scale === 0 ? written : `${written}e${scale}`;
}

/** Whether the digits find their places, and each 0 its digit. */
function fits(whole: string, fraction: string, point: boolean, { elements, exact }: NumberModel): boolean {
  const pointAt = elements.findIndex(({ kind }) => kind === 'point');
  const before = pointAt === -1 ? elements : elements.slice(0, pointAt);
  const after = pointAt === -1 ? [] : elements.slice(pointAt).filter(isPlace);
  const wholePlaces = before.filter(isPlace);
  const digits = whole.replaceAll(',', '');
  const needed = wholePlaces.length - Math.max(0, wholePlaces.findIndex(({ zero }) => zero)) * (wholePlaces.some(({ zero }) => zero) ? 1 : 0);
  const least = wholePlaces.some(({ zero }) => zero) ? needed : 0;
  if (digits === '' && fraction === '') return false;
  if (digits === '' && wholePlaces.length > 0 && !elements.some(({ kind }) => kind === 'blank')) return false;
  if (digits.length > wholePlaces.length || digits.length < least || (exact && digits.length !== wholePlaces.length)) return false;
  if (point && pointAt === -1) return false;
  if (fraction.length > after.length || fraction.length < after.findLastIndex(({ zero }) => zero) + 1) return false;
  return !whole.includes(',') ? !exact || !before.some(({ kind }) => kind === 'group') : groupsFit(whole, before);
}

/** Between group separators stand as many digits as in the model. */
function groupsFit(whole: string, before: readonly ModelElement[]): boolean {
  const sizes: number[] = [0];
  for (const element of before) {
    if (element.kind === 'group') sizes.push(0);
    else if (isPlace(element)) sizes[sizes.length - 1] = (sizes.at(-1) ?? 0) + 1;
  }
  const given = whole.split(',').map(({ length }) => length);
  const offset = sizes.length - given.length;
  return offset >= 0 && given.every((size, i) => (i === 0 ? size <= (sizes[offset] ?? 0) : size === sizes[offset + i]));
}
