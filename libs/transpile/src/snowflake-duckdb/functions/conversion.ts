import { build, type Expression } from '@millrace/sql-ir';
import { isTimestamp, maximumPrecision, numberType, type SqlType, types } from '../../types/sql-type.ts';
import { locationOf } from '../../binder/bind-context.ts';
import { errors } from '../../errors.ts';
import { binaryFormat, bytesOf, textOfBytes } from '../binary-text.ts';
import { convert } from '../convert.ts';
import { dateText } from './date-conversion.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

const constant = (node: Expression | undefined): string | undefined => (node?.kind === 'Literal' && (node.type === 'string' || node.type === 'number') ? node.value : node?.kind === 'Cast' ? constant(node.operand) : undefined);
const isNumber = (node: Expression): boolean => (node.kind === 'Literal' && node.type === 'number') || (node.kind === 'Cast' && isNumber(node.operand));
const isText = (node: Expression | undefined): boolean => node?.kind === 'Literal' && node.type === 'string';

/** TO_NUMBER(x [, format] [, precision [, scale]]). */
function numberOf(_: readonly SqlType[], nodes: readonly Expression[]): SqlType {
  const [precision, scale] = nodes.slice(1).filter((node) => !isText(node)).map((node) => Number(constant(node)));
  return numberType(precision ?? maximumPrecision, scale ?? 0);
}

/** A conversion as CAST makes it; a second argument is the format of a text. */
const conversion = (safe: boolean, target?: SqlType) => ([value = build.nothing(), format]: readonly Expression[], context: RewriteContext): Expression => {
  const [from = types.unknown] = context.types;
  const to = target ?? context.result;
  if (format !== undefined && from.type === 'varchar' && to.type !== 'binary' && !isNumber(format) && constant(format)?.toUpperCase() !== 'AUTO') return parsed(value, format, to, safe);
  return convert(value, from, to, { session: context.session, safe });
};

/** A number read by a format model. */
const parsed = (value: Expression, model: Expression, to: SqlType, safe: boolean): Expression => convert(build.call(safe ? 'mr_try_parse_number' : 'mr_parse_number', [value, model]), types.text, to, { session: {}, safe });

/** TO_BINARY(x [, format]); without a format the session's. */
const toBinary = (safe: boolean) => ([value = build.nothing(), format]: readonly Expression[], context: RewriteContext): Expression => {
  const [from = types.unknown] = context.types;
  const name = constant(format);
  if (name === undefined || from.type !== 'varchar') return convert(value, from, types.binary, { session: context.session, safe });
  const known = binaryFormat(name);
  if (known !== undefined) return bytesOf(value, known, safe);
  if (safe) return build.cast(build.nothing(), build.type('BLOB'));
  throw errors.TRANSPILE_ARGUMENT_VALUE.error({ value: name, name: 'TO_BINARY', parameter: 2 }, locationOf(context.call, context.source));
};

/** TO_VARCHAR(x [, format]). */
const text = ([value = build.nothing(), format]: readonly Expression[], context: RewriteContext): Expression => {
  const [from = types.unknown] = context.types;
  if (format !== undefined && (from.type === 'number' || from.type === 'float')) return build.call('mr_format_number', [build.cast(value, build.type('VARCHAR')), format]);
  const model = constant(format);
  if (from.type === 'date' || from.type === 'time' || isTimestamp(from)) return dateText(value, from, format, context);
  if (model === undefined) return from.type === 'variant' || from.type === 'object' || from.type === 'array' ? build.call('mr_text', [value]) : convert(value, from, types.text, { session: context.session });
  if (from.type === 'binary') return textOfBytes(value, binaryFormat(model) ?? 'HEX');
  return dateText(convert(value, from, types.timestamp, { session: context.session }), types.timestamp, format, context);
};

const into = (safe: boolean) => ({ rewrite: conversion(safe) });

/** One conversion under its two names. */
function pair(name: string, aliases: readonly string[], args: string, returns: FunctionDefinition['returns'], examples: FunctionDefinition['examples'], tries: FunctionDefinition['examples']): readonly FunctionDefinition[] {
  return [
    { name, aliases, args, returns, to: into(false), examples },
    { name: `TRY_${name}`, aliases: aliases.filter((alias) => alias.startsWith('TO_')).map((alias) => `TRY_${alias}`), args, returns, nulls: 'any', to: into(true), examples: tries },
  ];
}

