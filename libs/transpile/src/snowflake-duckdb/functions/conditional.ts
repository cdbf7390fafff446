import { build, type Expression } from '@millrace/sql-ir';
import { type SqlType, types } from '../../types/sql-type.ts';
import { unifyAll } from '../../types/unify.ts';
import { convert } from '../convert.ts';
import { defineFunctions } from './define.ts';
import { divideOr, quotient } from './quotient.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

const common = (all: readonly SqlType[]): SqlType => unifyAll(all) ?? types.variant;

/** Arguments as values of one type: numbers meet in the engine, everything else is converted. */
function unified(args: readonly Expression[], context: RewriteContext, from = 0): readonly Expression[] {
  const target = common(context.types.slice(from));
  if (target.type === 'number' || target.type === 'unknown' || target.type === 'null') return args;
  return args.map((arg, i) => (i < from ? arg : convert(arg, context.types[i] ?? types.unknown, target, { session: context.session })));
}

const iff = (args: readonly Expression[], context: RewriteContext): Expression => {
  const [when, then, otherwise] = unified(args, context, 1);
  return { kind: 'Case', branches: [{ when: when ?? build.nothing(), then: then ?? build.nothing() }], otherwise: otherwise ?? build.nothing(), pos: -1, end: -1 };
};

const nvl2 = (args: readonly Expression[], context: RewriteContext): Expression => {
  const [tested = build.nothing(), then = build.nothing(), otherwise = build.nothing()] = unified(args, context, 1);
  return { kind: 'Case', branches: [{ when: { kind: 'Is', operand: tested, test: 'NULL', negated: true, pos: -1, end: -1 }, then }], otherwise, pos: -1, end: -1 };
};

/** DECODE(x, search, result, …, default): NULL finds NULL. */
const decode = (args: readonly Expression[], context: RewriteContext): Expression => {
  const [operand = build.nothing()] = args;
  const { result, types: given, session } = context;
  const isResult = (i: number): boolean => (i > 0 && i % 2 === 0) || (args.length % 2 === 0 && i === args.length - 1);
  const isMade = result.type !== 'number' && result.type !== 'unknown' && result.type !== 'null';
  const rest = args.map((arg, i) => (isMade && isResult(i) ? convert(arg, given[i] ?? types.unknown, result, { session }) : arg)).slice(1);
  const branches = Array.from({ length: Math.floor(rest.length / 2) }, (_, i) => ({
    when: build.binary('IS NOT DISTINCT FROM', operand, rest[2 * i] ?? build.nothing()), then: rest[2 * i + 1] ?? build.nothing(),
  }));
  const last = rest.length % 2 === 1 ? rest.at(-1) : undefined;
  return { kind: 'Case', branches, ...(last === undefined ? {} : { otherwise: last }), pos: -1, end: -1 };
};

const decodeType = (all: readonly SqlType[]): SqlType => common(all.slice(1).filter((_, i) => i % 2 === 1 || (all.length % 2 === 0 && i === all.length - 2)));

/** Any NULL makes GREATEST and LEAST NULL; DuckDB's skip it. */
const extreme = (name: string) => (args: readonly Expression[], context: RewriteContext): Expression => {
  const values = unified(args, context);
  const nulls = values.filter((_, i) => context.table.nullable(context.call.args[i] ?? context.call))
    .map((value): Expression => ({ kind: 'Is', operand: value, test: 'NULL', negated: false, pos: -1, end: -1 }));
  const call = build.call(name, values);
  const anyNull = nulls.reduce<Expression | undefined>((left, right) => (left === undefined ? right : build.binary('OR', left, right)), undefined);
  return anyNull === undefined ? call : { kind: 'Case', branches: [{ when: anyNull, then: build.nothing() }], otherwise: call, pos: -1, end: -1 };
};

const coalesce = (args: readonly Expression[], context: RewriteContext): Expression => build.call('coalesce', unified(args, context));
const zero = (args: readonly SqlType[]): SqlType => (args[0]?.type === 'number' || args[0]?.type === 'float' ? args[0] : types.integer);

/** A number as a truth value: these functions round it first (https://docs.snowflake.com/en/sql-reference/functions/booland#usage-notes). */
const truth = (index: number): string => `(round(CAST($${index} AS DOUBLE)) <> 0)`;

