import type { NativeFunction, NativeValue } from '../../functions/record.ts';
import { cellText, childrenOf, compacted, isCell, isPentagon, parentOf, readCell, resolutionOf, uncompacted } from './h3.ts';

const cellOf = (value: NativeValue | undefined): bigint => readCell(String(value));

/** A JSON array of cells: numbers or texts, as the first of them was given. */
function cells(list: NativeValue | undefined, change: (cells: readonly bigint[]) => readonly bigint[]): string {
  const texts = (String(list).match(/"?[0-9A-Fa-f]+"?/g) ?? []);
  const asText = texts[0]?.startsWith('"') === true;
  return written(change(texts.map((text) => readCell(text.replaceAll('"', '')))), asText);
}

const written = (list: readonly bigint[], asText: boolean): string => `[${list.map((cell) => (asText ? `"${cellText(cell)}"` : String(cell))).join(',')}]`;

/** What can be read from the digits of H3 cells. Cells come as texts: decimal for numbers, hexadecimal for strings. */
export const h3Natives: readonly (NativeFunction & { readonly name: string })[] = [
  { name: 'mr_h3_resolution', parameters: ['VARCHAR'], returns: 'BIGINT', call: (cell) => BigInt(resolutionOf(cellOf(cell))) },
  { name: 'mr_h3_valid', parameters: ['VARCHAR'], returns: 'BOOLEAN', call: (cell) => /^\d{17,}$|^[0-9A-Fa-f]{1,16}$/.test(String(cell)) && isCell(cellOf(cell)) },
  { name: 'mr_h3_pentagon', parameters: ['VARCHAR'], returns: 'BOOLEAN', call: (cell) => isPentagon(cellOf(cell)) },
  { name: 'mr_h3_parent', parameters: ['VARCHAR', 'BIGINT'], returns: 'BIGINT', call: (cell, resolution) => parentOf(cellOf(cell), Number(resolution)) },
  { name: 'mr_h3_children', parameters: ['VARCHAR', 'BIGINT', 'BOOLEAN'], returns: 'JSON', call: (cell, resolution, asText) => written(childrenOf(cellOf(cell), Number(resolution)), asText === true) },
  { name: 'mr_h3_compact', parameters: ['VARCHAR'], returns: 'JSON', call: (list) => cells(list, compacted) },
  { name: 'mr_h3_uncompact', parameters: ['VARCHAR', 'BIGINT'], returns: 'JSON', call: (list, resolution) => cells(list, (all) => uncompacted(all, Number(resolution))) },
];
