import { build, type Expression, type Query, type Subquery } from '@millrace/sql-ir';
import { numberType, types } from '../../types/sql-type.ts';
import { castTo, convert, toVariant } from '../convert.ts';
import { fromUtc, utcClock } from '../moments.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionExample, FunctionRecord, RewriteContext } from './record.ts';

type Measure = (value: Expression, context: RewriteContext, args: readonly Expression[]) => Expression;

/** One value measured over the one column of the query that the function is given. */
const measured = (measure: Measure) => (args: readonly Expression[], context: RewriteContext): Expression => {
  const [query = build.nothing()] = args;
  const [table, column] = [context.freshName(), context.freshName()];
  return query.kind === 'Subquery' ? scalar(query.query, table, column, measure(build.column(table, column), context, args)) : query;
};

function scalar(query: Query, table: string, column: string, result: Expression): Subquery {
  const from = { ...build.derived(query, table), alias: build.alias(table, [column]) };
  return { kind: 'Subquery', query: build.select({ projections: [build.projection(result)], from }), pos: -1, end: -1 };
}

const countOf = (condition: Expression): Expression => build.call('count', [build.star()], { filter: condition });
const percentOf = (condition: Expression): Expression => build.binary('/', build.binary('*', build.number('100.0'), countOf(condition)), build.call('nullif', [build.call('count', [build.star()]), build.number(0)]));
const isNull = (value: Expression): Expression => ({ kind: 'Is', operand: value, test: 'NULL', negated: false, pos: -1, end: -1 });
const isBlank = (value: Expression): Expression => build.binary('=', build.call('trim', [build.cast(value, build.type('VARCHAR'))]), build.string(''));

/** Seconds since the latest moment of the column. */
const freshness: Measure = (value, { types: [type = types.timestampLtz], session }) => {
  const moment = build.call('max', [value]);
  const instant = type.type === 'timestamp_ltz' ? moment : convert(moment, type, types.timestampLtz, { session });
  const now = build.call('timezone', [build.string('UTC'), session.now === undefined ? build.call('now', []) : build.cast(build.string(session.now), build.type('TIMESTAMPTZ'))]);
  return build.call('date_diff', [build.string('second'), utcClock(instant, types.timestampLtz, session), now]);
};

/** How many rows have a value that stands in another row too. */
const duplicates: Measure = (value) => {
  const times = build.call('map_values', [build.call('histogram', [build.call('coalesce', [build.binary('||', build.string('v'), build.cast(value, build.type('VARCHAR'))), build.string('n')])])]);
  const several: Expression = { kind: 'Lambda', parameters: [{ name: build.identifier('n') }], body: build.binary('>', build.column('n'), build.number(1)), pos: -1, end: -1 };
  return build.call('coalesce', [build.call('list_sum', [build.call('list_filter', [times, several])]), build.number(0)]);
};

/** How many rows the condition does not accept; the condition is a lambda, whose parameter is a VARIANT. */
const accepted: Measure = (value, { types: [type = types.unknown], session }, [, test = build.nothing()]) => {
  const tested = build.call('list_filter', [{ kind: 'ArrayOf', items: [toVariant(value, type, session)], pos: -1, end: -1 }, test.kind === 'Lambda' ? { ...test, parameters: test.parameters.map(({ name }) => ({ name })) } : test]);
  return countOf(build.binary('=', build.call('len', [tested]), build.number(0)));
};

const metric = (name: string, returns: FunctionDefinition['returns'], measure: Measure, example?: FunctionExample, args = 'any'): FunctionDefinition => ({
  name: `SNOWFLAKE.CORE.${name}`, args, returns, nulls: 'any', to: { rewrite: measured(measure) }, docs: `dmf_${name.toLowerCase()}`, examples: example === undefined ? [] : [example],
});
const over = (name: string, values: string, expected: string | null): FunctionExample => ({ sql: `SELECT SNOWFLAKE.CORE.${name}(SELECT column1 FROM VALUES ${values})`, expected });

/** https://docs.snowflake.com/en/sql-reference/functions-data-metric */
export const dataMetrics: readonly FunctionRecord[] = defineFunctions('data-metric', [
  metric('NULL_COUNT', 'int', (value) => countOf(isNull(value)), over('NULL_COUNT', '(1), (NULL), (NULL)', '2')),
  metric('NULL_PERCENT', 'float', (value) => percentOf(isNull(value)), over('NULL_PERCENT', '(1), (NULL), (NULL), (2)', '50')),
  metric('BLANK_COUNT', 'int', (value) => countOf(isBlank(value)), over('BLANK_COUNT', "('a'), (''), (' '), (NULL)", '2')),
  metric('BLANK_PERCENT', 'float', (value) => percentOf(isBlank(value)), over('BLANK_PERCENT', "('a'), (''), (' '), (NULL)", '50')),
  metric('DUPLICATE_COUNT', 'int', duplicates, over('DUPLICATE_COUNT', "('a'), ('b'), (NULL)", '0')),
  metric('UNIQUE_COUNT', 'int', (value) => build.call('count', [value], { distinct: true }), over('UNIQUE_COUNT', "('a'), ('a'), ('b'), (NULL)", '2')),
  metric('ROW_COUNT', 'int', () => build.call('count', [build.star()]), over('ROW_COUNT', '(1), (NULL)', '2')),
  metric('AVG', 'float', (value) => castTo(build.call('avg', [value]), types.float), over('AVG', '(1), (2), (NULL)', '1.5')),
  metric('MAX', 'same', (value) => build.call('max', [value]), over('MAX', '(1), (3)', '3')),
  metric('MIN', 'same', (value) => build.call('min', [value]), over('MIN', '(1), (3)', '1')),
  metric('STDDEV', 'float', (value) => build.call('stddev_samp', [castTo(value, types.float)]), over('STDDEV', '(6), (10), (14)', '4')),
  metric('FRESHNESS', () => numberType(19), freshness, { sql: 'SELECT SNOWFLAKE.CORE.FRESHNESS(SELECT DATEADD(minute, -2, CURRENT_TIMESTAMP()))', expected: '120' }),
  metric('ACCEPTED_VALUES', 'int', accepted, { sql: "SELECT SNOWFLAKE.CORE.ACCEPTED_VALUES((SELECT column1 FROM VALUES ('a'), ('b'), ('c')), v -> v IN ('a', 'b'))", expected: '1' }, 'any lambda'),
  { name: 'SNOWFLAKE.CORE.DATA_METRIC_SCHEDULED_TIME', aliases: ['SNOWFLAKE.CORE.DATA_METRIC_SCHEDULE_TIME'], args: '', returns: 'ltz', nulls: 'never', docs: 'dmf_data_metric_scheduled_time', examples: [{ sql: 'SELECT SNOWFLAKE.CORE.DATA_METRIC_SCHEDULED_TIME() IS NOT NULL', expected: 'true' }],
    to: { rewrite: (_, { session }) => fromUtc(build.call('timezone', [build.string('UTC'), build.call('now', [])]), types.timestampLtz, session) } },
]);
