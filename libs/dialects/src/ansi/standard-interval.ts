import type { Interval } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';
import { ansi } from './ansi.ts';
import { type Amount, amountOf, standardAmount } from './intervals.ts';

/** The printer of intervals where only the standard's units are: `write` writes a count of one of them, and a range of units stays as it is. */
export function standardInterval(write: (w: Writer, amount: Amount) => void): (w: Writer, n: Interval) => void {
  return (w, n) => {
    const found = amountOf(n);
    if (found !== undefined) write(w, standardAmount(found));
    else if (n.unit === undefined || n.unit.includes('_')) w.unsupported(n, 'INTERVAL of several units');
    else ansi.Interval(w, n);
  };
}
