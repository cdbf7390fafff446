import type { Call } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';

const sides: Readonly<Record<string, string>> = { TRIM: 'BOTH', LTRIM: 'LEADING', RTRIM: 'TRAILING' };

/** `TRIM(LEADING x FROM y)` for LTRIM(y, x) and its kin, which the standard knows only in these words; false for any other call. */
export function trimCall(w: Writer, n: Call): boolean {
  const [text, what] = n.args;
  const [name] = n.name;
  const side = name === undefined || name.quoted || n.name.length > 1 ? undefined : sides[name.name];
  if (side === undefined || text === undefined || what === undefined || n.args.length !== 2) return false;
  w.text += `TRIM(${side} `;
  w.node(what);
  w.text += ' FROM ';
  w.node(text);
  w.text += ')';
  return true;
}
