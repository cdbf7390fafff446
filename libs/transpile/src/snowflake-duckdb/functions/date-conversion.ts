import { build, type Expression } from '@millrace/sql-ir';
import { timestampMapping } from '../../binder/type-expression.ts';
import { dottedName, locationOf } from '../../binder/bind-context.ts';
import { errors } from '../../errors.ts';
import { type SqlType, types, typeText } from '../../types/sql-type.ts';
import { convert, readMoment, sinceEpoch } from '../convert.ts';
import { fromUtc, momentText, offsetOf, wallClock } from '../moments.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionExample, FunctionRecord, RewriteContext } from './record.ts';

const isNumber = (type: SqlType | undefined): boolean => type?.type === 'number' || type?.type === 'float';

/** TO_DATE, TO_TIME and TO_TIMESTAMP_…: of a text by a format, of a number by a scale, else as CAST does. */
const conversion = (safe: boolean) => ([value = build.nothing(), how]: readonly Expression[], context: RewriteContext): Expression => {
  const { result, session } = context;
  const [from = types.unknown, given] = context.types;
  const auto = how === undefined || (how.kind === 'Literal' && how.type === 'string' && how.value.toUpperCase() === 'AUTO');
  if (from.type === 'varchar' && isNumber(given)) throw errors.TRANSPILE_ARGUMENT_TYPES.error({ name: dottedName(context.call.name), types: context.types.map(typeText).join(', ') }, locationOf(context.call, context.source));
  if (auto || given?.type === 'null') return convert(value, from, result, { session, safe });
  if (isNumber(from)) return fromUtc(sinceEpoch(value, from, how), result, session);
  const text = from.type === 'varchar' || from.type === 'unknown' ? value : convert(value, from, types.text, { session });
  return from.type === 'date' || from.type === 'time' || from.type.startsWith('timestamp') ? convert(value, from, result, { session, safe }) : readMoment(text, how, result, { session, safe });
};

/**
 * TO_CHAR of a moment.
 *
 * @param format absent: as the session says.
 */
export function dateText(value: Expression, from: SqlType, format: Expression | undefined, { session }: Pick<RewriteContext, 'session'>): Expression {
  if (format === undefined) return convert(value, from, types.text, { session });
  if (format.kind === 'Literal' && format.type === 'string') return format.value.toUpperCase() === 'AUTO' ? convert(value, from, types.text, { session }) : momentText(value, from, format.value, session);
  return build.call('mr_format_moment', [build.call('epoch_us', [wallClock(value, from, session)]), build.cast(offsetOf(value, from, session), build.type('BIGINT')), format]);
}

/** A conversion and its TRY_ form, each under all its names. */
function pair(name: string, aliases: readonly string[], returns: FunctionDefinition['returns'], docs: string, examples: readonly FunctionExample[], tries: readonly FunctionExample[]): readonly FunctionDefinition[] {
  return [
    { name, aliases, args: 'any any?', returns, to: { rewrite: conversion(false) }, docs, examples },
    { name: `TRY_${name}`, args: 'text text?', returns, nulls: 'any', to: { rewrite: conversion(true) }, docs: docs === 'to_timestamp' ? 'try_to_timestamp' : `try_${docs}`, examples: tries },
  ];
}
const is = (sql: string, expected: FunctionExample['expected']): FunctionExample => ({ sql, expected });
const mapped = (_: readonly SqlType[], _nodes: readonly Expression[], session: RewriteContext['session']): SqlType => ({ type: timestampMapping({ session }), scale: 9 });

