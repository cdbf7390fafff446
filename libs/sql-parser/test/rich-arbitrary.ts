import fc from 'fast-check';
import { build, type DialectName, type Expression, type Test, synthetic } from '@millrace/sql-ir';
import { dialect } from '@millrace/dialects';

type Of = fc.Arbitrary<Expression>;
const flag = fc.boolean();

const windows = (e: Of): Of => fc.record({ operand: e, by: e, key: e, filter: fc.option(e, { nil: undefined }) }).map(({ operand, by, key, filter }) => build.call('SUM', [operand], {
  ...(filter === undefined ? {} : { filter }),
  over: {
    kind: 'WindowSpec', partitionBy: [by], orderBy: [{ kind: 'OrderItem', expression: key, descending: true, nulls: 'LAST', ...synthetic }],
    frame: { unit: 'ROWS', start: { type: 'PRECEDING', offset: key }, end: { type: 'CURRENT ROW' } }, ...synthetic,
  },
}));

const queries = (e: Of): readonly Of[] => [
  e.map((value): Expression => ({ kind: 'Subquery', query: build.select({ projections: [build.projection(value)] }), ...synthetic })),
  e.map((value): Expression => ({ kind: 'Exists', query: build.select({ projections: [build.projection(value)], from: build.table(['t']), where: value }), ...synthetic })),
];

const quantified = (e: Of): Of => fc.record({ op: fc.constantFrom('=' as const, '<' as const), left: e, quantifier: fc.constantFrom('ANY' as const, 'ALL' as const), right: e })
  .map((n): Expression => ({ kind: 'Quantified', ...n, right: n.right.kind === 'Subquery' ? n.right.query : n.right, ...synthetic }));
const slices = (e: Of, steps: boolean): Of => fc.record({ operand: e, from: fc.option(e, { nil: undefined }), to: fc.option(e, { nil: undefined }), step: fc.option(e, { nil: undefined }) })
  .map(({ operand, from, to, step }): Expression => ({ kind: 'Slice', operand, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(steps && step !== undefined ? { step } : {}), ...synthetic }));
const arrays = (e: Of): Of => fc.array(e, { maxLength: 3 }).map((items): Expression => ({ kind: 'ArrayOf', items, ...synthetic }));
const objects = (e: Of): Of => fc.array(fc.record({ key: fc.constantFrom('k', 'a b', "it's"), value: e }), { maxLength: 2 }).map((entries): Expression => ({ kind: 'ObjectOf', entries, ...synthetic }));
const lambdas = (e: Of): Of => e.map((body) => build.call('LIST_TRANSFORM', [build.column('l'), { kind: 'Lambda', parameters: [{ name: build.identifier('x', false) }], body, ...synthetic }]));
const zones = (e: Of): Of => fc.record({ operand: e, zone: e }).map((n): Expression => ({ kind: 'AtTimeZone', ...n, ...synthetic }));
const prefixes = (e: Of): Of => e.map((operand): Expression => ({ kind: 'Unary', op: '@', operand, ...synthetic }));
const likes = (e: Of, op: 'LIKE' | 'ILIKE'): Of => fc.record({ operand: e, pattern: e, escape: e, negated: flag }).map((n): Expression => ({ kind: 'Like', op, ...n, ...synthetic }));
const symmetric = (e: Of): Of => fc.record({ operand: e, low: e, high: e, negated: flag }).map((n): Expression => ({ kind: 'Between', ...n, symmetric: true, ...synthetic }));
const tests = (e: Of): Of => fc.record({ operand: e, test: fc.constantFrom<Test>('JSON', 'JSON ARRAY', 'JSON OBJECT WITH UNIQUE KEYS', 'NFC NORMALIZED', 'UNKNOWN'), negated: flag }).map((n): Expression => ({ kind: 'Is', ...n, ...synthetic }));
const fields = (e: Of): Of => e.map((operand): Expression => ({ kind: 'Path', operand, steps: [{ key: 'f', quoted: false }], ...synthetic }));

/** Forms beyond the operators, over expressions: those that a dialect can say. */
export function richForms(name: DialectName, e: Of): readonly Of[] {
  const can = dialect(name).capabilities;
  const collations: Readonly<Partial<Record<DialectName, string>>> = { duckdb: 'NOCASE', postgres: 'C', snowflake: 'en-ci', sqlite: 'NOCASE' };
  const collation = collations[name];
  if (collation === undefined) return [];
  return [
    windows(e), ...queries(e), likes(e, 'LIKE'), ...(can.ilike ? [likes(e, 'ILIKE')] : []),
    e.map((operand): Expression => ({ kind: 'Collate', operand, collation, ...synthetic })),
    fc.tuple(e, e).map((items): Expression => ({ kind: 'Tuple', items, ...synthetic })),
    ...(name === 'sqlite' || name === 'snowflake' ? [fc.constant<Expression>({ kind: 'TypedLiteral', type: build.type('BINARY'), value: '0AFF', ...synthetic })] : []),
    ...(can.atTimeZone ? [zones(e)] : []), ...(can.quantified && name !== 'snowflake' ? [quantified(e)] : []), ...(can.tryCast ? [e.map((operand) => build.cast(operand, build.type('VARCHAR'), true))] : []),
    ...(name === 'duckdb' || name === 'postgres' ? [slices(e, name === 'duckdb'), prefixes(e)] : []), ...(name === 'sqlite' ? [] : [arrays(e)]),
    ...(name === 'duckdb' || name === 'snowflake' ? [objects(e), lambdas(e)] : []), ...(name === 'postgres' ? [symmetric(e), tests(e), fields(e)] : []),
  ];
}
