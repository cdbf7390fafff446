import fc from 'fast-check';
import { build, type BinaryOperator, type DialectName, type Expression, synthetic } from '@millrace/sql-ir';
import { dialect } from '@millrace/dialects';

const name = fc.constantFrom('a', 'b', 'Mixed', 'order', 'with space', 'q"uote');

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.nat(1000).map((n) => build.number(n)),
  fc.constantFrom('', 'x', "it's", 'a\\b', 'line\nbreak', '--no', '/*no*/', '$$', 'ü€😀').map((s) => build.string(s)),
  fc.boolean().map((b) => build.boolean(b)),
  fc.constant(build.nothing()),
  fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => build.column(...parts)),
);

/** Expressions that a dialect can say: every operator it has, over every other. */
export function expressionsOf(dialectName: DialectName): fc.Arbitrary<Expression> {
  const { operators, capabilities } = dialect(dialectName);
  // DuckDB reads `x -> y` among arguments as a lambda.
  const binaryOperators: readonly BinaryOperator[] = [...operators].filter((op) => dialectName !== 'duckdb' || op !== '->');
  return fc.letrec<{ e: Expression }>((tie) => {
    const e = tie('e');
    const negated = fc.boolean();
    return {
      e: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        leaf,
        fc.record({ op: fc.constantFrom(...binaryOperators), left: e, right: e }).map(({ op, left, right }) => build.binary(op, left, right)),
        fc.record({ op: fc.constantFrom('-', 'NOT', '+', '~'), operand: e }).map(({ op, operand }): Expression => ({ kind: 'Unary', op, operand, ...synthetic })),
        fc.record({ operand: e, low: e, high: e, negated }).map((n): Expression => ({ kind: 'Between', ...n, ...synthetic })),
        fc.record({ operand: e, values: fc.array(e, { minLength: 1, maxLength: 3 }), negated }).map((n): Expression => ({ kind: 'In', ...n, ...synthetic })),
        fc.record({ operand: e, pattern: e, negated }).map((n): Expression => ({ kind: 'Like', op: 'LIKE', ...n, ...synthetic })),
        fc.record({ operand: e, test: fc.constantFrom('NULL', 'TRUE', 'FALSE'), negated }).map((n): Expression => ({ kind: 'Is', ...n, ...synthetic })),
        fc.record({ operand: e, type: fc.constantFrom('INTEGER', 'VARCHAR') }).map(({ operand, type }) => build.cast(operand, build.type(type))),
        fc.record({ when: e, then: e, otherwise: e }).map(({ when, then, otherwise }): Expression => ({ kind: 'Case', branches: [{ when, then }], otherwise, ...synthetic })),
        fc.array(e, { maxLength: 3 }).map((args) => build.call('COALESCE', args)),
        ...(capabilities.lambdas ? [fc.record({ operand: e, index: e }).map((n): Expression => ({ kind: 'Index', ...n, ...synthetic }))] : []),
        ...(dialectName === 'snowflake' ? [e.map((operand): Expression => ({ kind: 'Path', operand, steps: [{ key: 'k', quoted: false }, { index: build.number(0) }, { key: 'a b', quoted: true }], ...synthetic }))] : []),
      ),
    };
  }).e;
}
