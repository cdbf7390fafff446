import { build, type Expression } from '@millrace/sql-ir';
import { type SqlType, types } from '../../types/sql-type.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

const kind = (args: readonly SqlType[]): SqlType => (args[0]?.type === 'binary' ? args[0] : types.integer);
const wide = (value: Expression | undefined): Expression => build.cast(value ?? build.nothing(), build.type('HUGEINT'));

/** AND, OR, XOR: of numbers with 128 bits; of bytes bit by bit, the shorter padded with zeros on the side that is named. */
const combine = (op: 'AND' | 'OR' | 'XOR') => ([left, right, side]: readonly Expression[], { types: [type] }: RewriteContext): Expression => {
  if (type?.type === 'binary') return build.call('mr_bits_of', [left ?? build.nothing(), right ?? build.nothing(), side ?? build.string(''), build.string(op)]);
  return op === 'XOR' ? build.call('xor', [wide(left), wide(right)]) : build.binary(op === 'AND' ? '&' : '|', wide(left), wide(right));
};
const shift = (direction: 'left' | 'right') => ([value, n = build.nothing()]: readonly Expression[], { types: [type] }: RewriteContext): Expression =>
  build.call(`mr_${type?.type === 'binary' ? 'bytes' : 'bits'}_shift_${direction}`, [type?.type === 'binary' ? (value ?? build.nothing()) : wide(value), n]);

const two = (name: 'AND' | 'OR' | 'XOR', numbers: string, bytes: string, left: string, right: string): FunctionDefinition => ({
  name: `BIT${name}`, aliases: [`BIT_${name}`], args: ['number number', 'binary binary text?'], returns: kind, to: { rewrite: combine(name) }, examples: [
    { sql: `SELECT BIT${name}(16, 24)`, expected: numbers }, { sql: `SELECT BIT${name}(X'BCBC', X'EEFF')`, expected: bytes },
    { sql: `SELECT BIT${name}(X'BCBC', X'ABCDABCD', 'LEFT')`, expected: left }, { sql: `SELECT BIT${name}(X'BCBC', X'ABCDABCD', 'RIGHT')`, expected: right }],
});

/** https://docs.snowflake.com/en/sql-reference/expressions-byte-bit */
export const bitwise: readonly FunctionRecord[] = defineFunctions('bitwise', [
  two('AND', '16', 'ACBC', '0000A88C', 'A88C0000'), two('OR', '24', 'FEFF', 'ABCDBFFD', 'BFFDABCD'), two('XOR', '8', '5243', 'ABCD1771', '1771ABCD'),
  { name: 'BITNOT', aliases: ['BIT_NOT'], args: ['number', 'binary'], returns: kind, to: { rewrite: ([value = build.nothing()], { types: [type] }) => (type?.type === 'binary' ? build.call('mr_bytes_not', [value]) : { kind: 'Unary', op: '~', operand: wide(value), pos: -1, end: -1 }) }, examples: [
    { sql: 'SELECT BITNOT(1)', expected: '-2' }, { sql: 'SELECT BITNOT(16)', expected: '-17' }, { sql: "SELECT BITNOT(X'1010')", expected: 'EFEF' }, { sql: "SELECT BITNOT(X'ABCDABCD')", expected: '54325432' }] },
  { name: 'BITSHIFTLEFT', aliases: ['BIT_SHIFTLEFT'], args: ['number int', 'binary int'], returns: kind, to: { rewrite: shift('left') }, examples: [
    { sql: 'SELECT BITSHIFTLEFT(16, 1)', expected: '32' }, { sql: 'SELECT BITSHIFTLEFT(1, 127) < 0', expected: 'true' }, { sql: "SELECT BITSHIFTLEFT(X'BCBC', 1)", expected: '7978' }, { sql: "SELECT BITSHIFTLEFT(X'ABCDABCD', 16)", expected: 'ABCD0000' }] },
  { name: 'BITSHIFTRIGHT', aliases: ['BIT_SHIFTRIGHT'], args: ['number int', 'binary int'], returns: kind, to: { rewrite: shift('right') }, examples: [
    { sql: 'SELECT BITSHIFTRIGHT(24, 1)', expected: '12' }, { sql: 'SELECT BITSHIFTRIGHT(1, 1)', expected: '0' }, { sql: "SELECT BITSHIFTRIGHT(X'BCBC', 1)", expected: '5E5E' }, { sql: "SELECT BITSHIFTRIGHT(X'ABCDABCD', 16)", expected: '0000ABCD' }] },
  { name: 'GETBIT', args: 'number int', returns: 'int', to: { rewrite: ([value, n = build.nothing()]) => build.binary('&', build.call('mr_bits_shift_right', [wide(value), n]), wide(build.number(1))) }, examples: [
    { sql: 'SELECT GETBIT(11, 100)', expected: '0' }, { sql: 'SELECT GETBIT(11, 3)', expected: '1' }, { sql: 'SELECT GETBIT(11, 2)', expected: '0' }, { sql: 'SELECT GETBIT(11, 0)', expected: '1' }] },
]);
