/** One element of a fixed-position number model. */
export type ModelElement =
  | { readonly kind: 'digit'; readonly zero: boolean; readonly fill: boolean }
  | { readonly kind: 'hex'; readonly zero: boolean; readonly lower: boolean; readonly fill: boolean }
  | { readonly kind: 'group' | 'point' | 'dollar' | 'percent' | 'blank' | 'sign' | 'minus' | 'space' }
  | { readonly kind: 'exponent'; readonly width: number; readonly lower: boolean }
  | { readonly kind: 'minimal'; readonly how: 'TM' | 'TM9' | 'TME'; readonly lower: boolean; readonly digits?: number; readonly group?: number }
  | { readonly kind: 'literal'; readonly text: string };

/** A number model taken apart. */
export interface NumberModel {
  readonly elements: readonly ModelElement[];
  /** Spaces that only align are left out from the start of the model or from some point on. */
  readonly compact: boolean;
  /** FX: the text must be as the model would print it. */
  readonly exact: boolean;
}

const pieces = /"((?:[^"]|"")*)"|FM|FX|TM9(?:\((\d+|ALL),(\d+)\))?|TME|TM|MI|E{2,7}|[S$%BGDX_09.,]|[\s\S]/giy;
const known = new Map<string, NumberModel>();

/**
 * Takes a number model apart.
 *
 * @param text fixed positions (`9 0 . D , G $ S MI B X EE`), or the shortest text (`TM9 TME TM`), with literals among them.
 * Rule: https://docs.snowflake.com/en/sql-reference/sql-format-models
 */
export function numberModel(text: string): NumberModel {
  const before = known.get(text);
  if (before !== undefined) return before;
  const elements: ModelElement[] = [];
  let compact = false;
  let exact = false;
  // A 0 among X is a hexadecimal digit.
  const hexadecimal = /x/i.test(text.replaceAll(/"[^"]*"|FX/gi, ''));
  const lower = /x/.test(text);
  for (const [piece, quoted, digits, group] of text.matchAll(new RegExp(pieces.source, 'gi'))) {
    const upper = piece.toUpperCase();
    if (upper === 'FM') compact = !compact;
    else if (upper === 'FX') exact = !exact;
    else if (upper === 'X' || (piece === '0' && hexadecimal)) elements.push({ kind: 'hex', zero: piece === '0', lower, fill: !compact });
    else elements.push(elementOf(piece, upper, elements.at(-1), quoted, !compact, digits, group));
  }
  const model: NumberModel = { elements, compact, exact };
  known.set(text, model);
  return model;
}

function elementOf(piece: string, upper: string, last: ModelElement | undefined, quoted: string | undefined, fill: boolean, digits?: string, group?: string): ModelElement {
  if (quoted !== undefined) return { kind: 'literal', text: quoted.replaceAll('""', '"') };
  const afterDigit = last?.kind === 'digit' || last?.kind === 'hex';
  if (upper.startsWith('TM')) {
    const how = upper.startsWith('TM9') ? 'TM9' : upper === 'TME' ? 'TME' : 'TM';
    return { kind: 'minimal', how, lower: piece.startsWith('t'), ...(digits === undefined || digits.toUpperCase() === 'ALL' ? {} : { digits: Number(digits) }), ...(group === undefined ? {} : { group: Number(group) }) };
  }
  if (/^EE+$/.test(upper)) return { kind: 'exponent', width: upper.length, lower: piece.startsWith('e') };
  switch (upper) {
    case '9': return { kind: 'digit', zero: false, fill };
    case '0': return { kind: 'digit', zero: true, fill };
    case '.': return afterDigit ? { kind: 'point' } : { kind: 'literal', text: piece };
    case 'D': return { kind: 'point' };
    case ',': return afterDigit ? { kind: 'group' } : { kind: 'literal', text: piece };
    case 'G': return { kind: 'group' };
    case '$': return { kind: 'dollar' };
    case '%': return { kind: 'percent' };
    case 'B': return { kind: 'blank' };
    case 'S': return { kind: 'sign' };
    case 'MI': return { kind: 'minus' };
    case '_': return { kind: 'space' };
    default: return { kind: 'literal', text: piece };
  }
}

/** Whether the element is a place for a digit. */
export const isPlace = (element: ModelElement): element is Extract<ModelElement, { zero: boolean }> => element.kind === 'digit' || element.kind === 'hex';
