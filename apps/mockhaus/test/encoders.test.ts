import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { encodeArrowStream } from '../src/wire/arrow/arrow-stream.ts';
import type { ValueBatch } from '../src/wire/batch.ts';
import { encodeJsonRows } from '../src/wire/json-rowset.ts';
import { describeColumn, numberColumn, textColumn, type WireColumn } from '../src/wire/result-column.ts';

async function query(sql: string): Promise<ValueBatch[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const chunks = await (await connection.run(sql)).fetchAllChunks();
  return chunks.map((chunk) => ({ rowCount: chunk.rowCount, vectors: Array.from({ length: chunk.columnCount }, (_, index) => chunk.getColumnVector(index)) }));
}

async function json(sql: string, columns: readonly WireColumn[]): Promise<unknown> {
  return JSON.parse(`[${encodeJsonRows(columns, await query(sql))}]`);
}

const column = (type: WireColumn['type'], more: Partial<WireColumn> = {}): WireColumn => ({ name: 'C', type, nullable: true, ...more });

describe('JSON rowset', () => {
  it.each([
    ['1.50::DECIMAL(10,2)', column('fixed', { scale: 2 }), '1.50'],
    ['-0.05::DECIMAL(10,2)', column('fixed', { scale: 2 }), '-0.05'],
    ['99999999999999999999999999999999999999::HUGEINT', column('fixed', { scale: 0 }), '99999999999999999999999999999999999999'],
    ['1.5::DOUBLE', column('real'), '1.5'],
    ["'nan'::DOUBLE", column('real'), 'NaN'],
    ["'-inf'::DOUBLE", column('real'), '-inf'],
    ["'a\"ü'", column('text'), 'a"ü'],
    ['true', column('boolean'), '1'],
    ['false', column('boolean'), '0'],
    ["DATE '2020-01-01'", column('date'), '18262'],
    ["DATE '1969-12-31'", column('date'), '-1'],
    ["TIME '01:02:03.5'", column('time', { scale: 9 }), '3723.500000000'],
    ["TIMESTAMP '2020-01-01 00:00:00.123456'", column('timestamp_ntz', { scale: 9 }), '1577836800.123456000'],
    ["TIMESTAMP '1969-12-31 23:59:59.5'", column('timestamp_ntz', { scale: 3 }), '-0.500'],
    ["TIMESTAMPTZ '2020-01-01 00:00:00+00'", column('timestamp_ltz', { scale: 0 }), '1577836800'],
    ["{'t': TIMESTAMP '2020-01-01 00:00:00', 'o': -480::SMALLINT}", column('timestamp_tz', { scale: 9 }), '1577836800.000000000 960'],
    ["'\\xAB\\x0F'::BLOB", column('binary'), 'AB0F'],
    ["'{\"a\":[1,{}],\"b\":\"x:,\"}'", column('variant'), '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": "x:,"\n}'],
    ['NULL', column('text'), null],
  ])('writes %s', async (sql, described, expected) => {
    expect(await json(`SELECT ${sql}`, [described])).toEqual([[expected]]);
  });

  it('joins rows and batches with commas', async () => {
    const rows = await json('SELECT i, i % 2 FROM range(5000) t(i)', [numberColumn('I'), numberColumn('J')]);
    expect(rows).toHaveLength(5000);
    expect((rows as unknown[])[4999]).toEqual(['4999', '1']);
  });
});

describe('column description', () => {
  it('always has every field, because the Python driver asks for them', () => {
    expect(describeColumn(textColumn('A'))).toEqual({
      name: 'A', database: '', schema: '', table: '', nullable: true, type: 'text', byteLength: 16_777_216, length: 16_777_216, precision: null, scale: null, collation: null,
    });
  });
});

describe('Arrow stream', () => {
  // Lengths around multiples of 8: where recorded and padded buffer lengths differ.
  it.each([0, 1, 2, 3, 7, 8, 9, 64, 65, 2048, 5000])('reads back %i rows', async (rows) => {
    const batches = await query(`SELECT i, (i * 1.25)::DECIMAL(10,2), i::DOUBLE, if(i % 3 = 0, NULL, 'v' || i), i % 2 = 0, DATE '2020-01-01' + i::INT, i::VARCHAR::BLOB FROM range(${rows}) t(i)`);
    const columns = [
      numberColumn('I'), column('fixed', { precision: 10, scale: 2 }), column('real'), column('text'), column('boolean'), column('date'), column('binary'),
    ].map((item, index) => ({ ...item, name: `C${index}` }));
    const table = tableFromIPC(encodeArrowStream(columns, batches));
    expect(table.numRows).toBe(rows);
    for (const row of [0, 1, rows - 1].filter((index) => index >= 0 && index < rows)) {
      expect(table.getChildAt(0)?.get(row)).toBe(BigInt(row));
      expect(table.getChildAt(1)?.get(row)).toBe(BigInt(row * 125));
      expect(table.getChildAt(2)?.get(row)).toBe(row);
      expect(table.getChildAt(3)?.get(row)).toBe(row % 3 === 0 ? null : `v${row}`);
      expect(table.getChildAt(4)?.get(row)).toBe(row % 2 === 0);
      expect(Buffer.from(table.getChildAt(6)?.get(row)).toString()).toBe(String(row));
    }
  });

  it('takes Decimal128 for numbers beyond 64 bits and keeps logical types in the metadata', async () => {
    const batches = await query('SELECT 99999999999999999999999999999999999999::HUGEINT UNION ALL SELECT -1');
    const table = tableFromIPC(encodeArrowStream([numberColumn('N')], batches));
    const words: Uint32Array = table.getChildAt(0)?.get(0);
    expect(words.reduceRight((sum, word) => sum * 2n ** 32n + BigInt(word), 0n)).toBe(99999999999999999999999999999999999999n);
    expect(Object.fromEntries(table.schema.fields[0]?.metadata ?? [])).toMatchObject({ logicalType: 'FIXED', precision: '38', scale: '0' });
  });

  it('splits timestamps into seconds, nanoseconds and zone', async () => {
    const batches = await query("SELECT TIMESTAMP '1969-12-31 23:59:59.25', {'t': TIMESTAMP '2020-01-01 00:00:00', 'o': 60::SMALLINT}");
    const table = tableFromIPC(encodeArrowStream([{ ...column('timestamp_ntz'), name: 'A' }, { ...column('timestamp_tz'), name: 'B' }], batches));
    expect(table.getChildAt(0)?.get(0).toJSON()).toEqual({ epoch: -1n, fraction: 250_000_000 });
    expect(table.getChildAt(1)?.get(0).toJSON()).toEqual({ epoch: 1_577_836_800n, fraction: 0, timezone: 1500 });
  });
});
