import type { DataType } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';

const zones: Readonly<Record<string, string>> = {
  TIMESTAMPTZ: 'TIMESTAMP WITH TIME ZONE', TIMESTAMP_TZ: 'TIMESTAMP WITH TIME ZONE', TIMETZ: 'TIME WITH TIME ZONE', TIMESTAMP_LTZ: 'TIMESTAMP WITH LOCAL TIME ZONE',
};

/** `TIMESTAMP(3) WITH TIME ZONE`, whose precision stands in the middle; false for any other type. */
export function zonedType(w: Writer, n: DataType, local = true): boolean {
  const phrase = zones[n.name];
  if (phrase === undefined || n.elements.length > 0) return false;
  const [word = '', ...rest] = (local ? phrase : phrase.replace(' LOCAL', '')).split(' ');
  w.text += n.args.length === 0 ? word : `${word}(${n.args.join(', ')})`;
  w.text += ` ${rest.join(' ')}`;
  return true;
}
