import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openSnowflake } from '@millrace/connectors';
import { build } from '@millrace/sql-ir';
import { snowflakeError } from '../src/snowflake/errors.ts';
import { canonicalSnowflakeType, snowflakeTypeName } from '../src/snowflake/types.ts';
import { bindSnowflake, cellText, fromSnowflake } from '../src/snowflake/values.ts';

const target = { name: 'Snowflake at acme', user: 'ann' };

describe('Snowflake values', () => {
  it.each([
    ['INTEGER', '42', 42],
    ['HUGEINT', '99999999999999999999999999999999999999', 99_999_999_999_999_999_999_999_999_999_999_999_999n],
    ['DECIMAL', '1234567890123456789012345678.0123456789', '1234567890123456789012345678.0123456789'],
    ['DOUBLE', 'NaN', Number.NaN],
    ['DOUBLE', '-inf', Number.NEGATIVE_INFINITY],
    ['DOUBLE', '1.5e300', 1.5e300],
    ['BOOLEAN', true, true],
    ['BOOLEAN', 'FALSE', false],
    ['DATE', '2024-02-29', '2024-02-29'],
    ['TIME', '10:11:12.500000000', '10:11:12.5'],
    ['TIMESTAMP', '2024-01-31 10:00:00.000000000', '2024-01-31 10:00:00'],
    ['TIMESTAMP', '2024-01-31 10:00:00.123456789', '2024-01-31 10:00:00.123456789'],
    ['TIMESTAMPTZ', '2024-01-31 10:00:00.123456789 +0230', '2024-01-31 07:30:00.123456789+00'],
    ['TIMESTAMPTZ', '1969-12-31 23:00:00.000000000 -0200', '1970-01-01 01:00:00+00'],
    ['VARIANT', '{"a": 12345678901234567890}', '{"a": 12345678901234567890}'],
    ['VARCHAR', 'NULL', 'NULL'],
    ['VARCHAR', null, null],
    ['BINARY', Buffer.from([0xde, 0xad]), new Uint8Array([0xde, 0xad])],
  ])('reads %s %s exactly', (type, cell, value) => {
    expect(fromSnowflake(cell, build.type(type))).toEqual(value);
  });

  // NUMBER(38, 0) is what INTEGER means in Snowflake (docs.snowflake.com/en/sql-reference/data-types-numeric).
  it.each([
    ['fixed', 38, 0, 'HUGEINT'], ['fixed', 18, 0, 'BIGINT'], ['fixed', 9, 0, 'INTEGER'], ['fixed', 10, 2, 'DECIMAL(10, 2)'], ['real', 38, 37, 'DOUBLE'],
    ['text', 0, 0, 'VARCHAR'], ['timestamp_ltz', 0, 9, 'TIMESTAMPTZ'], ['object', 0, 0, 'VARIANT'], ['geography', 0, 0, 'VARCHAR'],
  ])('takes %s(%i, %i) for %s', (type, precision, scale, expected) => {
    const found = canonicalSnowflakeType({ type, precision, scale });
    expect(found.args.length === 0 ? found.name : `${found.name}(${found.args.join(', ')})`).toBe(expected);
  });

  it('writes types, binds and cells as Snowflake takes them', () => {
    expect(snowflakeTypeName(build.type('DECIMAL', 10, 2))).toBe('NUMBER(10, 2)');
    expect(snowflakeTypeName(build.type('JSON'))).toBe('VARIANT');
    expect(() => snowflakeTypeName(build.type('GEOMETRY'))).toThrow(expect.objectContaining({ code: 'CONNECT_UNSUPPORTED_TYPE' }) as Error);
    expect([bindSnowflake(9_007_199_254_740_993n), bindSnowflake(new Uint8Array([1, 255])), bindSnowflake(1.5), bindSnowflake(null)]).toEqual(['9007199254740993', '01FF', 1.5, null]);
    expect([cellText({ a: [1n, null] }), cellText(true), cellText(null)]).toEqual(['{"a":[1,null]}', 'true', null]);
  });
});

describe('Snowflake errors', () => {
  const fail = (code: string, message: string): Error => snowflakeError(Object.assign(new Error(message), { code }), target, 'SELECT 1,\n  foo FROM t');

  it('points into the statement', () => {
    expect(fail('000904', "SQL compilation error: error line 2 at position 2\ninvalid identifier 'FOO'")).toMatchObject({
      code: 'CONNECT_SQL', message: "SQL compilation error: error line 2 at position 2 invalid identifier 'FOO'.", diagnostics: [{ span: { start: 12, end: 15 } }],
    });
  });

  it.each([
    ['390100', 'Incorrect username or password was specified.', 'CONNECT_AUTH'],
    ['401001', 'Network error. Could not reach Snowflake.', 'CONNECT_UNREACHABLE'],
    ['000604', 'SQL execution canceled', 'CONNECT_CANCELLED'],
    ['100072', 'NULL result in a non-nullable column', 'CONNECT_CONSTRAINT'],
  ])('knows %s (%s)', (code, message, expected) => {
    expect(fail(code, message)).toMatchObject({ code: expected });
  });

  it('says that nobody listens, without leaving a log behind', async () => {
    const before = readdirSync('.');
    await expect(openSnowflake({ accessUrl: 'http://127.0.0.1:1', username: 'ann', password: 's3cret' })).rejects.toMatchObject({ code: 'CONNECT_UNREACHABLE', exitCode: 5 });
    expect(readdirSync('.')).toEqual(before);
    expect(existsSync('snowflake.log')).toBe(false);
  });
});
