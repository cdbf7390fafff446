import type { DuckDBConnection } from '@duckdb/node-api';
import type { SessionContext } from '@millrace/transpile';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogOf, openEngine, run } from './support/engine.ts';

let engine: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
});
const value = async (expression: string, parameters: SessionContext['parameters'] = {}): Promise<string | null | undefined> =>
  (await run(engine, `SELECT ${expression}`, catalogOf(), { parameters }))[0]?.[0];
const shown = (expression: string, parameters: SessionContext['parameters'] = {}): Promise<string | null | undefined> => value(`TO_VARCHAR(${expression})`, parameters);

// https://docs.snowflake.com/en/sql-reference/functions-date-time#calendar-weeks-and-weekdays
describe('weeks as the session starts them', () => {
  const dates = ['2016-12-30', '2016-12-31', '2017-01-01', '2017-01-02', '2017-01-03', '2017-12-30', '2017-12-31'];
  const all = async (call: (date: string) => string, parameters: SessionContext['parameters']): Promise<readonly (string | null | undefined)[]> => Promise.all(dates.map((date) => value(call(`'${date}'::DATE`), parameters)));
  it('counts ISO weeks by default', async () => {
    expect(await all((d) => `WEEK(${d})`, {})).toEqual(['52', '52', '52', '1', '1', '52', '52']);
    expect(await all((d) => `YEAROFWEEK(${d})`, {})).toEqual(['2016', '2016', '2016', '2017', '2017', '2017', '2017']);
    expect(await all((d) => `DAYOFWEEK(${d})`, {})).toEqual(['5', '6', '0', '1', '2', '6', '0']);
  });
  it('counts from 1 January with WEEK_OF_YEAR_POLICY = 1', async () => {
    const policy = { WEEK_OF_YEAR_POLICY: 1, WEEK_START: 1 };
    expect(await all((d) => `WEEK(${d})`, policy)).toEqual(['53', '53', '1', '2', '2', '53', '53']);
    expect(await all((d) => `YEAROFWEEK(${d})`, policy)).toEqual(['2016', '2016', '2017', '2017', '2017', '2017', '2017']);
    expect(await all((d) => `DAYOFWEEK(${d})`, policy)).toEqual(['5', '6', '7', '1', '2', '6', '7']);
  });
  it('keeps ISO weeks for the parts that say so', async () => {
    expect(await all((d) => `WEEKISO(${d})`, { WEEK_OF_YEAR_POLICY: 1, WEEK_START: 3 })).toEqual(['52', '52', '52', '1', '1', '52', '52']);
  });
  it('cuts and counts weeks from WEEK_START', async () => {
    expect(await value("DATE_TRUNC('week', '2017-01-03'::DATE)", { WEEK_START: 3 })).toBe('2016-12-28');
    expect(await value("LAST_DAY('2017-01-03'::DATE, 'week')", { WEEK_START: 3 })).toBe('2017-01-03');
    expect(await value("DATEDIFF('week', '2017-01-03'::DATE, '2017-01-04'::DATE)", { WEEK_START: 3 })).toBe('1');
    expect(await value("DATEDIFF('week', '2017-01-03'::DATE, '2017-01-04'::DATE)", { WEEK_START: 1 })).toBe('0');
    expect(await value("DAYOFWEEK('2017-01-04'::DATE)", { WEEK_START: 3 })).toBe('1');
  });
});

