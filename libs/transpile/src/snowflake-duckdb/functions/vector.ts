import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord } from './record.ts';

const first = '[1.1,2.2,3]::VECTOR(FLOAT,3), [1,1,1]::VECTOR(FLOAT,3)';
const second = '[1,2.2,3]::VECTOR(FLOAT,3), [4,6,8]::VECTOR(FLOAT,3)';

/** A measure of two vectors; its values are right to four digits, so the examples are rounded. */
const measure = (name: string, how: string, ...expected: readonly (readonly [args: string, value: string])[]): FunctionDefinition =>
  ({ name, args: 'array array', returns: 'float', to: { template: `mr_vector_measure(CAST($1 AS VARCHAR), CAST($2 AS VARCHAR), '${how}')` }, examples: expected.map(([args, value]) => ({ sql: `SELECT ROUND(${name}(${args}), 4)`, expected: value })) });

const rows = "SELECT 'A' AS category, [1.0, 2.0, 3.0]::VECTOR(FLOAT, 3) AS v UNION ALL SELECT 'A', [4.0, 5.0, 6.0]::VECTOR(FLOAT, 3) UNION ALL SELECT 'B', [2.0, 1.0, 4.0]::VECTOR(FLOAT, 3) UNION ALL SELECT 'B', [3.0, 2.0, 1.0]::VECTOR(FLOAT, 3)";
/** An aggregate of each element over all vectors; NULL vectors do not count. */
const elementwise = (name: string, last: readonly string[]): FunctionDefinition => ({
  name: `VECTOR_${name}`, kind: 'aggregate', args: 'array', returns: 'array', nulls: 'any',
  to: { template: `mr_vector_fold(CAST(to_json(list($1)) AS VARCHAR), '${name.toLowerCase()}')` },
  examples: [{ sql: `SELECT GET(total, 2)::FLOAT FROM (SELECT category, VECTOR_${name}(v) AS total FROM (${rows}) GROUP BY category) ORDER BY category`, expected: last }],
});

/** https://docs.snowflake.com/en/sql-reference/functions-vector */
export const vectors: readonly FunctionRecord[] = defineFunctions('vector', [
  measure('VECTOR_INNER_PRODUCT', 'inner', [first, '6.3'], [second, '41.2']),
  measure('VECTOR_L1_DISTANCE', 'l1', [first, '3.3'], [second, '11.8']),
  measure('VECTOR_L2_DISTANCE', 'l2', [first, '2.3345'], [second, '6.9599']),
  measure('VECTOR_COSINE_SIMILARITY', 'cosine', ['[1,2.2,3]::VECTOR(FLOAT,3), [1,2,3]::VECTOR(FLOAT,3)', '0.999']),
  { name: 'VECTOR_NORMALIZE', args: 'array', returns: 'array', to: { template: 'mr_vector_unit(CAST($1 AS VARCHAR))' }, examples: [
    { sql: 'SELECT ROUND(GET(VECTOR_NORMALIZE([1, 2, 3]::VECTOR(INT, 3)), column1)::FLOAT, 6) FROM VALUES (0), (1), (2) ORDER BY column1', expected: ['0.267261', '0.534522', '0.801784'] }] },
  { name: 'VECTOR_TRUNCATE', aliases: ['VECTOR_TRUNC'], args: 'array int', returns: 'array', to: { template: 'CAST(to_json(list_slice(CAST($1 AS JSON[]), 1, $2)) AS JSON)' }, examples: [{ sql: 'SELECT VECTOR_TRUNCATE([1, 2, 3]::VECTOR(INT, 3), 2)', expected: '[1,2]' }] },
  elementwise('SUM', ['9', '5']), elementwise('MIN', ['3', '1']), elementwise('MAX', ['6', '4']), elementwise('AVG', ['4.5', '2.5']),
]);