/** https://docs.snowflake.com/en/sql-reference/functions-conversion */
export const conversions: readonly FunctionRecord[] = defineFunctions('conversion', [
  { name: 'TO_VARCHAR', aliases: ['TO_CHAR', 'TO_TEXT'], args: 'any text?', returns: 'text', to: { rewrite: text }, examples: [
    { sql: "SELECT TO_VARCHAR('2013-04-05 01:02:03'::TIMESTAMP, 'mm/dd/yyyy, hh24:mi')", expected: '04/05/2013, 01:02' }, { sql: "SELECT TO_VARCHAR('03-April-2024'::DATE, 'yyyy.mm.dd')", expected: '2024.04.03' },
    { sql: 'SELECT TO_CHAR(12.5)', expected: '12.5' }, { sql: `SELECT TO_CHAR(-12.391, '">"$99.0"<"')`, expected: '>-$12.4<' }, { sql: `SELECT TO_CHAR(3987::NUMBER(10,3), '">"TME"<"')`, expected: '>3.987E3<' }, { sql: "SELECT TO_CHAR(column1, column2) FROM VALUES (12, '99MI'), (-7, 'S99') ORDER BY column1", expected: [' -7', '12 '] }, { sql: "SELECT TO_VARCHAR(12345.678, '999,999.99')", expected: '  12,345.68' }, { sql: 'SELECT TO_VARCHAR(TRUE)', expected: 'true' }] },
  ...pair('TO_NUMBER', ['TO_DECIMAL', 'TO_NUMERIC'], 'any constant? constant? constant?', numberOf, [{ sql: "SELECT TO_NUMBER('12.3456')", expected: '12' }, { sql: "SELECT TO_DECIMAL('98.76546', 10, 1)", expected: '98.8' }, { sql: "SELECT TO_DECIMAL('-12.3', '99.9', 9, 5)", expected: '-12.30000' }, { sql: "SELECT TO_DECIMAL('- 0.1', 'TM9', 9, 5)", expected: '-0.10000' }, { sql: "SELECT TO_DECIMAL('$3,741.72', '$9,999.99', 6, 2)", expected: '3741.72' }, { sql: "SELECT TO_DECIMAL('ae5', 'XXX')", expected: '2789' }, { sql: "SELECT TO_NUMBER('98.76546', 10, 8)", expected: '98.76546000' }],
    [{ sql: "SELECT TRY_TO_DECIMAL('345.123', 10, 2)", expected: '345.12' }, { sql: "SELECT TRY_TO_DECIMAL('345.123', 4, 2)", expected: null }, { sql: "SELECT TRY_TO_DECIMAL('$7,543.21', '$9,999.00', 6, 2)", expected: '7543.21' }, { sql: "SELECT TRY_TO_DECIMAL('$7,543.21', 6, 2)", expected: null }, { sql: "SELECT TRY_TO_NUMBER('aaa')", expected: null }, { sql: "SELECT TRY_TO_DECIMAL('aaa', 'XXX')", expected: '2730' }]),
  ...pair('TO_DOUBLE', [], 'any text?', 'float', [{ sql: "SELECT TO_DOUBLE('2.2')", expected: '2.2' }, { sql: 'SELECT TO_DOUBLE(TO_VARIANT(3.14))', expected: '3.14' }, { sql: 'SELECT TO_DOUBLE(1.1)::NUMBER(38, 18)', expected: '1.100000000000000089' }, { sql: "SELECT TO_DOUBLE('1,234.5', '9,999.9')", expected: '1234.5' }], [{ sql: "SELECT TRY_TO_DOUBLE('3.1415926')", expected: '3.1415926' }, { sql: "SELECT TRY_TO_DOUBLE('x')", expected: null }]),
  ...pair('TO_DECFLOAT', [], 'any text?', 'float', [{ sql: 'SELECT TO_DECFLOAT(1.1::DECIMAL(7, 2))', expected: '1.1' }, { sql: "SELECT TO_DECFLOAT('2.2')", expected: '2.2' }], [{ sql: "SELECT TRY_TO_DECFLOAT('abc')", expected: null }]),
  ...pair('TO_BOOLEAN', [], 'text|number|boolean|variant', 'boolean', [{ sql: "SELECT TO_BOOLEAN('yes')", expected: 'true' }, { sql: "SELECT TO_BOOLEAN('OFF')", expected: 'false' }, { sql: 'SELECT TO_BOOLEAN(0)', expected: 'false' }, { sql: 'SELECT TO_BOOLEAN(-3)', expected: 'true' }], [{ sql: "SELECT TRY_TO_BOOLEAN('True')", expected: 'true' }, { sql: "SELECT TRY_TO_BOOLEAN('wrong')", expected: null }]),
  { name: 'TO_BINARY', args: ['text text?', 'binary|variant'], returns: 'binary', to: { rewrite: toBinary(false) }, examples: [
    { sql: "SELECT TO_BINARY('534E4F57')", expected: '534E4F57' }, { sql: "SELECT TO_BINARY('SNOW', 'utf-8')", expected: '534E4F57' }, { sql: "SELECT TO_VARCHAR(TO_BINARY(BASE64_ENCODE('HELP'), 'BASE64'), 'BASE64')", expected: 'SEVMUA==' }, { sql: "SELECT HEX_DECODE_STRING(TO_VARCHAR(TO_BINARY(HEX_ENCODE('SNOW'), 'HEX'), 'HEX'))", expected: 'SNOW' }] },
  { name: 'TRY_TO_BINARY', args: 'text text?', returns: 'binary', nulls: 'any', to: { rewrite: toBinary(true) }, examples: [
    { sql: "SELECT TO_VARCHAR(TRY_TO_BINARY(HEX_ENCODE('Hello'), 'HEX'), 'UTF-8')", expected: 'Hello' }, { sql: "SELECT TRY_TO_BINARY('Hello', 'HEX')", expected: null }, { sql: "SELECT TRY_TO_BINARY('Hello', 'octal')", expected: null }] },
]);