// https://docs.snowflake.com/en/sql-reference/data-types-datetime
describe('time zones', () => {
  const warsaw = { TIMEZONE: 'Europe/Warsaw' };
  it('reads a clock without an offset in the session zone', async () => {
    expect(await shown("'2024-07-01 12:00:00'::TIMESTAMP_LTZ", warsaw)).toBe('2024-07-01 12:00:00.000 +0200');
    expect(await shown("'2024-07-01 12:00:00'::TIMESTAMP_TZ", warsaw)).toBe('2024-07-01 12:00:00.000 +0200');
    expect(await shown("'2024-07-01 12:00:00'::TIMESTAMP_NTZ", warsaw)).toBe('2024-07-01 12:00:00.000');
  });
  it('keeps the offset of a TIMESTAMP_TZ, shows a TIMESTAMP_LTZ in the session zone', async () => {
    expect(await shown("'2024-07-01 12:00:00 -0330'::TIMESTAMP_TZ", warsaw)).toBe('2024-07-01 12:00:00.000 -0330');
    expect(await shown("'2024-07-01 12:00:00 -0330'::TIMESTAMP_LTZ", warsaw)).toBe('2024-07-01 17:30:00.000 +0200');
    expect(await shown("'2024-07-01 12:00:00 -0330'::TIMESTAMP_TZ::TIMESTAMP_NTZ", warsaw)).toBe('2024-07-01 12:00:00.000');
    expect(await shown("'2024-07-01 12:00:00 -0330'::TIMESTAMP_TZ::TIMESTAMP_LTZ", warsaw)).toBe('2024-07-01 17:30:00.000 +0200');
    expect(await shown("'2024-07-01 23:00:00 -0330'::TIMESTAMP_TZ::DATE", warsaw)).toBe('2024-07-01');
    expect(await value("HOUR('2024-07-01 23:00:00 -0330'::TIMESTAMP_TZ)", warsaw)).toBe('23');
  });
  it('compares instants', async () => {
    expect(await value("'2024-07-01 12:00:00 +0200'::TIMESTAMP_TZ = '2024-07-01 10:00:00 +0000'::TIMESTAMP_TZ")).toBe('true');
    expect(await value("'2024-07-01 12:00:00 +0200'::TIMESTAMP_TZ < '2024-07-01 11:00:00 +0000'::TIMESTAMP_TZ")).toBe('true');
    expect(await value("'2024-07-01 12:00:00 +0200'::TIMESTAMP_TZ = '2024-07-01 12:00:00'::TIMESTAMP_NTZ", warsaw)).toBe('true');
    expect(await value("'2024-07-01 12:00:00 +0200'::TIMESTAMP_TZ IN ('2024-07-01 11:00:00 +0100'::TIMESTAMP_TZ)")).toBe('true');
  });
  it('adds days by the clock and hours by time passed', async () => {
    expect(await shown("DATEADD(day, 1, '2024-03-30 12:00:00'::TIMESTAMP_LTZ)", warsaw)).toBe('2024-03-31 12:00:00.000 +0200');
    expect(await shown("DATEADD(hour, 24, '2024-03-30 12:00:00'::TIMESTAMP_LTZ)", warsaw)).toBe('2024-03-31 13:00:00.000 +0200');
    expect(await shown("DATE_TRUNC('day', '2024-07-01 23:30:00 -0330'::TIMESTAMP_TZ)", warsaw)).toBe('2024-07-01 00:00:00.000 -0330');
  });
  it('meets other types in UNION, CASE and COALESCE', async () => {
    const rows = await run(engine, "SELECT TO_VARCHAR(x) FROM (SELECT '2024-07-01 12:00:00 +0100'::TIMESTAMP_TZ x UNION ALL SELECT '2024-07-01 12:00:00'::TIMESTAMP_NTZ) ORDER BY x", catalogOf(), { parameters: warsaw });
    expect(rows.map(([text]) => text)).toEqual(['2024-07-01 12:00:00.000 +0200', '2024-07-01 12:00:00.000 +0100']);
    expect(await shown("COALESCE(NULL, '2024-07-01 12:00:00 +0100'::TIMESTAMP_TZ)")).toBe('2024-07-01 12:00:00.000 +0100');
    expect(await shown("DECODE(1, 2, '2024-07-01 12:00:00 +0100'::TIMESTAMP_TZ, '2024-07-01'::DATE)", warsaw)).toBe('2024-07-01 00:00:00.000 +0200');
    expect(await shown("NVL2(1, '2024-07-01 12:00:00 +0100'::TIMESTAMP_TZ, '2024-07-01'::DATE)", warsaw)).toBe('2024-07-01 12:00:00.000 +0100');
    expect(await shown("IFF(FALSE, '2024-07-01 12:00:00 +0100'::TIMESTAMP_TZ, '2024-07-01'::DATE)", warsaw)).toBe('2024-07-01 00:00:00.000 +0200');
  });
  it('is NULL for NULL', async () => {
    expect(await value('TO_VARCHAR(NULL::TIMESTAMP_TZ)')).toBe(null);
    expect(await value('TO_TIMESTAMP_TZ(NULL) IS NULL')).toBe('true');
    expect(await value("CONVERT_TIMEZONE('UTC', NULL::TIMESTAMP_NTZ) IS NULL")).toBe('true');
  });
});

