import { expect, test } from 'vitest';
import { parseLsn, pgoutputDecoder, printLsn, unchanged } from '../src/index.ts';

/** Builds messages by hand from "Logical Replication Message Formats" in PostgreSQL's manual. */
function bytes(...parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part)));
}
const i8 = (value: number): Buffer => Buffer.from([value]);
const i16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const i32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
};
const i64 = (value: bigint): Buffer => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64BE(value);
  return buffer;
};
const textValue = (value: string): Buffer => bytes('t', i32(Buffer.byteLength(value)), value);
const relation = bytes('R', i32(16_384), 'shop\0', 'orders\0', 'd', i16(3), i8(1), 'id\0', i32(23), i32(-1), i8(0), 'näme\0', i32(1043), i32(24), i8(0), 'price\0', i32(1700), i32(655_366));

test('begin and commit keep microseconds, unsigned transaction ids and 64-bit positions', () => {
  const decoder = pgoutputDecoder();
  expect(decoder.decode(bytes('B', i64(0x16b374d848n), i64(1_000_001n), i32(-2)))).toEqual({ kind: 'begin', finalLsn: 0x16b374d848n, committedAt: 946_684_801_000_001n, xid: 4_294_967_294 });
  expect(decoder.decode(bytes('C', i8(0), i64(1n), i64(2n), i64(-1n)))).toEqual({ kind: 'commit', lsn: 1n, endLsn: 2n, committedAt: 946_684_799_999_999n });
});

test('rows keep text, NULL, the empty string and unchanged values apart', () => {
  const decoder = pgoutputDecoder();
  const described = decoder.decode(relation);
  expect(described).toEqual({
    kind: 'relation', oid: 16_384, schema: 'shop', table: 'orders', replicaIdentity: 'default',
    columns: [{ name: 'id', key: true, typeOid: 23, typeModifier: -1 }, { name: 'näme', key: false, typeOid: 1043, typeModifier: 24 }, { name: 'price', key: false, typeOid: 1700, typeModifier: 655_366 }],
  });
  expect(decoder.decode(bytes('I', i32(16_384), 'N', i16(3), textValue('1'), textValue(''), 'n'))).toEqual({ kind: 'insert', relation: described, after: ['1', '', null] });
  expect(decoder.decode(bytes('U', i32(16_384), 'N', i16(3), textValue('1'), 'u', textValue('9.90')))).toEqual({ kind: 'update', relation: described, after: ['1', unchanged, '9.90'] });
  expect(decoder.decode(bytes('U', i32(16_384), 'K', i16(3), textValue('1'), 'n', 'n', 'N', i16(3), textValue('2'), textValue('東京'), 'n'))).toEqual({
    kind: 'update', relation: described, before: ['1', null, null], beforeIs: 'key', after: ['2', '東京', null],
  });
  expect(decoder.decode(bytes('U', i32(16_384), 'O', i16(3), textValue('1'), textValue('a'), 'n', 'N', i16(3), textValue('1'), textValue('b'), 'n'))).toMatchObject({ beforeIs: 'full', before: ['1', 'a', null] });
  expect(decoder.decode(bytes('D', i32(16_384), 'O', i16(3), textValue('1'), textValue('a'), 'n'))).toEqual({ kind: 'delete', relation: described, before: ['1', 'a', null], beforeIs: 'full' });
  expect(decoder.decode(bytes('D', i32(16_384), 'K', i16(3), textValue('1'), 'n', 'n'))).toMatchObject({ beforeIs: 'key' });
});

test('truncate, type, origin and message', () => {
  const decoder = pgoutputDecoder();
  const described = decoder.decode(relation);
  expect(decoder.decode(bytes('T', i32(1), i8(3), i32(16_384)))).toEqual({ kind: 'truncate', relations: [described], cascade: true, restartIdentity: true });
  expect(decoder.decode(bytes('Y', i32(99_999), 'shop\0', 'mood\0'))).toEqual({ kind: 'type', oid: 99_999, schema: 'shop', name: 'mood' });
  expect(decoder.decode(bytes('Y', i32(25), '\0', 'text\0'))).toMatchObject({ schema: 'pg_catalog' });
  expect(decoder.decode(bytes('O', i64(7n), 'elsewhere\0'))).toEqual({ kind: 'origin', lsn: 7n, name: 'elsewhere' });
  const message = decoder.decode(bytes('M', i8(1), i64(9n), 'kroft\0', i32(2), '42'));
  expect(message).toMatchObject({ kind: 'message', transactional: true, lsn: 9n, prefix: 'kroft' });
  expect(message.kind === 'message' && Buffer.from(message.content).toString()).toBe('42');
});

test('what the protocol does not know is refused, not guessed', () => {
  const decoder = pgoutputDecoder();
  expect(() => decoder.decode(bytes('S', i32(1)))).toThrow(/kind 'S'/);
  expect(() => decoder.decode(bytes('I', i32(5), 'N', i16(0)))).toThrow(/relation 5 before its description/);
  decoder.decode(relation);
  expect(() => decoder.decode(bytes('I', i32(16_384), 'N', i16(1), 'b', i32(1), 'x'))).toThrow(/kind 'b'/);
});

test('positions print as PostgreSQL prints them', () => {
  expect(printLsn(parseLsn('16/B374D848'))).toBe('16/B374D848');
  expect(parseLsn('0/0')).toBe(0n);
  expect(parseLsn('FFFFFFFF/FFFFFFFF')).toBe(0xffffffffffffffffn);
});
