import { build, type Call, type Expression, type WindowFrame } from '@millrace/sql-ir';
import { arithmeticResult } from '../../types/number-rules.ts';
import { numberType, types } from '../../types/sql-type.ts';
import { castTo } from '../convert.ts';
import { utcClock } from '../moments.ts';
import { nullLast } from './aggregate-shape.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

const over = (name: string, args: readonly Expression[], call: Call): Expression => ({
  ...build.call(name, args), ...(call.over === undefined ? {} : { over: call.over }), ...(call.nulls === undefined ? {} : { nulls: call.nulls }),
});

/** The frame's rows from one bound to another. */
type Bound = 'UNBOUNDED PRECEDING' | 'CURRENT ROW' | 'UNBOUNDED FOLLOWING';
function framed(call: Call, start: Bound, end: Bound): Call {
  if (call.over?.kind !== 'WindowSpec') return call;
  return { ...call, over: { ...call.over, frame: { unit: 'ROWS', start: { type: start }, end: { type: end } } } };
}
const soFar = (call: Call): Call => framed(call, 'UNBOUNDED PRECEDING', 'CURRENT ROW');

/** INTERPOLATE_FFILL and _BFILL: the nearest value that is no NULL on one side, the row itself first. */
const nearest = (side: 'before' | 'after', value: Expression, call: Call): Expression => (side === 'before'
  ? over('last_value', [value], { ...soFar(call), nulls: 'IGNORE' })
  : over('first_value', [value], { ...framed(call, 'CURRENT ROW', 'UNBOUNDED FOLLOWING'), nulls: 'IGNORE' }));

/** INTERPOLATE_LINEAR: on the line between the nearest values of both sides, by the distance in the window's order. */
const linear = ([value = build.nothing()]: readonly Expression[], context: RewriteContext): Expression => {
  const { call, table, session } = context;
  const key = call.over?.kind === 'WindowSpec' ? call.over.orderBy[0]?.expression : undefined;
  if (key === undefined) return value;
  const type = table.typeOf(key);
  const position = type.type === 'number' || type.type === 'float' || type.type === 'unknown' ? castTo(key, types.float) : castTo(build.call('epoch_us', [utcClock(key, type, session)]), types.float);
  const known: Expression = { kind: 'Case', branches: [{ when: { kind: 'Is', operand: value, test: 'NULL', negated: true, pos: -1, end: -1 }, then: position }], pos: -1, end: -1 };
  const y = castTo(value, types.float);
  return build.call('mr_between', [position, nearest('before', known, call), nearest('before', y, call), nearest('after', known, call), nearest('after', y, call)]);
};

type FrameBound = WindowFrame['start'];
const opposite = { 'UNBOUNDED PRECEDING': 'UNBOUNDED FOLLOWING', 'UNBOUNDED FOLLOWING': 'UNBOUNDED PRECEDING', 'CURRENT ROW': 'CURRENT ROW' } as const;
const mirrored = (bound: FrameBound): FrameBound => ('offset' in bound ? { ...bound, type: bound.type === 'PRECEDING' ? 'FOLLOWING' : 'PRECEDING' } : { type: opposite[bound.type] });
const mirroredFrame = (frame: WindowFrame): WindowFrame => ({ ...frame, start: mirrored(frame.end ?? { type: 'CURRENT ROW' }), end: mirrored(frame.start) });

/** The same rows in the opposite order, with what was before now after. */
function reversed(call: Call): Call {
  if (call.over?.kind !== 'WindowSpec') return call;
  const { frame } = call.over;
  const orderBy = call.over.orderBy.map((item) => ({ ...nullLast(item), descending: !item.descending, nulls: nullLast(item).nulls === 'LAST' ? 'FIRST' as const : 'LAST' as const }));
  return { ...call, over: { ...call.over, orderBy, ...(frame === undefined ? {} : { frame: mirroredFrame(frame) }) } };
}

