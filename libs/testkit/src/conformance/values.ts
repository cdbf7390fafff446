import type { Value } from '@millrace/connectors';
import { build, type DataType } from '@millrace/sql-ir';

/** A column of the round trip: every value must come back as it was written. */
export interface Sample {
  readonly name: string;
  readonly type: DataType;
  readonly values: readonly Value[];
}

const sample = (name: string, type: DataType, ...values: readonly Value[]): Sample => ({ name, type, values });

/** The canonical types with ordinary and extreme values, as `Value` in batch.ts defines their form. */
export const samples: readonly Sample[] = [
  sample('boolean', build.type('BOOLEAN'), true, false),
  sample('smallint', build.type('SMALLINT'), 0, -32_768, 32_767),
  sample('integer', build.type('INTEGER'), 0, -2_147_483_648, 2_147_483_647),
  sample('bigint', build.type('BIGINT'), 0n, -9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n, 9_007_199_254_740_993n),
  sample('hugeint', build.type('HUGEINT'), 0n, 99_999_999_999_999_999_999_999_999_999_999_999_999n, -1n),
  sample('widest hugeint', build.type('HUGEINT'), 170_141_183_460_469_231_731_687_303_715_884_105_727n),
  sample('decimal', build.type('DECIMAL', 10, 2), '0.00', '-12345678.90', '99999999.99', '0.10'),
  sample('wide decimal', build.type('DECIMAL', 38, 10), '1234567890123456789012345678.0123456789', '-0.0000000001'),
  sample('real', build.type('REAL'), 0, 0.5, -16_777_216),
  sample('double', build.type('DOUBLE'), 0, 0.1, -1.7976931348623157e308, 5e-324),
  sample('varchar', build.type('VARCHAR'), '', 'plain', "it's", 'tab\tnew\nline\r\\ back', '"quoted", too', 'Grüße 你好 🚀', '  spaces  ', 'NULL', '\\N'),
  sample('binary', build.type('BINARY'), new Uint8Array([]), new Uint8Array([0, 1, 254, 255, 92, 10])),
  sample('date', build.type('DATE'), '2024-02-29', '1969-12-31', '0001-01-01', '9999-12-31'),
  sample('time', build.type('TIME'), '00:00:00', '23:59:59.999999', '12:34:56.5'),
  sample('timestamp', build.type('TIMESTAMP'), '2024-01-31 12:34:56.123456', '1969-12-31 23:59:59.999999', '0001-01-01 00:00:00', '9999-12-31 23:59:59'),
  sample('timestamptz', build.type('TIMESTAMPTZ'), '2024-01-31 12:34:56.123456+00', '1970-01-01 00:00:00+00'),
  sample('interval', build.type('INTERVAL'), '1 year 2 months 3 days 04:05:06.5', '00:00:00', '10 days'),
  sample('negative interval', build.type('INTERVAL'), '1 year -2 days', '-00:00:01', '-1 month'),
  sample('uuid', build.type('UUID'), '00000000-0000-0000-0000-000000000000', 'f47ac10b-58cc-4372-a567-0e02b2c3d479', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
  sample('json', build.type('JSON'), '{"a": 1, "b": [true, null]}', '[]', '"text"', '12345678901234567890'),
  sample('array', { ...build.type('ARRAY'), elements: [build.type('INTEGER')] }, [], [1, null, 3]),
  sample('struct', {
    ...build.type('STRUCT'), fields: [{ name: 'x', type: build.type('INTEGER'), nullable: true }, { name: 'y z', type: build.type('VARCHAR'), nullable: true }],
  }, { x: 1, 'y z': 'one' }, { x: null, 'y z': '' }),
];

/** Names that break what is pasted into SQL or paths unquoted. */
export const hostileNames: readonly string[] = ['a"b', 'order', 'x; drop table y', "it's", '🚀 rocket', 'UPPER lower', '1st', 'a.b', '$1', '%s\\'];