/** https://docs.snowflake.com/en/sql-reference/expressions-conditional */
export const conditional: readonly FunctionRecord[] = defineFunctions('conditional', [
  { name: 'IFF', args: 'condition:boolean then:any else:any', returns: (args) => common(args.slice(1)), nulls: 'any', to: { rewrite: iff }, examples: [
    { sql: "SELECT IFF(TRUE, 'true', 'false')", expected: 'true' }, { sql: "SELECT IFF(FALSE, 'true', 'false')", expected: 'false' },
    { sql: "SELECT IFF(NULL, 'true', 'false')", expected: 'false' }, { sql: "SELECT IFF(TRUE, NULL, 'false')", expected: null },
    { sql: "SELECT IFF(value::INT = value, 'integer', 'non-integer') FROM (SELECT column1 AS value FROM VALUES (1.0), (1.1), (-3.1415)) ORDER BY value", expected: ['non-integer', 'integer', 'non-integer'] }] },
  { name: 'NVL', aliases: ['IFNULL'], args: 'any any', returns: 'common', nulls: 'any', to: { rewrite: coalesce }, examples: [
    { sql: "SELECT NVL('food', 'bard')", expected: 'food' }, { sql: 'SELECT NVL(NULL, 3.14)', expected: '3.14' }, { sql: "SELECT IFNULL(NULL, 'x')", expected: 'x' }] },
  { name: 'COALESCE', args: 'any any any...', returns: 'common', nulls: 'any', to: { rewrite: coalesce }, examples: [
    { sql: 'SELECT COALESCE(1, 2, 3)', expected: '1' }, { sql: 'SELECT COALESCE(NULL, NULL, 3)', expected: '3' }, { sql: 'SELECT COALESCE(NULL, NULL, NULL)', expected: null }] },
  { name: 'NVL2', args: 'any any any', returns: (args) => common(args.slice(1)), nulls: 'any', to: { rewrite: nvl2 }, examples: [
    { sql: 'SELECT NVL2(0, 5, 3)', expected: '5' }, { sql: 'SELECT NVL2(NULL, 5, 3)', expected: '3' }, { sql: 'SELECT NVL2(0, NULL, 3)', expected: null }] },
  { name: 'NULLIF', args: 'any any', returns: 'same', nulls: 'any', to: { name: 'nullif' }, examples: [
    { sql: 'SELECT NULLIF(0, 0)', expected: null }, { sql: 'SELECT NULLIF(1, 0)', expected: '1' }, { sql: 'SELECT NULLIF(NULL, 1)', expected: null }] },
  { name: 'ZEROIFNULL', args: 'number', returns: zero, nulls: 'never', to: { template: 'coalesce($1, 0)' }, examples: [
    { sql: 'SELECT ZEROIFNULL(NULL)', expected: '0' }, { sql: 'SELECT ZEROIFNULL(5)', expected: '5' }, { sql: "SELECT ZEROIFNULL('3.14159')", expected: '3.14159' }] },
  { name: 'NULLIFZERO', args: 'number', returns: zero, nulls: 'any', to: { template: 'nullif($1, 0)' }, examples: [
    { sql: 'SELECT NULLIFZERO(0)', expected: null }, { sql: 'SELECT NULLIFZERO(52)', expected: '52' }, { sql: 'SELECT NULLIFZERO(3.14)', expected: '3.14' }] },
  { name: 'DECODE', args: 'any any any any...', returns: decodeType, nulls: 'any', to: { rewrite: decode }, examples: [
    { sql: "SELECT DECODE(column1, 1, 'one', 2, 'two', NULL, '-NULL-', 'other') FROM VALUES (1), (2), (NULL), (4) ORDER BY column1", expected: ['one', 'two', 'other', '-NULL-'] },
    { sql: "SELECT DECODE(column1, 1, 'one', 2, 'two', NULL, '-NULL-') FROM VALUES (4)", expected: null }] },
  { name: 'GREATEST', args: 'any any...', returns: 'common', to: { rewrite: extreme('greatest') }, examples: [
    { sql: 'SELECT GREATEST(1, 3, 2)', expected: '3' }, { sql: 'SELECT GREATEST(1, NULL, 2)', expected: null }] },
  { name: 'LEAST', args: 'any any...', returns: 'common', to: { rewrite: extreme('least') }, examples: [
    { sql: 'SELECT LEAST(1, 3, 0, 4)', expected: '0' }, { sql: 'SELECT LEAST(NULL, 3)', expected: null }] },
  { name: 'GREATEST_IGNORE_NULLS', args: 'any any...', returns: 'common', nulls: 'any', to: { rewrite: (args, context) => build.call('greatest', unified(args, context)) }, examples: [{ sql: 'SELECT GREATEST_IGNORE_NULLS(1, NULL, 2)', expected: '2' }] },
  { name: 'LEAST_IGNORE_NULLS', args: 'any any...', returns: 'common', nulls: 'any', to: { rewrite: (args, context) => build.call('least', unified(args, context)) }, examples: [{ sql: 'SELECT LEAST_IGNORE_NULLS(1, NULL, 2)', expected: '1' }] },
  { name: 'EQUAL_NULL', args: 'any any', returns: 'boolean', nulls: 'never', to: { template: '$1 IS NOT DISTINCT FROM $2' }, examples: [
    { sql: 'SELECT EQUAL_NULL(NULL, NULL)', expected: 'true' }, { sql: 'SELECT EQUAL_NULL(1, NULL)', expected: 'false' }] },
  { name: 'BOOLAND', args: 'number number', returns: 'boolean', nulls: 'any', to: { template: `${truth(1)} AND ${truth(2)}` }, examples: [
    { sql: 'SELECT BOOLAND(1, -2)', expected: 'true' }, { sql: 'SELECT BOOLAND(0, NULL)', expected: 'false' }, { sql: 'SELECT BOOLAND(NULL, 3)', expected: null }, { sql: 'SELECT BOOLAND(2, 0.3)', expected: 'false' }, { sql: 'SELECT BOOLAND(-0.4, 5)', expected: 'false' }] },
  { name: 'BOOLOR', args: 'number number', returns: 'boolean', nulls: 'any', to: { template: `${truth(1)} OR ${truth(2)}` }, examples: [
    { sql: 'SELECT BOOLOR(0, 0)', expected: 'false' }, { sql: 'SELECT BOOLOR(5, NULL)', expected: 'true' }, { sql: 'SELECT BOOLOR(0, NULL)', expected: null }] },
  { name: 'BOOLXOR', args: 'number number', returns: 'boolean', to: { template: `${truth(1)} <> ${truth(2)}` }, examples: [
    { sql: 'SELECT BOOLXOR(2, 0)', expected: 'true' }, { sql: 'SELECT BOOLXOR(1, -1)', expected: 'false' }, { sql: 'SELECT BOOLXOR(NULL, 3)', expected: null }] },
  { name: 'BOOLNOT', args: 'number', returns: 'boolean', to: { template: `NOT ${truth(1)}` }, examples: [
    { sql: 'SELECT BOOLNOT(10)', expected: 'false' }, { sql: 'SELECT BOOLNOT(0)', expected: 'true' }, { sql: 'SELECT BOOLNOT(NULL)', expected: null }] },
  { name: 'DIV0', args: 'number number', returns: quotient, to: { rewrite: (args, context) => divideOr(args, context, build.number(0), false) }, examples: [
    { sql: 'SELECT DIV0(1, 2)', expected: '0.500000' }, { sql: 'SELECT DIV0(1, 0)', expected: '0.000000' }, { sql: 'SELECT DIV0(NULL, 2)', expected: null }], docs: 'div0' },
  { name: 'DIV0NULL', args: 'number number', returns: quotient, nulls: 'any', to: { rewrite: (args, context) => divideOr(args, context, build.number(0), true) }, examples: [
    { sql: 'SELECT DIV0NULL(1, NULL)', expected: '0.000000' }, { sql: 'SELECT DIV0NULL(1, 0)', expected: '0.000000' }] },
  { name: 'REGR_VALX', args: 'float float', returns: 'float', to: { template: 'CASE WHEN $1 IS NOT NULL THEN $2 END' }, examples: [{ sql: 'SELECT REGR_VALX(NULL, 10)', expected: null }, { sql: 'SELECT REGR_VALX(1, 10)', expected: '10' }] },
  { name: 'REGR_VALY', args: 'float float', returns: 'float', to: { template: 'CASE WHEN $2 IS NOT NULL THEN $1 END' }, examples: [{ sql: 'SELECT REGR_VALY(NULL, 10)', expected: null }, { sql: 'SELECT REGR_VALY(1, NULL)', expected: null }] },
]);
