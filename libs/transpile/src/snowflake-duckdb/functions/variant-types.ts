import { build, type Expression } from '@millrace/sql-ir';
import { numberType, type SqlType, types } from '../../types/sql-type.ts';
import { convert } from '../convert.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';
import { only } from './variant-arguments.ts';

/** AS_BOOLEAN and the like: the value where it has the type, else NULL. */
function as(name: string, aliases: readonly string[], returns: SqlType, test: string, examples: FunctionDefinition['examples'], docs = `as_${name.toLowerCase()}`): FunctionDefinition {
  return {
    name: `AS_${name}`, aliases, args: 'variant', returns, nulls: 'any', docs, examples,
    to: { rewrite: ([value = build.nothing()], { session }) => only(build.call(test, [value]), convert(value, types.variant, returns, { session })) },
  };
}

/** AS_DATE and the like: the value of a tagged string of that kind. */
function asTagged(name: 'DATE' | 'TIME' | 'TIMESTAMP_NTZ' | 'TIMESTAMP_LTZ' | 'TIMESTAMP_TZ' | 'BINARY', letter: string, returns: SqlType, examples: FunctionDefinition['examples']): FunctionDefinition {
  return {
    name: `AS_${name}`, args: 'variant', returns, nulls: 'any', examples, docs: name.startsWith('TIMESTAMP') ? 'as_timestamp' : `as_${name.toLowerCase()}`,
    to: { rewrite: ([value = build.nothing()], { session }) => only(build.binary('=', build.call('mr_tag_of', [value]), build.string(letter)), convert(value, types.variant, returns, { session })) },
  };
}

function is(name: string, aliases: readonly string[], template: string, examples: FunctionDefinition['examples'], docs = `is_${name.toLowerCase()}`): FunctionDefinition {
  return { name: `IS_${name}`, aliases, args: 'variant', returns: 'boolean', to: { template }, docs, examples };
}
const tagged = (letter: string): string => `mr_tag_of($1) = '${letter}'`;

function decimalType(_: readonly SqlType[], nodes: readonly Expression[]): SqlType {
  const [precision = 38, scale = 0] = nodes.slice(1).map((node) => (node.kind === 'Literal' && node.type === 'number' ? Number(node.value) : 0));
  return numberType(precision, scale);
}

const asDecimal = ([value = build.nothing()]: readonly Expression[], { session, result }: RewriteContext): Expression =>
  only(build.call('mr_is_decimal', [value]), convert(value, types.variant, result, { session }));

/** The documentation's table of one variant of each type, as PARSE_JSON reads it. */
const kinds = (call: string): string =>
  `SELECT ${call} FROM (SELECT PARSE_JSON(column1) AS v FROM VALUES ('null'), (NULL), ('true'), ('-17'), ('123.12'), ('1.912e2'), ('"Om ara pa ca na dhih"  '), ('[-1, 12, 289, 2188, false,]'), ('{ "x" : "abc"}'))`;