/** NTH_VALUE counts from the last row with FROM LAST. */
const nthValue = (args: readonly Expression[], { call }: RewriteContext): Expression =>
  over('nth_value', args, call.fromLast === true ? reversed(wholePartition(call)) : wholePartition(call));

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
  { name: 'LEAD', kind: 'window', args: 'any int? any?', returns: 'same', nulls: 'any', to: { name: 'lead' }, examples: [{ sql: 'SELECT LEAD(column1) OVER (ORDER BY column1) FROM VALUES (1), (2), (3) ORDER BY column1', expected: ['2', '3', null] }, { sql: 'SELECT LEAD(column2) IGNORE NULLS OVER (ORDER BY column1) FROM VALUES (1, 5), (2, NULL), (3, 7) ORDER BY column1', expected: ['7', '7', null] }] },
  { name: 'FIRST_VALUE', kind: 'window', args: 'any', returns: 'same', nulls: 'any', to: { rewrite: ([value = build.nothing()], { call }) => over('first_value', [value], wholePartition(call)) }, examples: [
    { sql: 'SELECT FIRST_VALUE(column2) IGNORE NULLS OVER (ORDER BY column1) FROM VALUES (1, NULL), (2, 7), (3, 8) ORDER BY column1', expected: ['7', '7', '7'] },
    { sql: 'SELECT FIRST_VALUE(column2) IGNORE NULLS OVER (ORDER BY column1 ROWS UNBOUNDED PRECEDING) FROM VALUES (1, NULL), (2, 7), (3, 8) ORDER BY column1', expected: [null, '7', '7'] }] },
  { name: 'LAST_VALUE', kind: 'window', args: 'any', returns: 'same', nulls: 'any', to: { rewrite: ([value = build.nothing()], { call }) => over('last_value', [value], wholePartition(call)) }, examples: [
    { sql: 'SELECT LAST_VALUE(column1) OVER (ORDER BY column1) FROM VALUES (1), (2), (3) ORDER BY column1', expected: ['3', '3', '3'] }] },
  { name: 'NTH_VALUE', kind: 'window', args: 'any int', returns: 'same', nulls: 'any', to: { rewrite: nthValue }, examples: [
    { sql: 'SELECT NTH_VALUE(column1, 2) OVER (ORDER BY column1) FROM VALUES (1), (2), (3) ORDER BY column1', expected: ['2', '2', '2'] }, { sql: 'SELECT NTH_VALUE(column1, 2) FROM LAST OVER (ORDER BY column1 ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM VALUES (1), (2), (3) ORDER BY column1', expected: ['1', '2', '2'] },
    { sql: 'SELECT NTH_VALUE(column1, 1) FROM LAST OVER (ORDER BY column1) FROM VALUES (1), (2), (3) ORDER BY column1', expected: ['3', '3', '3'] }] },
  { name: 'RATIO_TO_REPORT', kind: 'window', args: 'number', returns: ([type]) => (type?.type === 'number' ? arithmeticResult('/', type, numberType(38, type.scale)) : types.float), nulls: 'any', to: { rewrite: ratioToReport }, examples: [
    { sql: 'SELECT RATIO_TO_REPORT(column1) OVER () FROM VALUES (1), (3) ORDER BY column1', expected: ['0.250000', '0.750000'] }] },
  { name: 'CONDITIONAL_TRUE_EVENT', kind: 'window', args: 'boolean', returns: 'count', nulls: 'never', to: { rewrite: ([test = build.nothing()], { call }) => build.call('coalesce', [over('sum', [build.cast(test, build.type('INTEGER'))], soFar(call)), build.number(0)]) }, examples: [
    { sql: 'SELECT CONDITIONAL_TRUE_EVENT(column2 > 1) OVER (ORDER BY column1) FROM VALUES (1, 0), (2, 5), (3, 2) ORDER BY column1', expected: ['0', '1', '2'] }] },
  { name: 'CONDITIONAL_CHANGE_EVENT', kind: 'window', args: 'any', returns: 'count', nulls: 'never', to: { rewrite: (args, { call }) => build.call('mr_changes', [over('list', args, soFar(call))]) }, examples: [
    { sql: 'SELECT CONDITIONAL_CHANGE_EVENT(column2 = 0) OVER (ORDER BY column1) FROM VALUES (1, 120), (2, 0), (3, 0), (4, 120), (5, 0) ORDER BY column1', expected: ['0', '1', '1', '2', '3'] }] },
  { name: 'INTERPOLATE_FFILL', kind: 'window', args: 'any', returns: 'same', nulls: 'any', to: { rewrite: ([value = build.nothing()], { call }) => nearest('before', value, call) }, docs: 'interpolate_bfill', examples: [
    { sql: 'SELECT INTERPOLATE_FFILL(column2) OVER (ORDER BY column1) FROM VALUES (1, 10), (2, NULL), (3, 30) ORDER BY column1', expected: ['10', '10', '30'] }] },
  { name: 'INTERPOLATE_BFILL', kind: 'window', args: 'any', returns: 'same', nulls: 'any', to: { rewrite: ([value = build.nothing()], { call }) => nearest('after', value, call) }, docs: 'interpolate_bfill', examples: [
    { sql: 'SELECT INTERPOLATE_BFILL(column2) OVER (ORDER BY column1) FROM VALUES (1, 10), (2, NULL), (3, 30) ORDER BY column1', expected: ['10', '30', '30'] }] },
  { name: 'INTERPOLATE_LINEAR', kind: 'window', args: 'float', returns: 'float', nulls: 'any', to: { rewrite: linear }, docs: 'interpolate_bfill', examples: [
    { sql: 'SELECT INTERPOLATE_LINEAR(column2) OVER (ORDER BY column1) FROM VALUES (1, 10), (2, NULL), (3, 30), (4, NULL) ORDER BY column1', expected: ['10', '20', '30', null] }] },
]);

/**
 * Without a frame these functions see the whole partition in Snowflake, only the rows up to the current one in DuckDB.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions-window-syntax#usage-notes-for-window-frames
 */
function wholePartition(call: Call): Call {
  if (call.over?.kind !== 'WindowSpec' || call.over.frame !== undefined) return call;
  return { ...call, over: { ...call.over, frame: { unit: 'ROWS', start: { type: 'UNBOUNDED PRECEDING' }, end: { type: 'UNBOUNDED FOLLOWING' } } } };
}
