import { DatabaseSync } from 'node:sqlite';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { build, type BinaryOperator, type Expression, synthetic } from '@millrace/sql-ir';
import { dialect, print } from '@millrace/dialects';
import { propertyRuns, propertyTimeout } from '@millrace/testkit';

const operators = ['OR', 'AND', '=', '<>', '<', '>=', '||', '+', '-', '*', '%', '&', '|', '<<', 'IS DISTINCT FROM'] as const satisfies readonly BinaryOperator[];

/** Expressions over names, so that any of them is well formed whatever its types. */
const expressions = fc.letrec<{ e: Expression }>((tie) => {
  const e = tie('e');
  return {
    e: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('a', 'b', 'c').map((name) => build.column(name)),
      fc.record({ op: fc.constantFrom(...operators), left: e, right: e }).map(({ op, left, right }) => build.binary(op, left, right)),
      fc.record({ op: fc.constantFrom('-', 'NOT', '~'), operand: e }).map(({ op, operand }): Expression => ({ kind: 'Unary', op, operand, ...synthetic })),
      fc.record({ operand: e, low: e, high: e, negated: fc.boolean() }).map((n): Expression => ({ kind: 'Between', ...n, ...synthetic })),
      fc.record({ operand: e, pattern: e, negated: fc.boolean() }).map((n): Expression => ({ kind: 'Like', op: 'LIKE', ...n, ...synthetic })),
      fc.record({ operand: e, negated: fc.boolean() }).map((n): Expression => ({ kind: 'Is', test: 'NULL', ...n, ...synthetic })),
    ),
  };
}).e;

/** The same with parentheses around everything: what it must mean, by no table of ours. */
function spelledOut(n: Expression): string {
  const not = 'negated' in n && n.negated ? 'NOT ' : '';
  switch (n.kind) {
    case 'Binary': return `(${spelledOut(n.left)} ${n.op} ${spelledOut(n.right)})`;
    case 'Unary': return `(${n.op} ${spelledOut(n.operand)})`;
    case 'Between': return `(${spelledOut(n.operand)} ${not}BETWEEN ${spelledOut(n.low)} AND ${spelledOut(n.high)})`;
    case 'Like': return `(${spelledOut(n.operand)} ${not}LIKE ${spelledOut(n.pattern)})`;
    case 'Is': return `(${spelledOut(n.operand)} IS ${not}NULL)`;
    default: return print(n, 'duckdb').sql;
  }
}

it('DuckDB reads what is printed as it was meant', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const tree = async (sql: string): Promise<string> => {
    const rows = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [`SELECT ${sql}`]);
    // Places differ; nothing else may.
    return String(rows.getRows()[0]?.[0]).replaceAll(/"query_location":\d+/g, '');
  };
  await fc.assert(
    fc.asyncProperty(expressions, async (n) => {
      const meant = await tree(spelledOut(n));
      expect(meant).toContain('"error":false');
      expect(await tree(print(n, 'duckdb').sql)).toBe(meant);
    }),
    { numRuns: propertyRuns(), seed: 3 },
  );
  connection.closeSync();
}, propertyTimeout());

it('SQLite computes from what is printed what was meant', () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t (a, b, c); INSERT INTO t VALUES (7, 3, 2), (0, 1, 5), (-4, 0, 1), (1, 1, 0), (9, NULL, 2)');
  const rows = (sql: string): unknown => database.prepare(`SELECT ${sql} AS x FROM t`).all();
  fc.assert(
    fc.property(expressions, (n) => {
      expect(rows(print(n, 'sqlite').sql)).toEqual(rows(spelledOut(n)));
    }),
    { numRuns: propertyRuns(1500), seed: 5 },
  );
  database.close();
}, propertyTimeout(1500));

it('covers operators that each of the two engines has', () => {
  for (const op of operators) expect(dialect('duckdb').operators.has(op) && dialect('sqlite').operators.has(op)).toBe(true);
});
