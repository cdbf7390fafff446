import type { Property } from '@millrace/sql-ir';
import { isNode } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';

const plainName = /^[\w. ]+$/;
const isProperty = (value: object): value is Property => !isNode(value);

/**
 * One setting. A name of several words is a phrase and takes no `=`: `CLUSTER BY (a)`, and, with the value TRUE, `COPY GRANTS`.
 */
export function property(w: Writer, p: Property): void {
  const { value } = p;
  const phrase = p.name.includes(' ') && plainName.test(p.name);
  if (p.name === 'ORDER' && isNode(value) && value.kind === 'Literal') {
    w.text += value.type === 'boolean' && value.value ? 'ORDER' : 'NOORDER';
    return;
  }
  if (plainName.test(p.name)) w.text += p.name;
  else w.identifier({ kind: 'Identifier', name: p.name, quoted: true, pos: -1, end: -1 });
  if (isNode(value) && value.kind === 'Literal' && value.type === 'boolean' && phrase && value.value) return;
  w.text += phrase ? ' ' : ' = ';
  if (isNode(value)) return w.node(value);
  w.text += '(';
  value.forEach((item, i) => {
    // Settings stand apart by spaces, values by commas.
    if (i > 0) w.text += isProperty(item) ? ' ' : ', ';
    if (isProperty(item)) property(w, item);
    else w.node(item);
  });
  w.text += ')';
}

/** Settings in a row. */
export function propertyList(w: Writer, properties: readonly Property[], separator: string): void {
  properties.forEach((p, i) => {
    if (i > 0) w.text += separator;
    property(w, p);
  });
}