const example = (sql: string, expected: string | null): { readonly sql: string; readonly expected: string | null } => ({ sql, expected });

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured: type predicates and strict casts. */
export const variantTypes: readonly FunctionRecord[] = defineFunctions('variant types', [
  { name: 'AS_ARRAY', args: 'variant', returns: 'array', nulls: 'any', to: { template: 'mr_as_array($1)' }, examples: [example("SELECT AS_ARRAY(TO_VARIANT(ARRAY_CONSTRUCT('Array-like', 'example')))", '["Array-like","example"]'), example("SELECT AS_ARRAY(PARSE_JSON('1'))", null)] },
  { name: 'AS_OBJECT', args: 'variant', returns: 'object', nulls: 'any', to: { template: 'mr_as_object($1)' }, examples: [example("SELECT AS_OBJECT(PARSE_JSON('{\"Tree\": \"Pine\"}'))", '{"Tree":"Pine"}'), example("SELECT AS_OBJECT(PARSE_JSON('[1]'))", null)] },
  as('BOOLEAN', [], types.boolean, 'mr_is_boolean', [example('SELECT AS_BOOLEAN(TO_VARIANT(TO_BOOLEAN(TRUE)))', 'true'), example("SELECT AS_BOOLEAN(TO_VARIANT('true'))", null)]),
  as('CHAR', ['AS_VARCHAR'], types.text, 'mr_is_text', [example("SELECT AS_CHAR(TO_VARIANT('X'))", 'X'), example("SELECT AS_VARCHAR(PARSE_JSON('1'))", null)], 'as_char-varchar'),
  as('INTEGER', [], types.integer, 'mr_is_integer', [example('SELECT AS_INTEGER(TO_VARIANT(15))', '15'), example('SELECT AS_INTEGER(TO_VARIANT(1.23))', null)]),
  as('DOUBLE', ['AS_REAL'], types.float, 'mr_is_number', [{ sql: kinds('AS_REAL(v)'), expected: [null, null, null, '-17', '123.12', '191.2', null, null, null] }, example("SELECT AVG(AS_REAL(PARSE_JSON(column1))) FROM VALUES ('-17'), ('123.12'), ('1.912e2'), ('true')", '99.10666666666667')], 'as_double-real'),
  { name: 'AS_DECIMAL', aliases: ['AS_NUMBER'], args: 'variant constant? constant?', returns: decimalType, nulls: 'any', docs: 'as_decimal-number', to: { rewrite: asDecimal }, examples: [example('SELECT AS_DECIMAL(TO_VARIANT(1.23::DECIMAL(6, 3)), 6, 3)', '1.230'), example('SELECT AS_DECIMAL(TO_VARIANT(3.21::DOUBLE), 6, 3)', null)] },
  asTagged('DATE', 'D', types.date, [example("SELECT AS_DATE(TO_VARIANT(TO_DATE('2024-10-10')))", '2024-10-10'), example("SELECT AS_DATE(TO_VARIANT('2024-10-10'))", null)]),
  asTagged('TIME', 'T', types.time, [example("SELECT AS_TIME(TO_VARIANT(TO_TIME('12:34:56')))", '12:34:56')]),
  asTagged('TIMESTAMP_NTZ', 'N', types.timestamp, [example("SELECT TO_VARCHAR(AS_TIMESTAMP_NTZ(TO_VARIANT(TO_TIMESTAMP_NTZ('2024-10-10 08:00:00'))))", '2024-10-10 08:00:00.000'), example("SELECT AS_TIMESTAMP_NTZ(TO_VARIANT('2024-10-10'::DATE))", null)]),
  asTagged('TIMESTAMP_LTZ', 'L', types.timestampLtz, [example("SELECT TO_VARCHAR(AS_TIMESTAMP_LTZ(TO_VARIANT(TO_TIMESTAMP_LTZ('2024-10-10 08:00:00'))))", '2024-10-10 08:00:00.000 -0700')]),
  asTagged('TIMESTAMP_TZ', 'Z', types.timestampTz, [example("SELECT AS_TIMESTAMP_TZ(TO_VARIANT(TO_TIMESTAMP_NTZ('2024-10-10 08:00:00')))", null)]),
  asTagged('BINARY', 'X', types.binary, [example("SELECT AS_BINARY(TO_VARIANT(TO_BINARY('F0A5')))", 'F0A5'), example("SELECT AS_BINARY(TO_VARIANT('F0A5'))", null)]),
  is('NULL_VALUE', [], "json_type($1) = 'NULL'", [{ sql: kinds('IS_NULL_VALUE(v)'), expected: ['true', null, 'false', 'false', 'false', 'false', 'false', 'false', 'false'] }]),
  is('ARRAY', [], "json_type($1) = 'ARRAY'", [{ sql: kinds('IS_ARRAY(v)'), expected: ['false', null, 'false', 'false', 'false', 'false', 'false', 'true', 'false'] }]),
  is('OBJECT', [], "json_type($1) = 'OBJECT'", [{ sql: kinds('IS_OBJECT(v)'), expected: ['false', null, 'false', 'false', 'false', 'false', 'false', 'false', 'true'] }]),
  is('BOOLEAN', [], 'mr_is_boolean($1)', [{ sql: kinds('IS_BOOLEAN(v)'), expected: ['false', null, 'true', 'false', 'false', 'false', 'false', 'false', 'false'] }]),
  is('INTEGER', [], 'mr_is_integer($1)', [{ sql: kinds('IS_INTEGER(v)'), expected: ['false', null, 'false', 'true', 'false', 'false', 'false', 'false', 'false'] }]),
  is('DECIMAL', [], 'mr_is_decimal($1)', [{ sql: kinds('IS_DECIMAL(v)'), expected: ['false', null, 'false', 'true', 'true', 'false', 'false', 'false', 'false'] }]),
  is('DOUBLE', ['IS_REAL'], 'mr_is_number($1)', [{ sql: kinds('IS_DOUBLE(v)'), expected: ['false', null, 'false', 'true', 'true', 'true', 'false', 'false', 'false'] }], 'is_double-real'),
  is('CHAR', ['IS_VARCHAR'], 'mr_is_text($1)', [{ sql: kinds('IS_VARCHAR(v)'), expected: ['false', null, 'false', 'false', 'false', 'false', 'true', 'false', 'false'] }, example("SELECT IS_CHAR(TO_VARIANT('2024-01-01'::DATE))", 'false')], 'is_char-varchar'),
  is('DATE', ['IS_DATE_VALUE'], tagged('D'), [example("SELECT IS_DATE(TO_VARIANT(TO_DATE('2024-02-24')))", 'true'), example("SELECT IS_DATE(TO_VARIANT('2024-02-24'))", 'false')], 'is_date-value'),
  is('TIME', [], tagged('T'), [example("SELECT IS_TIME(TO_VARIANT(TO_TIME('20:57:01.123456789+07:00')))", 'true')]),
  is('BINARY', [], tagged('X'), [example("SELECT IS_BINARY(TO_VARIANT(TO_BINARY('snow', 'utf-8')))", 'true')]),
  is('TIMESTAMP_NTZ', [], tagged('N'), [example("SELECT IS_TIMESTAMP_NTZ(TO_VARIANT(TO_TIMESTAMP('2023-02-24 12:00:00.456')))", 'true')], 'is_timestamp'),
  is('TIMESTAMP_LTZ', [], tagged('L'), [example("SELECT IS_TIMESTAMP_LTZ(TO_VARIANT(TO_TIMESTAMP_LTZ('2022-02-24 13:00:00.123 +01:00')))", 'true')], 'is_timestamp'),
  is('TIMESTAMP_TZ', [], tagged('Z'), [example("SELECT IS_TIMESTAMP_TZ(TO_VARIANT(TO_TIMESTAMP_TZ('2020-02-24 15:00:00.123 +01:00')))", 'true')], 'is_timestamp'),
]);
