import fc from 'fast-check';
import { build, type BinaryOperator, type DataType, type DialectName, type Expression, type Query, synthetic } from '@millrace/sql-ir';
import { dialect } from '@millrace/dialects';
import { richForms } from './rich-arbitrary.ts';

const name = fc.constantFrom('a', 'b', 'Mixed', 'order', 'with space', 'q"uote');

const constants: fc.Arbitrary<Expression> = fc.oneof(
  fc.nat(1000).map((n) => build.number(n)),
  fc.constantFrom('', 'x', "it's", 'a\\b', 'line\nbreak', '--no', '/*no*/', '$$', 'ü€😀').map((s) => build.string(s)),
  fc.constant(build.nothing()),
  fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => build.column(...parts)),
);
const leaf: fc.Arbitrary<Expression> = fc.oneof(constants, fc.boolean().map((b) => build.boolean(b)));

/** Types that a dialect calls by these very names. */
const castTypes: { readonly [D in DialectName]: readonly DataType[] } = {
  duckdb: [build.type('INTEGER'), build.type('VARCHAR')], postgres: [build.type('INTEGER'), build.type('VARCHAR')], snowflake: [build.type('INTEGER'), build.type('VARCHAR')],
  sqlite: [build.type('INTEGER'), build.type('VARCHAR')], mysql: [build.type('BIGINT'), build.type('VARCHAR', 10)], mssql: [build.type('INT'), build.type('VARCHAR', 10), build.type('NVARCHAR')],
  oracle: [build.type('INTEGER'), build.type('VARCHAR2', 10)], trino: [build.type('INTEGER'), build.type('VARCHAR')], spark: [build.type('INT'), build.type('STRING')],
};

const shape = fc.boolean();
type Of = fc.Arbitrary<Expression>;
const binaryOf = (ops: readonly BinaryOperator[], e: Of): Of => fc.record({ op: fc.constantFrom(...ops), left: e, right: e }).map(({ op, left, right }) => build.binary(op, left, right));
const unaryOf = (ops: readonly ('-' | 'NOT' | '+' | '~')[], e: Of): Of => fc.record({ op: fc.constantFrom(...ops), operand: e }).map(({ op, operand }): Expression => ({ kind: 'Unary', op, operand, ...synthetic }));
const isOf = (tests: readonly ('NULL' | 'TRUE' | 'FALSE')[], e: Of): Of => fc.record({ operand: e, test: fc.constantFrom(...tests), negated: shape }).map((n): Expression => ({ kind: 'Is', ...n, ...synthetic }));
const caseOf = (when: Of, e: Of): Of => fc.record({ when, then: e, otherwise: e }).map(({ when: w, then, otherwise }): Expression => ({ kind: 'Case', branches: [{ when: w, then }], otherwise, ...synthetic }));
/** A query that is the one item of a list is what the list holds. */
const rowsOf = (values: readonly Expression[]): readonly Expression[] | Query => (values.length === 1 && values[0]?.kind === 'Subquery' ? values[0].query : values);
const tests = (e: Of): readonly Of[] => [
  fc.record({ operand: e, low: e, high: e, negated: shape }).map((n): Expression => ({ kind: 'Between', ...n, ...synthetic })),
  fc.record({ operand: e, values: fc.array(e, { minLength: 1, maxLength: 3 }), negated: shape }).map((n): Expression => ({ kind: 'In', ...n, values: rowsOf(n.values), ...synthetic })),
  fc.record({ operand: e, pattern: e, negated: shape }).map((n): Expression => ({ kind: 'Like', op: 'LIKE', ...n, ...synthetic })),
];
const values = (dialectName: DialectName, e: Of): readonly Of[] => [
  fc.record({ operand: e, type: fc.constantFrom(...castTypes[dialectName]) }).map(({ operand, type }) => build.cast(operand, type)),
  fc.array(e, { maxLength: 3 }).map((args) => build.call('COALESCE', args)),
];

const connectives: ReadonlySet<string> = new Set(['AND', 'OR', '=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM']);

/** Where truth has no type, conditions and values are two languages, and CASE is where one holds the other. */
function apart(dialectName: DialectName): fc.Arbitrary<Expression> {
  const operators = [...dialect(dialectName).operators].filter((op) => op !== ':=');
  const arithmetic = operators.filter((op) => !connectives.has(op));
  const comparisons = operators.filter((op) => connectives.has(op) && op !== 'AND' && op !== 'OR');
  return fc.letrec<{ e: Expression; c: Expression }>((tie) => {
    const e = tie('e');
    const c = tie('c');
    return {
      e: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true }, constants, binaryOf(arithmetic, e), unaryOf(dialectName === 'oracle' ? ['-', '+'] : ['-', '+', '~'], e), caseOf(c, e), ...values(dialectName, e),
      ),
      c: fc.oneof({ depthSize: 'medium', withCrossShrink: true }, isOf(['NULL'], e), binaryOf(comparisons, e), binaryOf(['AND', 'OR'], c), unaryOf(['NOT'], c), ...tests(e)),
    };
  }).e;
}

/** Expressions that a dialect can say: every operator it has, over every other. */
export function expressionsOf(dialectName: DialectName): fc.Arbitrary<Expression> {
  if (dialectName === 'mssql' || dialectName === 'oracle') return apart(dialectName);
  const { operators, capabilities } = dialect(dialectName);
  // DuckDB reads `x -> y` among arguments as a lambda.
  const binaryOperators: readonly BinaryOperator[] = [...operators].filter((op) => dialectName !== 'duckdb' || op !== '->');
  return fc.letrec<{ e: Expression }>((tie) => {
    const e = tie('e');
    return {
      e: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        leaf,
        binaryOf(binaryOperators, e),
        unaryOf(dialectName === 'trino' ? ['-', 'NOT', '+'] : ['-', 'NOT', '+', '~'], e),
        isOf(dialectName === 'trino' ? ['NULL'] : ['NULL', 'TRUE', 'FALSE'], e),
        caseOf(e, e),
        ...tests(e),
        ...values(dialectName, e),
        ...richForms(dialectName, e),
        ...(capabilities.lambdas ? [fc.record({ operand: e, index: e }).map((n): Expression => ({ kind: 'Index', ...n, ...synthetic }))] : []),
        ...(dialectName === 'snowflake' || dialectName === 'spark' ? [e.map((operand): Expression => ({ kind: 'Path', operand, steps: [{ key: 'k', quoted: false }, { index: build.number(0) }, { key: 'a b', quoted: true }], ...synthetic }))] : []),
      ),
    };
  }).e;
}
