import type { Expression, Property } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { settingValue } from './property.ts';

/** `(FORMAT csv, HEADER, FORCE_QUOTE (a, b))`: options with commas, each a name alone or a name and its value. */
export function options(p: SqlParser): readonly Property[] {
  return p.parenthesised(() => option(p));
}

/** One option. */
export function option(p: SqlParser): Property {
  const name = p.word('an option');
  if (p.at(',') || p.at(')')) return { name, style: 'flag', value: { kind: 'Literal', type: 'boolean', value: true, pos: p.end(), end: p.end() } };
  return { name, style: 'clause', value: p.at('(') ? p.parenthesised(() => settingValue(p)) : signed(p) };
}

const signed = (p: SqlParser): Expression => (p.at('*') ? p.above('postfix') : settingValue(p));
