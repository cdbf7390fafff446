import { build, type Expression } from '@millrace/sql-ir';
import { maximumPrecision, numberType, type SqlType, types } from '../../types/sql-type.ts';
import { convert } from '../convert.ts';
import { dateText } from './date-conversion.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

const constant = (node: Expression | undefined): string | undefined => (node?.kind === 'Literal' && (node.type === 'string' || node.type === 'number') ? node.value : node?.kind === 'Cast' ? constant(node.operand) : undefined);
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
  const model = constant(format);
  if (model !== undefined && isText(format) && from.type === 'varchar' && model.toUpperCase() !== 'AUTO') return parsed(value, model, to, safe);
  return convert(value, from, to, { session: context.session, safe });
};

/** A text read by a format model. */
function parsed(value: Expression, model: string, to: SqlType, safe: boolean): Expression {
  const prefix = safe ? 'mr_try_' : 'mr_';
  switch (to.type) {
    case 'number': return convert(build.call(`${prefix}parse_number`, [value, build.string(model)]), types.text, to, { session: {}, safe });
    case 'binary': return binary(value, model);
    case 'float': return convert(build.call(`${prefix}parse_number`, [value, build.string(model)]), types.text, to, { session: {}, safe });
    default: return value;
  }
}

function binary(value: Expression, model: string): Expression {
  switch (model.toUpperCase()) {
    case 'UTF-8': case 'UTF8': return build.call('encode', [value]);
    case 'BASE64': return build.call('from_base64', [value]);
    default: return build.call('unhex', [value]);
  }
}

/** TO_VARCHAR(x [, format]). */
const text = ([value = build.nothing(), format]: readonly Expression[], context: RewriteContext): Expression => {
  const [from = types.unknown] = context.types;
  const model = constant(format);
  if (model === undefined) return from.type === 'variant' || from.type === 'object' || from.type === 'array' ? build.call('mr_text', [value]) : convert(value, from, types.text, { session: context.session });
  if (from.type === 'number' || from.type === 'float') return build.call('mr_format_number', [build.cast(value, build.type('VARCHAR')), build.string(model)]);
  if (from.type === 'binary') return model.toUpperCase() === 'BASE64' ? build.call('base64', [value]) : model.toUpperCase().startsWith('UTF') ? build.call('decode', [value]) : build.call('hex', [value]);
  return from.type === 'varchar' ? dateText(convert(value, from, types.timestamp, { session: context.session }), types.timestamp, format, context) : dateText(value, from, format, context);
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
    { sql: 'SELECT TO_CHAR(12.5)', expected: '12.5' }, { sql: "SELECT TO_VARCHAR(12345.678, '999,999.99')", expected: '  12,345.68' }, { sql: 'SELECT TO_VARCHAR(TRUE)', expected: 'true' }] },
  ...pair('TO_NUMBER', ['TO_DECIMAL', 'TO_NUMERIC'], 'any constant? constant? constant?', numberOf, [{ sql: "SELECT TO_NUMBER('12.3456')", expected: '12' }, { sql: "SELECT TO_DECIMAL('98.76546', 10, 1)", expected: '98.8' }, { sql: "SELECT TO_DECIMAL('-12.3', '99.9', 9, 5)", expected: '-12.30000' }, { sql: "SELECT TO_DECIMAL('- 0.1', 'TM9', 9, 5)", expected: '-0.10000' }, { sql: "SELECT TO_DECIMAL('$3,741.72', '$9,999.99', 6, 2)", expected: '3741.72' }, { sql: "SELECT TO_DECIMAL('ae5', 'XXX')", expected: '2789' }, { sql: "SELECT TO_NUMBER('98.76546', 10, 8)", expected: '98.76546000' }],
    [{ sql: "SELECT TRY_TO_NUMBER('12.3456')", expected: '12' }, { sql: "SELECT TRY_TO_NUMBER('abc')", expected: null }]),
  ...pair('TO_DOUBLE', [], 'any text?', 'float', [{ sql: "SELECT TO_DOUBLE('1.1')", expected: '1.1' }], [{ sql: "SELECT TRY_TO_DOUBLE('x')", expected: null }]),
  ...pair('TO_BOOLEAN', [], 'any', 'boolean', [{ sql: "SELECT TO_BOOLEAN('yes')", expected: 'true' }, { sql: "SELECT TO_BOOLEAN('no')", expected: 'false' }, { sql: 'SELECT TO_BOOLEAN(0)', expected: 'false' }], [{ sql: "SELECT TRY_TO_BOOLEAN('wrong')", expected: null }]),
  ...pair('TO_BINARY', [], 'any text?', 'binary', [{ sql: "SELECT TO_BINARY('534E4F57')", expected: '534E4F57' }, { sql: "SELECT TO_BINARY('SNOW', 'utf-8')", expected: '534E4F57' }, { sql: "SELECT TO_BINARY('U05PVw==', 'BASE64')", expected: '534E4F57' }], []),
]);
