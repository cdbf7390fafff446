import type { Node, Property, Statement } from '@millrace/sql-ir';
import { isNode, isStatement } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';

/** Words, dots and quoted parts: what a parser gives. Anything else was made by hand, and is quoted whole. */
const writtenName = /^(?:(?:[\w$ #@]+|"(?:[^"]|"")*")(?:\.(?:[\w$]+|"(?:[^"]|"")*"))*(?: ->)?)?$/;
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
  if (isNode(value) && isStatement(value)) return statement(w, p.name, value);
  if (p.name !== '') w.text += assigns ? ' = ' : ' ';
  if (isNode(value)) setting(w, value);
  else valueList(w, p, value);
}

/** IF (EXISTS (…)) holds its statement in parentheses, AS and THEN as it is. */
function statement(w: Writer, name: string, value: Statement): void {
  // https://docs.snowflake.com/en/sql-reference/sql/create-alert has parentheses around EXISTS, alter-alert none.
  const open = name === 'IF' ? ' (EXISTS (' : name === 'MODIFY CONDITION' ? ' EXISTS (' : '';
  if (open === '') w.line();
  w.text += open;
  w.node(value);
  if (open !== '') w.text += name === 'IF' ? '))' : ')';
}

/** A value; words that are reserved elsewhere, and kinds of several words, stand as they are. */
export function setting(w: Writer, value: Node): void {
  const only = value.kind === 'Column' && value.parts.length === 1 ? value.parts[0] : undefined;
  if (only === undefined || only.quoted) w.node(value);
  else if (/^\w+(?: \w+)+$/.test(only.name)) w.text += only.name;
  else if (w.dialect.identifiers.reserved.has(only.name.toUpperCase())) w.identifier(only, true);
  else w.node(value);
}

function valueList(w: Writer, of: Property, values: readonly object[]): void {
  const bare = of.style === 'list' || of.style === 'assigned list';
  // Settings stand apart by spaces, values, tags and what maps columns to metadata by commas.
  const spaced = (of.style === undefined || of.name === '') && of.name !== 'INCLUDE_METADATA';
  const apart = (item: object): boolean => spaced && isProperty(item) && item.style === undefined;
  const write = (item: object): void => {
    if (isProperty(item)) property(w, item);
    else if (isNode(item)) setting(w, item);
  };
  const flat = (): void => {
    if (!bare) w.text += '(';
    values.forEach((item, i) => {
      if (i > 0) w.text += apart(item) ? ' ' : ', ';
      write(item);
    });
    if (!bare) w.text += ')';
  };
  if (!w.pretty || bare) return flat();
  if (w.fits(flat)) return;
  w.text += '(';
  w.broken(values, write, values.every(apart) ? '' : ',');
  w.line();
  w.text += ')';
}

/** Settings in a row, or each on a line of its own where one line is too short. */
export function settingLines(w: Writer, properties: readonly Property[], write: (p: Property) => void = (p) => property(w, p)): void {
  const flat = (): void => {
    for (const p of properties) {
      w.text += ' ';
      write(p);
    }
  };
  if (!w.pretty) return flat();
  const holdsStatement = properties.some(({ value }) => isNode(value) && isStatement(value));
  if (!holdsStatement && w.fits(flat)) return;
  for (const p of properties) {
    w.line();
    w.commentsBeforeItem(p);
    write(p);
  }
}

/** Settings in a row. */
export function propertyList(w: Writer, properties: readonly Property[], separator: string): void {
  properties.forEach((p, i) => {
    if (i > 0) w.text += separator;
    property(w, p);
  });
}
