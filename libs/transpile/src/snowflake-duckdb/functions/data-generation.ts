import { build, type Call, type Expression } from '@millrace/sql-ir';
import { numberType, types } from '../../types/sql-type.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';
import { instantiate } from './template.ts';

/** How many bits a sequence has before it starts again; none that could matter for the longer ones. */
const sequenceBits: Readonly<Record<string, number>> = { SEQ1: 7, SEQ2: 15, SEQ4: 31, SEQ8: 63 };

/**
 * The value of SEQ1 to SEQ8 in a row.
 *
 * @param row the number of the row, from 0.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/seq1
 */
export function sequenceValue(name: string, call: Call, row: Expression, context: Pick<RewriteContext, 'table' | 'freshName' | 'session'>): Expression {
  const bits = sequenceBits[name] ?? 63;
  const [sign] = call.args;
  if (bits === 63) return row;
  const size = String(2n ** BigInt(bits));
  const signed = sign?.kind === 'Literal' && sign.type === 'number' && sign.value === '1';
  return instantiate(signed ? `($1 + ${size}) % (2 * ${size}) - ${size}` : `$1 % ${size}`, [row], context);
}

const rowNumber: Expression = build.binary('-', { ...build.call('row_number', []), over: { kind: 'WindowSpec', partitionBy: [], orderBy: [], pos: -1, end: -1 } }, build.number(1));
const sequence = (name: string): FunctionDefinition => ({
  name, args: 'constant?', returns: 'int', nulls: 'never', volatile: true, docs: 'seq1', to: { rewrite: (_, context) => sequenceValue(name, context.call, rowNumber, context) },
  examples: [{ sql: `SELECT ${name}() FROM TABLE(GENERATOR(ROWCOUNT => 2)) ORDER BY 1`, expected: ['0', '1'] },
    ...(name === 'SEQ1' ? [{ sql: 'SELECT SEQ1(1) FROM TABLE(GENERATOR(ROWCOUNT => 130)) ORDER BY SEQ2(0) LIMIT 3 OFFSET 126', expected: ['126', '127', '-128'] }] : [])],
});

/** UNIFORM between whole numbers gives whole numbers, both ends among them. The generator's value decides: a constant one gives one number. */
const uniform = (args: readonly Expression[], context: RewriteContext): Expression =>
  instantiate(context.result.type === 'float' ? '$1 + mr_unit($3) * ($2 - $1)' : 'CAST($1 + floor(mr_unit($3) * ($2 - $1 + 1)) AS BIGINT)', args, context);

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** https://docs.snowflake.com/en/sql-reference/functions-data-generation */
export const dataGenerators: readonly FunctionRecord[] = defineFunctions('data-generation', [
  { name: 'RANDOM', args: 'int?', returns: numberType(19), nulls: 'never', volatile: true, to: { rewrite: () => build.cast(build.binary('*', build.binary('-', build.call('random', []), build.number('0.5')), build.number('18446744073709549568')), build.type('BIGINT')) }, examples: [{ sql: 'SELECT RANDOM() IS NOT NULL', expected: 'true' }] },
  { name: 'UNIFORM', args: 'number number any', returns: ([low, high]) => (low?.type === 'number' && high?.type === 'number' && low.scale === 0 && high.scale === 0 ? types.integer : types.float), volatile: true, to: { rewrite: uniform }, examples: [
    { sql: 'SELECT UNIFORM(1, 1, RANDOM())', expected: '1' }, { sql: 'SELECT COUNT(DISTINCT UNIFORM(1, 10, 1234)) FROM TABLE(GENERATOR(ROWCOUNT => 5))', expected: '1' }, { sql: 'SELECT BOOLAND_AGG(UNIFORM(1, 10, RANDOM()) BETWEEN 1 AND 10) FROM TABLE(GENERATOR(ROWCOUNT => 100))', expected: 'true' }] },
  { name: 'NORMAL', args: 'float float any', returns: 'float', volatile: true, to: { template: '$1 + $2 * mr_normal(hash($3))' }, examples: [
    { sql: 'SELECT NORMAL(5, 0, RANDOM())', expected: '5' }, { sql: 'SELECT ABS(AVG(NORMAL(0, 1, RANDOM()))) < 0.2 FROM TABLE(GENERATOR(ROWCOUNT => 2000))', expected: 'true' }, { sql: 'SELECT COUNT(DISTINCT NORMAL(0, 1, 1234)) FROM TABLE(GENERATOR(ROWCOUNT => 5))', expected: '1' }] },
  { name: 'ZIPF', args: 'float int any', returns: 'int', volatile: true, to: { template: 'mr_zipf_rank(CAST($1 AS DOUBLE), CAST($2 AS BIGINT), mr_unit($3))' }, examples: [
    { sql: 'SELECT ZIPF(1, 1, RANDOM())', expected: '1' }, { sql: 'SELECT BOOLAND_AGG(ZIPF(1, 10, RANDOM()) BETWEEN 1 AND 10) FROM TABLE(GENERATOR(ROWCOUNT => 100))', expected: 'true' }] },
  { name: 'RANDSTR', args: 'int any', returns: 'text', volatile: true, to: { template: `array_to_string(list_transform(range($1), LAMBDA i : substr('${letters}', 1 + CAST(hash($2, i) % 62 AS BIGINT), 1)), '')` }, examples: [
    { sql: 'SELECT LENGTH(RANDSTR(5, RANDOM()))', expected: '5' }, { sql: 'SELECT COUNT(DISTINCT RANDSTR(5, 1234)) FROM TABLE(GENERATOR(ROWCOUNT => 5))', expected: '1' }] },
  ...['SEQ1', 'SEQ2', 'SEQ4', 'SEQ8'].map(sequence),
]);
