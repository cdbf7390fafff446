import type { SetOperation } from '@millrace/sql-ir';
import { originsAtName } from './output-column.ts';
import { keyOf, noOrigins, type Origins, union } from './origins.ts';
import { type OpenPart, originsAt, type Shape } from './shape.ts';
import type { Trace } from './trace.ts';

/** UNION's columns come from both sides; what INTERSECT and EXCEPT compare with only decides which rows stay. */
export function combined(query: Pick<SetOperation, 'op' | 'byName'>, left: Shape, right: Shape, trace: Trace): Shape {
  if (query.op !== 'UNION') {
    trace.influence('filter', union([...right.columns.map(({ origins }) => origins), ...right.open.map(({ star }) => star)]));
    return left;
  }
  return query.byName ? byName(left, right, trace) : byPosition(left, right);
}

function byPosition(left: Shape, right: Shape): Shape {
  const columns = left.columns.map((column, i) => ({ ...column, origins: union([column.origins, originsAt(right, i)]) }));
  const rest = left.open.length === 0 ? [] : right.columns.slice(left.columns.length).map(({ origins }) => origins);
  return { columns, open: paired(left.open, right.open, union(rest)) };
}

function byName(left: Shape, right: Shape, trace: Trace): Shape {
  const names = new Set(left.columns.map(({ name }) => trace.compare(name)));
  const both = left.columns.map((column) => ({ ...column, origins: union([column.origins, originsAtName(right, trace.compare(column.name), trace) ?? noOrigins]) }));
  return { columns: [...both, ...right.columns.filter(({ name }) => !names.has(trace.compare(name)))], open: paired(left.open, right.open, noOrigins) };
}

/** The unknown columns of both sides: one of a name comes from either. `rest` may be any of them. */
function paired(left: readonly OpenPart[], right: readonly OpenPart[], rest: Origins): readonly OpenPart[] {
  const parts = Array.from({ length: Math.max(left.length, right.length) }, (_, i): OpenPart => {
    const [a, b] = [left[i], right[i]];
    const except = a === undefined || b === undefined ? (a ?? b)?.except : new Set([...a.except].filter((name) => b.except.has(name)));
    return { star: union([a?.star ?? noOrigins, b?.star ?? noOrigins, rest]), except: except ?? new Set() };
  });
  return [...new Map(parts.map((part) => [[...part.star.values()].map(keyOf).join(), part])).values()];
}
