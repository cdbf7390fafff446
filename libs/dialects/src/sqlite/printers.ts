import { columnsByCte } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import { binary } from '../ansi/expressions.ts';
import type { Printers } from '../printers.ts';

/** What SQLite says differently. */
export const printers: Printers = {
  ...ansi,
  Binary(w, n) {
    if (n.op === 'IS NOT DISTINCT FROM') return binary(w, n, 'IS');
    if (n.op === 'IS DISTINCT FROM') return binary(w, n, 'IS NOT');
    binary(w, n);
  },
  Is(w, n) {
    ansi.Is(w, n.test === 'UNKNOWN' ? { ...n, test: 'NULL' } : n);
  },
  // Columns keep whatever they are given, and a cast to a date's name would make a number of it.
  TypedLiteral(w, n) {
    if (n.type.name === 'BINARY') return ansi.TypedLiteral(w, n);
    w.string(n.value, n);
  },
  Parameter(w, n) {
    if (n.value === undefined) ansi.Parameter(w, n);
    else w.bind(n.value);
  },
  DerivedTable: (w, n) => ansi.DerivedTable(w, columnsByCte(n)),
  Call(w, n) {
    if (n.name.length === 1 && n.name[0]?.name === 'EXTRACT' && !n.name[0].quoted) w.unsupported(n, 'EXTRACT');
    ansi.Call(w, n);
  },
  Interval: (w, n) => w.unsupported(n, 'INTERVAL'),
  Index: (w, n) => w.unsupported(n, 'array subscript'),
  Slice: (w, n) => w.unsupported(n, 'array slice'),
  ArrayOf: (w, n) => w.unsupported(n, 'array literal'),
  Describe: (w, n) => w.unsupported(n, 'DESCRIBE'),
  Use: (w, n) => w.unsupported(n, 'USE'),
  Tuple(w, n) {
    w.parenthesised(n.items, (item) => w.node(item));
  },
};
