import { build, type Call, type Expression } from '@millrace/sql-ir';
import { arithmeticResult } from '../../types/number-rules.ts';
import { numberType, types } from '../../types/sql-type.ts';
import { castTo } from '../convert.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

const over = (name: string, args: readonly Expression[], call: Call): Expression => ({
  ...build.call(name, args), ...(call.over === undefined ? {} : { over: call.over }), ...(call.nulls === undefined ? {} : { nulls: call.nulls }),
});

/** A share of the window's total, with the scale of a quotient. */
const ratioToReport = ([value = build.nothing()]: readonly Expression[], { call, result }: RewriteContext): Expression =>
  castTo(build.binary('/', castTo(value, types.float), build.call('nullif', [castTo(over('sum', [value], call), types.float), build.number(0)])), result);

/** https://docs.snowflake.com/en/sql-reference/functions-window */
export const windows: readonly FunctionRecord[] = defineFunctions('window', [
  { name: 'ROW_NUMBER', kind: 'window', args: '', returns: 'count', nulls: 'never', to: { name: 'row_number' }, examples: [{ sql: 'SELECT ROW_NUMBER() OVER (ORDER BY column1 DESC) FROM VALUES (1), (2) ORDER BY column1', expected: ['2', '1'] }] },
  { name: 'RANK', kind: 'window', args: '', returns: 'count', nulls: 'never', to: { name: 'rank' }, examples: [{ sql: 'SELECT RANK() OVER (ORDER BY column1) FROM VALUES (1), (1), (2) ORDER BY column1', expected: ['1', '1', '3'] }] },
  { name: 'DENSE_RANK', kind: 'window', args: '', returns: 'count', nulls: 'never', to: { name: 'dense_rank' }, examples: [{ sql: 'SELECT DENSE_RANK() OVER (ORDER BY column1) FROM VALUES (1), (1), (2) ORDER BY column1', expected: ['1', '1', '2'] }] },
  { name: 'PERCENT_RANK', kind: 'window', args: '', returns: 'float', nulls: 'never', to: { name: 'percent_rank' }, examples: [{ sql: 'SELECT PERCENT_RANK() OVER (ORDER BY column1) FROM VALUES (1), (2), (3) ORDER BY column1', expected: ['0', '0.5', '1'] }] },
  { name: 'CUME_DIST', kind: 'window', args: '', returns: 'float', nulls: 'never', to: { name: 'cume_dist' }, examples: [{ sql: 'SELECT CUME_DIST() OVER (ORDER BY column1) FROM VALUES (1), (2) ORDER BY column1', expected: ['0.5', '1'] }] },
  { name: 'NTILE', kind: 'window', args: 'int', returns: 'count', nulls: 'never', to: { name: 'ntile' }, examples: [{ sql: 'SELECT NTILE(2) OVER (ORDER BY column1) FROM VALUES (1), (2), (3) ORDER BY column1', expected: ['1', '1', '2'] }] },
  { name: 'LAG', kind: 'window', args: 'any int? any?', returns: 'same', nulls: 'any', to: { name: 'lag' }, examples: [{ sql: 'SELECT LAG(column1, 1, 0) OVER (ORDER BY column1) FROM VALUES (1), (2), (3) ORDER BY column1', expected: ['0', '1', '2'] }] },
  { name: 'LEAD', kind: 'window', args: 'any int? any?', returns: 'same', nulls: 'any', to: { name: 'lead' }, examples: [{ sql: 'SELECT LEAD(column1) OVER (ORDER BY column1) FROM VALUES (1), (2), (3) ORDER BY column1', expected: ['2', '3', null] }] },
  { name: 'FIRST_VALUE', kind: 'window', args: 'any', returns: 'same', nulls: 'any', to: { name: 'first_value' }, examples: [{ sql: 'SELECT FIRST_VALUE(column2) IGNORE NULLS OVER (ORDER BY column1) FROM VALUES (1, NULL), (2, 7), (3, 8) ORDER BY column1', expected: [null, '7', '7'] }] },
  { name: 'LAST_VALUE', kind: 'window', args: 'any', returns: 'same', nulls: 'any', to: { rewrite: ([value = build.nothing()], { call }) => over('last_value', [value], wholePartition(call)) }, examples: [
    { sql: 'SELECT LAST_VALUE(column1) OVER (ORDER BY column1) FROM VALUES (1), (2), (3) ORDER BY column1', expected: ['3', '3', '3'] }] },
  { name: 'NTH_VALUE', kind: 'window', args: 'any int', returns: 'same', nulls: 'any', to: { rewrite: (args, { call }) => over('nth_value', args, wholePartition(call)) }, examples: [
    { sql: 'SELECT NTH_VALUE(column1, 2) OVER (ORDER BY column1) FROM VALUES (1), (2), (3) ORDER BY column1', expected: ['2', '2', '2'] }] },
  { name: 'RATIO_TO_REPORT', kind: 'window', args: 'number', returns: ([type]) => (type?.type === 'number' ? arithmeticResult('/', type, numberType(38, type.scale)) : types.float), nulls: 'any', to: { rewrite: ratioToReport }, examples: [
    { sql: 'SELECT RATIO_TO_REPORT(column1) OVER () FROM VALUES (1), (3) ORDER BY column1', expected: ['0.250000', '0.750000'] }] },
  { name: 'CONDITIONAL_TRUE_EVENT', kind: 'window', args: 'boolean', returns: 'count', nulls: 'never', to: { template: 'coalesce(sum(CAST($1 AS INTEGER)), 0)' }, examples: [
    { sql: 'SELECT CONDITIONAL_TRUE_EVENT(column2 > 1) OVER (ORDER BY column1) FROM VALUES (1, 0), (2, 5), (3, 2) ORDER BY column1', expected: ['0', '1', '2'] }] },
]);

/** Without a frame these functions see the whole partition in Snowflake, only the rows up to the current one in DuckDB. */
function wholePartition(call: Call): Call {
  if (call.over?.kind !== 'WindowSpec' || call.over.frame !== undefined) return call;
  return { ...call, over: { ...call.over, frame: { unit: 'ROWS', start: { type: 'UNBOUNDED PRECEDING' }, end: { type: 'UNBOUNDED FOLLOWING' } } } };
}