/** https://docs.snowflake.com/en/sql-reference/functions-conversion, the part of dates and times */
export const dateConversions: readonly FunctionRecord[] = defineFunctions('datetime', [
  ...pair('TO_DATE', ['DATE'], 'date', 'to_date', [
    is("SELECT TO_DATE('2024-05-10')", '2024-05-10'), is("SELECT DATE('2024-05-10')", '2024-05-10'), is("SELECT TO_DATE('2024.05.10', 'YYYY.MM.DD')", '2024-05-10'), is("SELECT TO_DATE('3/4/2024', 'dd/mm/yyyy')", '2024-04-03'), is("SELECT TO_DATE('5/10/2024', 'MM/DD/YYYY')", '2024-05-10'),
    is("SELECT TO_DATE(column1) FROM VALUES ('31536000'), ('31536000000'), ('31536000000000'), ('31536000000000000')", ['1971-01-01', '1971-01-01', '1971-01-01', '1971-01-01']), is("SELECT TO_DATE('2024-04-05 01:02:03'::TIMESTAMP)", '2024-04-05'), is("SELECT TO_DATE('05-Apr-2024')", '2024-04-05')],
    [is("SELECT TRY_TO_DATE('2018-05-15')", '2018-05-15'), is("SELECT TRY_TO_DATE('Invalid')", null), is("SELECT TRY_TO_DATE('2018.05.15', 'YYYY.MM.DD')", '2018-05-15')]),
  ...pair('TO_TIME', ['TIME'], 'time', 'to_time', [
    is("SELECT TO_TIME('13:30:00')", '13:30:00'), is("SELECT TIME('13:30:00')", '13:30:00'), is("SELECT TO_VARCHAR(TO_TIME('13:30:00.000'), 'HH24:MI:SS.FF3')", '13:30:00.000'), is("SELECT TO_TIME('11.15.00', 'HH24.MI.SS')", '11:15:00'), is("SELECT TO_TIME('01:30 PM', 'HH12:MI AM')", '13:30:00'),
    is("SELECT TO_TIME(column1) FROM VALUES ('31536001'), ('31536002400'), ('31536003600000'), ('31536004900000000')", ['00:00:01', '00:00:02.4', '00:00:03.6', '00:00:04.9'])],
    [is("SELECT TRY_TO_TIME('12:30:00')", '12:30:00'), is("SELECT TRY_TO_TIME('Invalid')", null)]),
  ...pair('TO_TIMESTAMP', [], mapped, 'to_timestamp', [
    is("SELECT TO_VARCHAR(TO_TIMESTAMP('04/05/2024 01:02:03', 'mm/dd/yyyy hh24:mi:ss'))", '2024-04-05 01:02:03.000'), is('SELECT TO_VARCHAR(TO_TIMESTAMP(1712282523))', '2024-04-05 02:02:03.000'), is('SELECT TO_VARCHAR(TO_TIMESTAMP(40 * 365.25 * 86400))', '2010-01-01 00:00:00.000'),
    is("SELECT TO_VARCHAR(TO_TIMESTAMP(40 * 365.25 * 86400 * 1000 + 456, 3))", '2010-01-01 00:00:00.456'), is("SELECT TO_VARCHAR(TO_TIMESTAMP('31536002400'), 'YYYY-MM-DD HH24:MI:SS.FF3')", '1971-01-01 00:00:02.400'),
    is("SELECT TO_VARCHAR(TO_TIMESTAMP('Thu, 04 Apr 2024 13:05:06 +0200'))", '2024-04-04 13:05:06.000'), is(`SELECT TO_VARCHAR(TO_TIMESTAMP('2024-04-05T01:02', 'YYYY-MM-DD"T"HH24:MI'))`, '2024-04-05 01:02:00.000')],
    [is("SELECT TO_VARCHAR(TRY_TO_TIMESTAMP('2024-01-15 12:30:00'))", '2024-01-15 12:30:00.000'), is("SELECT TRY_TO_TIMESTAMP('Invalid')", null)]),
  ...pair('TO_TIMESTAMP_NTZ', [], 'timestamp', 'to_timestamp', [is("SELECT TO_VARCHAR(TO_TIMESTAMP_NTZ('2024-04-05 01:02:03'))", '2024-04-05 01:02:03.000'), is("SELECT TO_VARCHAR(TO_TIMESTAMP_NTZ('2024-04-05 01:02:03 +0200'))", '2024-04-05 01:02:03.000')], [is("SELECT TRY_TO_TIMESTAMP_NTZ('Invalid')", null)]),
  ...pair('TO_TIMESTAMP_LTZ', [], 'ltz', 'to_timestamp', [is("SELECT TO_VARCHAR(TO_TIMESTAMP_LTZ('2013-04-05 01:02:03'))", '2013-04-05 01:02:03.000 -0700'), is("SELECT TO_VARCHAR(TO_TIMESTAMP_LTZ('2013-04-05 01:02:03 +0000'))", '2013-04-04 18:02:03.000 -0700')], [is("SELECT TRY_TO_TIMESTAMP_LTZ('Invalid')", null)]),
  ...pair('TO_TIMESTAMP_TZ', [], () => types.timestampTz, 'to_timestamp', [
    is("SELECT TO_VARCHAR(TO_TIMESTAMP_TZ('2024-04-05 01:02:03'))", '2024-04-05 01:02:03.000 -0700'), is("SELECT TO_VARCHAR(TO_TIMESTAMP_TZ('04/05/2024 01:02:03', 'mm/dd/yyyy hh24:mi:ss'))", '2024-04-05 01:02:03.000 -0700'),
    is("SELECT TO_VARCHAR(TO_TIMESTAMP_TZ('2024-04-05 01:02:03 +0530'))", '2024-04-05 01:02:03.000 +0530'), is("SELECT TO_VARCHAR(TO_TIMESTAMP_TZ('05.04.2024 01:02:03 +05:30', 'DD.MM.YYYY HH24:MI:SS TZH:TZM'))", '2024-04-05 01:02:03.000 +0530')], [is("SELECT TRY_TO_TIMESTAMP_TZ('Invalid')", null)]),
]);
