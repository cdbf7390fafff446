import { build, type Query, type Select, type SetOperation, synthetic, type Values } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';

/** A query inside another: it has no order that anybody sees, and no WITH. */
export function nested(w: Writer, n: Query): Query {
  if (n.with.length > 0) w.unsupported(n, 'WITH inside a query');
  // Only what makes a text of the rows sees their order.
  if (n.endings !== undefined) return n;
  return n.orderBy.length > 0 && n.limit === undefined && n.offset === undefined ? { ...n, orderBy: [] } : n;
}

const wrapped = (n: SetOperation | Values, columns: readonly string[] = []): Select => ({
  ...build.select({
    with: n.with, recursive: n.recursive, projections: [build.projection(build.star())], orderBy: n.orderBy,
    from: { ...build.derived({ ...withoutTail(n) }, 'q'), alias: build.alias('q', columns), kind: 'DerivedTable', query: withoutTail(n), lateral: false, ...synthetic },
    ...(n.limit === undefined ? {} : { limit: n.limit }), ...(n.offset === undefined ? {} : { offset: n.offset }),
  }),
  pos: n.pos, end: n.end,
});

function withoutTail<N extends SetOperation | Values>(n: N): N {
  const { limit: _limit, offset: _offset, ...rest } = n;
  return { ...rest, with: [], orderBy: [] } as unknown as N;
}

/** An alias that a sort key means, where the key is about to be put into an expression, which sees no aliases. */
function withoutAliases(n: Select): Select {
  if (n.orderBy.every((item) => item.nulls === undefined)) return n;
  const named = (name: string): Select['projections'][number] | undefined => n.projections.find((p) => p.alias?.name === name && p.expression.kind !== 'Star');
  const orderBy = n.orderBy.map((item) => {
    const only = item.nulls !== undefined && item.expression.kind === 'Column' && item.expression.parts.length === 1 ? item.expression.parts[0] : undefined;
    const meant = only === undefined ? undefined : named(only.name);
    return meant === undefined ? item : { ...item, expression: meant.expression };
  });
  return { ...n, orderBy };
}

/** SQL Server's queries: TOP, and FETCH behind an order. */
export const mssqlQueries: Pick<Printers, 'Select' | 'SetOperation' | 'Values'> = {
  Select: (w, n) => ansi.Select(w, withoutAliases(n)),
  SetOperation(w, n) {
    // TOP belongs to a SELECT, and the rows of a set operation can be sorted by its columns only.
    const sortsOtherwise = n.orderBy.some((item) => item.nulls !== undefined);
    if (n.orderBy.length === 0 ? n.limit !== undefined || n.offset !== undefined : sortsOtherwise) return ansi.Select(w, wrapped(n));
    if (n.limit !== undefined && n.offset === undefined) return ansi.SetOperation(w, { ...n, offset: build.number(0) });
    ansi.SetOperation(w, n);
  },
  // VALUES stands only in FROM and in INSERT.
  Values: (w, n) => ansi.Select(w, wrapped(n, (n.rows[0] ?? []).map((_, i) => `column${String(i + 1)}`))),
};