describe('what TIMESTAMP means, and how moments are read and written', () => {
  it('follows TIMESTAMP_TYPE_MAPPING', async () => {
    expect(await shown("TO_TIMESTAMP('2024-01-01 00:00:00 +0100')", { TIMESTAMP_TYPE_MAPPING: 'TIMESTAMP_TZ' })).toBe('2024-01-01 00:00:00.000 +0100');
    expect(await shown("'2024-01-01 00:00:00 +0100'::TIMESTAMP", { TIMESTAMP_TYPE_MAPPING: 'TIMESTAMP_LTZ', TIMEZONE: 'UTC' })).toBe('2023-12-31 23:00:00.000 +0000');
  });
  it('follows the formats of the session', async () => {
    expect(await shown("'2024-01-02'::DATE", { DATE_OUTPUT_FORMAT: 'DD.MM.YYYY' })).toBe('02.01.2024');
    expect(await value("'02.01.2024'::DATE", { DATE_INPUT_FORMAT: 'DD.MM.YYYY' })).toBe('2024-01-02');
    expect(await shown("'2024-01-02 03:04:05'::TIMESTAMP_NTZ", { TIMESTAMP_NTZ_OUTPUT_FORMAT: 'DY, DD MON YYYY HH12:MI:SS AM' })).toBe('Tue, 02 Jan 2024 03:04:05 AM');
  });
  it.each([
    ['2013-05-08 23:39:20.123', '2013-05-08 23:39:20.123'], ['2013-05-08T23:39:20', '2013-05-08 23:39:20.000'], ['2013-05-08 23:39', '2013-05-08 23:39:00.000'], ['2013-05-08T23', '2013-05-08 23:00:00.000'], ['2013-05-08', '2013-05-08 00:00:00.000'],
    ['2013-05-08T23:39:20.123456789Z', '2013-05-08 23:39:20.123'], ['2013-05-08 23:39:20 -07:00', '2013-05-08 23:39:20.000'], ['Thu, 21 Dec 2000 16:01:07', '2000-12-21 16:01:07.000'], ['Thu, 21 Dec 2000 04:01:07 PM', '2000-12-21 16:01:07.000'],
    ['Thu, 21 Dec 2000 04:01:07 PM +0200', '2000-12-21 16:01:07.000'], ['2/18/2008 02:36:48', '2008-02-18 02:36:48.000'], ['Mon Jul 08 18:09:51 +0000 2013', '2013-07-08 18:09:51.000'],
  ])('detects %s', async (text, expected) => {
    expect(await shown(`'${text}'::TIMESTAMP_NTZ`)).toBe(expected);
  });
  it.each(['2013-13-01', 'tomorrow', '2013-05-08 25:00:00', ''])('refuses %j', async (text) => {
    await expect(value(`'${text}'::TIMESTAMP_NTZ`)).rejects.toThrow(/is not recognized/);
    expect(await value(`TRY_TO_TIMESTAMP('${text}')`)).toBe(null);
  });
  it('reads and writes by a format that is no constant', async () => {
    const formats = "FROM VALUES ('05.04.2024 01:02', 'DD.MM.YYYY HH24:MI')";
    const rows = await run(engine, `SELECT TO_VARCHAR(TO_TIMESTAMP(column1, column2), column2) ${formats}`);
    expect(rows).toEqual([['05.04.2024 01:02']]);
  });
  it('cuts the digits that a type does not keep', async () => {
    const ns = "'YYYY-MM-DD HH24:MI:SS.FF6'";
    expect(await value(`TO_VARCHAR('2024-01-02 03:04:05.987654'::TIMESTAMP_NTZ(0), ${ns})`)).toBe('2024-01-02 03:04:05.000000');
    expect(await value(`TO_VARCHAR('2024-01-02 03:04:05.987654'::TIMESTAMP_NTZ(9)::TIMESTAMP_NTZ(2), ${ns})`)).toBe('2024-01-02 03:04:05.980000');
    expect(await value(`TO_VARCHAR('2024-01-02 03:04:05.987654 +0100'::TIMESTAMP_TZ(3), 'HH24:MI:SS.FF6 TZHTZM')`)).toBe('03:04:05.987000 +0100');
    expect(await value("TO_VARCHAR('03:04:05.987654'::TIME(1), 'HH24:MI:SS.FF3')")).toBe('03:04:05.900');
    expect(await value(`TO_VARCHAR(TO_TIMESTAMP('05.04.2024 01:02:03.123456789', 'DD.MM.YYYY HH24:MI:SS.FF9'), ${ns})`)).toBe('2024-04-05 01:02:03.123456');
  });
  it('says which format a text does not fit', async () => {
    await expect(value("TO_DATE('2024-01-02', 'DD/MM/YYYY')")).rejects.toThrow("Can't parse '2024-01-02' as date with format 'DD/MM/YYYY'");
    expect(await value("TRY_TO_DATE('2024-01-02', 'DD/MM/YYYY')")).toBe(null);
  });
});

