import type { Copy, Table } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';
import { optionList } from './engine-commands.ts';
import { propertyList } from './properties.ts';

/** A file's name in quotes; STDIN and STDOUT are words. */
function file(w: Writer, n: Table): void {
  const [name] = n.name;
  if (name?.quoted === true && n.name.length === 1) w.string(name.name, n);
  else w.name(n.name);
}

/** `COPY t (a) FROM 'f' (…)` and `COPY (SELECT …) TO 'f' (…)`, as DuckDB and PostgreSQL have it. */
export function transfer(w: Writer, n: Copy): void {
  if (n.direction === undefined) return w.unsupported(n, 'COPY INTO');
  const subject = n.direction === 'TO' ? n.source : n.target;
  w.text += 'COPY ';
  if (subject.kind === 'Table') w.node(subject);
  else w.block(() => w.node(subject));
  if (n.columns.length > 0) {
    w.text += ' ';
    w.names(n.columns);
  }
  w.text += ` ${n.direction} `;
  if (n.program === true) {
    w.need(w.dialect.name === 'postgres', n, 'COPY … PROGRAM');
    w.text += 'PROGRAM ';
  }
  const other = n.direction === 'TO' ? n.target : n.source;
  if (other.kind === 'Table') file(w, other);
  optionList(w, n.options ?? []);
  if (n.properties.length > 0) w.text += ' ';
  propertyList(w, n.properties, ' ');
}
