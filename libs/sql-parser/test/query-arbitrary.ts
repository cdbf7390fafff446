import fc from 'fast-check';
import { build, type DialectName, type Expression, type Join, type MatchRecognize, type Query, type Relation, type RowPattern, synthetic } from '@millrace/sql-ir';
import { dialect } from '@millrace/dialects';

const columns = fc.constantFrom('a', 'b', 'Mixed').map((name): Expression => build.column(name));
const numbers = fc.nat(9).map((n): Expression => build.number(n));
const plain = fc.oneof(columns, numbers);

/** Patterns of rows, of every form. */
export const rowPatterns: fc.Arbitrary<RowPattern> = fc.letrec<{ p: RowPattern }>((tie) => {
  const p = tie('p');
  const several = fc.array(p, { minLength: 2, maxLength: 3 });
  return {
    p: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('s', 't').map((name): RowPattern => ({ type: 'symbol', name: build.identifier(name) })),
      fc.constantFrom<RowPattern>({ type: 'first row' }, { type: 'last row' }, { type: 'sequence', parts: [] }),
      fc.record({ type: fc.constantFrom('sequence' as const, 'alternation' as const, 'permutation' as const), parts: several }),
      p.map((part): RowPattern => ({ type: 'exclusion', part })),
      fc.record({ part: p, min: fc.nat(3), more: fc.option(fc.nat(3), { nil: undefined }), reluctant: fc.boolean() })
        .map(({ part, min, more, reluctant }): RowPattern => ({ type: 'repetition', part, min, ...(more === undefined ? {} : { max: min + more }), reluctant })),
    ),
  };
}).p;

function matched(source: Relation, pattern: RowPattern): MatchRecognize {
  return {
    kind: 'MatchRecognize', source, partitionBy: [build.column('a')], orderBy: [], measures: [{ measure: build.projection(build.column('b'), 'm') }], pattern,
    subsets: [], define: [{ symbol: build.identifier('s'), condition: build.boolean(true) }], ...synthetic,
  };
}

function joins(dialectName: DialectName, r: fc.Arbitrary<Relation>): fc.Arbitrary<Relation> {
  const { asofJoin, fullJoin, semiJoin } = dialect(dialectName).capabilities;
  const types: readonly Join['type'][] = ['INNER', 'LEFT', 'RIGHT', ...(fullJoin ? (['FULL'] as const) : []), ...(semiJoin ? (['SEMI', 'ANTI'] as const) : []), ...(asofJoin && dialectName === 'duckdb' ? (['ASOF'] as const) : [])];
  return fc.oneof(
    fc.record({ type: fc.constantFrom(...types), left: r, right: r, on: plain }).map(({ type, left, right, on }) => build.join(type, left, right, on)),
    fc.record({ left: r, right: r }).map(({ left, right }) => build.join('CROSS', left, right)),
    fc.record({ left: r, right: r }).map(({ left, right }): Relation => ({ ...build.join('INNER', left, right), using: [build.identifier('a')] })),
  );
}

/** A comma binds less than JOIN and has no parentheses: it stands at the top. */
const commas = (r: fc.Arbitrary<Relation>): fc.Arbitrary<Relation> =>
  fc.record({ left: r, right: r }).map(({ left, right }): Relation => ({ ...build.join('CROSS', left, right), comma: true }));

/** Queries that a dialect can say: set operations, joins and tails over one another. */
export function queriesOf(dialectName: DialectName): fc.Arbitrary<Query> {
  const { intersectAll, matchRecognize } = dialect(dialectName).capabilities;
  return fc.letrec<{ q: Query; r: Relation }>((tie) => {
    const q = tie('q');
    const r = tie('r');
    const orderBy = fc.array(columns.map((expression) => ({ kind: 'OrderItem' as const, expression, descending: false, ...synthetic })), { maxLength: 1 });
    const tail = fc.record({ orderBy, limit: fc.option(numbers, { nil: undefined }) });
    const select = fc.record({ value: plain, from: fc.option(fc.oneof({ weight: 3, arbitrary: r }, { weight: 1, arbitrary: commas(r) }), { nil: undefined }), where: fc.option(plain, { nil: undefined }), tail })
      .map(({ value, from, where, tail: { orderBy: keys, limit } }): Query => build.select({
        projections: [build.projection(value)], orderBy: keys, ...(from === undefined ? {} : { from }), ...(where === undefined || from === undefined ? {} : { where }), ...(limit === undefined ? {} : { limit }),
      }));
    const operation = fc.record({ op: fc.constantFrom('UNION' as const, 'INTERSECT' as const, 'EXCEPT' as const), all: fc.boolean(), left: q, right: q, tail })
      .map(({ op, all, left, right, tail: { orderBy: keys, limit } }): Query => ({
        kind: 'SetOperation', with: [], recursive: false, op, all: all && (op === 'UNION' || intersectAll), byName: false, left, right, orderBy: keys, ...(limit === undefined ? {} : { limit }), ...synthetic,
      }));
    const named = fc.record({ inner: q, outer: q }).map(({ inner, outer }): Query => (outer.with.length > 0 ? outer
      : { ...outer, with: [{ kind: 'Cte', name: build.identifier('c'), columns: [], query: inner, ...synthetic }] }));
    return {
      q: fc.oneof({ depthSize: 'small', withCrossShrink: true }, select, operation, named),
      r: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('t', 'u').map((name): Relation => build.table([name])),
        q.map((query) => build.derived(query, 'd')),
        joins(dialectName, r),
        ...(matchRecognize ? [fc.record({ source: r, pattern: rowPatterns }).map(({ source, pattern }) => matched(source, pattern))] : []),
      ),
    };
  }).q;
}