// https://docs.snowflake.com/en/sql-reference/data-types-datetime#interval-constants
describe('interval constants', () => {
  it('are added step by step', async () => {
    expect(await value("TO_DATE('2019-02-28') + INTERVAL '1 day, 1 year'")).toBe('2020-03-01');
    expect(await value("TO_DATE('2019-02-28') + INTERVAL '1 year, 1 day'")).toBe('2020-02-29');
    expect(await shown("'2024-01-01 00:00:00'::TIMESTAMP_NTZ + INTERVAL '1 y, 3 q, 4 mm, 5 w, 6 d, 7 h, 9 m, 8 s'")).toBe('2026-03-14 07:09:08.000');
  });
  it('make a timestamp of a date when they have hours', async () => {
    expect(await shown("'2024-01-01'::DATE + INTERVAL '2 hours'")).toBe('2024-01-01 02:00:00.000');
    expect(await value("'2024-01-01'::DATE - INTERVAL '1' DAY")).toBe('2023-12-31');
    expect(await shown("'2024-01-01 00:00:00'::TIMESTAMP_NTZ + INTERVAL '2'")).toBe('2024-01-01 00:00:02.000');
  });
});

it('takes intervals as the offsets of a frame', async () => {
  const rows = await run(engine, "SELECT SUM(n) OVER (ORDER BY d RANGE BETWEEN INTERVAL '1 d' PRECEDING AND CURRENT ROW) FROM (SELECT column1::DATE d, column2 n FROM VALUES ('2024-01-01', 1), ('2024-01-02', 2), ('2024-01-04', 4)) ORDER BY d");
  expect(rows.map(([sum]) => sum)).toEqual(['1', '3', '4']);
});

describe('date parts', () => {
  it.each([
    ['yy', '2013'], ['qtr', '2'], ['mon', '5'], ['woy', '19'], ['week_iso', '19'], ['dayofmonth', '8'], ['dw', '3'], ['dow_iso', '3'], ['doy', '128'], ['hrs', '23'], ['mi', '39'], ['secs', '20'], ['nanosecs', '123000000'],
    ['epoch', '1368056360'], ['epoch_microsecond', '1368056360123000'], ['epoch_nanoseconds', '1368056360123000000'], ['yearofweekiso', '2013'],
  ])('%s', async (part, expected) => {
    expect(await value(`DATE_PART(${part}, '2013-05-08T23:39:20.123'::TIMESTAMP_NTZ)`)).toBe(expected);
  });
  it('refuses a word that is none', async () => {
    await expect(value("DATE_PART(fortnight, '2013-05-08'::DATE)")).rejects.toThrow(/fortnight/i);
    await expect(value("DATEADD(yearofweek, 1, '2013-05-08'::DATE)")).rejects.toThrow(/yearofweek/i);
  });
});
