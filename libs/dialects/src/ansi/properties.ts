import type { Property } from '@millrace/sql-ir';
import { isNode, isStatement } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';

/** Words, dots and quoted parts: what a parser gives. Anything else was made by hand, and is quoted whole. */
const writtenName = /^(?:(?:[\w$ #]+|"(?:[^"]|"")*")(?:\.(?:[\w$]+|"(?:[^"]|"")*"))*(?: ->)?)?$/;
const isProperty = (value: object): value is Property => !isNode(value);

/** One setting or clause; see `Property` for its styles. */
export function property(w: Writer, p: Property): void {
  const { value, style } = p;
  if (p.name === 'ORDER' && style === undefined && isNode(value) && value.kind === 'Literal') {
    w.text += value.type === 'boolean' && value.value ? 'ORDER' : 'NOORDER';
    return;
  }
  if (writtenName.test(p.name)) w.text += p.name;
  else w.identifier({ kind: 'Identifier', name: p.name, quoted: true, pos: -1, end: -1 });
  if (style === 'flag') return;
  const assigns = style === undefined || style === 'assigned list';
  if (p.name !== '') w.text += assigns ? ' = ' : ' ';
  if (!isNode(value)) return valueList(w, p, value);
  if (!isStatement(value)) return w.node(value);
  // IF (EXISTS (…)) holds its statement in parentheses, AS and THEN as it is.
  const exists = p.name === 'IF' || p.name === 'MODIFY CONDITION';
  if (exists) w.text += '(EXISTS (';
  else w.line();
  w.node(value);
  if (exists) w.text += '))';
}

function valueList(w: Writer, of: Property, values: readonly object[]): void {
  const bare = of.style === 'list' || of.style === 'assigned list';
  // Settings stand apart by spaces, values and tags by commas.
  const spaced = of.style === undefined || of.name === '';
  if (!bare) w.text += '(';
  values.forEach((item, i) => {
    if (i > 0) w.text += spaced && isProperty(item) && item.style === undefined ? ' ' : ', ';
    if (isProperty(item)) property(w, item);
    else if (isNode(item)) w.node(item);
  });
  if (!bare) w.text += ')';
}

/** Settings in a row. */
export function propertyList(w: Writer, properties: readonly Property[], separator: string): void {
  properties.forEach((p, i) => {
    if (i > 0) w.text += separator;
    property(w, p);
  });
}
