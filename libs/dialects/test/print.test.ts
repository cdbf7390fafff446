import { describe, expect, it } from 'vitest';
import { ToolError } from '@millrace/diagnostics';
import { build, type DialectName, dialectNames, type Expression, type Node, type Statement, synthetic } from '@millrace/sql-ir';
import { dialect, errors, foldIdentifier, print, printOrThrow, quoteIdentifier } from '@millrace/dialects';

/** The dialects these tests spell out; the others have tests of their own beside this file. */
type Name = 'duckdb' | 'postgres' | 'snowflake' | 'sqlite';
const names: readonly Name[] = ['duckdb', 'postgres', 'snowflake', 'sqlite'];

const each = (node: Node): Readonly<Record<Name, string>> => {
  const sql = (name: DialectName): string => {
    const printed = print(node, name);
    return printed.diagnostics.length === 0 ? printed.sql : printed.diagnostics.map((d) => d.message).join();
  };
  return { duckdb: sql('duckdb'), postgres: sql('postgres'), snowflake: sql('snowflake'), sqlite: sql('sqlite') };
};
const all = (sql: string): Readonly<Record<Name, string>> => ({ duckdb: sql, postgres: sql, snowflake: sql, sqlite: sql });
const column = build.column('a');

describe('values', () => {
  const node = build.select({
    projections: [build.projection(build.parameter('x')), build.projection(build.parameter(2n))],
    where: build.binary('=', column, build.parameter(null)),
  });

  it('travel beside the text, in the order of their placeholders', () => {
    expect(print(node, 'postgres')).toEqual({ sql: 'SELECT $1, $2 WHERE "a" = $3', parameters: ['x', 2n, null], marks: [], diagnostics: [] });
    expect(print(node, 'sqlite')).toEqual({ sql: 'SELECT ?, ? WHERE "a" = ?', parameters: ['x', 2n, null], marks: [], diagnostics: [] });
    expect(each(node)).toMatchObject({ duckdb: 'SELECT $1, $2 WHERE "a" = $3', snowflake: 'SELECT ?, ? WHERE "a" = ?' });
  });

  it('are cast where their type must be said, but not in SQLite, which has no dates', () => {
    const typed = build.parameter('2024-01-31', build.type('DATE'));
    expect(each(typed)).toEqual({ duckdb: 'CAST($1 AS DATE)', postgres: 'CAST($1 AS DATE)', snowflake: 'CAST(? AS DATE)', sqlite: '?' });
  });

  it('are counted once when a line is tried and broken', () => {
    const wide = build.select({ projections: Array.from({ length: 40 }, (_, i) => build.projection(build.parameter(i), `column_${String(i)}`)) });
    const { sql, parameters } = print(wide, 'postgres', { pretty: true });
    expect(parameters).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(sql.split('\n')[40]).toBe('  $40 AS "column_39"');
  });
});

describe('literals', () => {
  it('double their quotes, and backslashes where those are escapes', () => {
    expect(each(build.string("it's a \\ b"))).toEqual({ ...all("'it''s a \\ b'"), snowflake: "'it''s a \\\\ b'" });
  });

  it.each(['1; DROP TABLE t', 'NaN', '', '1e', '0x1F'])('refuse the number %j', (text) => {
    const { sql, diagnostics } = print(build.number(text), 'duckdb');
    expect(diagnostics.map((d) => d.code)).toEqual(['DIALECT_UNPRINTABLE']);
    expect(sql).toBe('');
  });

  it('refuse NUL characters, which no engine takes', () => {
    expect(() => printOrThrow(build.string('a\0b'), 'postgres')).toThrow(ToolError);
    expect(() => printOrThrow(build.identifier('a\0b'), 'postgres')).toThrow(ToolError);
  });

  it('keep signs apart', () => {
    const minus: Expression = { kind: 'Unary', op: '-', operand: build.number(-1), ...synthetic };
    expect(each(minus)).toEqual(all('- (-1)'));
    expect(each(build.binary('-', build.number(1), build.number(-1)))).toEqual(all('1 - -1'));
  });
});

describe('names', () => {
  it.each(['a', 'A b', 'a"b', '', "x'; --"])('%j is quoted', (name) => {
    for (const d of names) expect(quoteIdentifier(name, d)).toBe(`"${name.replaceAll('"', '""')}"`);
  });

  it('are bare only when that means the same', () => {
    expect(each(build.identifier('total', false))).toEqual(all('total'));
    expect(each(build.identifier('a b', false)).postgres).toBe('"a b"');
    // Folded before it is quoted: the unquoted name meant the folded one.
    expect(each(build.identifier('Order', false))).toEqual({ duckdb: '"Order"', postgres: '"order"', snowflake: '"ORDER"', sqlite: '"Order"' });
  });

  it('fold by dialect', () => {
    const fold = (quoted: boolean): readonly string[] => names.map((d) => foldIdentifier(build.identifier('MyCol', quoted), d));
    expect(fold(false)).toEqual(['MyCol', 'mycol', 'MYCOL', 'MyCol']);
    expect(fold(true)).toEqual(['MyCol', 'MyCol', 'MyCol', 'MyCol']);
  });
});

describe('what dialects say differently', () => {
  it.each<[string, Node, Partial<Record<Name, string>>]>([
    ['an empty list', { kind: 'In', operand: column, values: [], negated: false, ...synthetic }, all('1 = 0')],
    ['no empty list', { kind: 'In', operand: column, values: [], negated: true, ...synthetic }, all('1 = 1')],
    ['null-safe equality', build.binary('IS NOT DISTINCT FROM', column, build.number(1)), { ...all('"a" IS NOT DISTINCT FROM 1'), sqlite: '"a" IS 1' }],
    ['its negation', build.binary('IS DISTINCT FROM', column, build.number(1)), { ...all('"a" IS DISTINCT FROM 1'), sqlite: '"a" IS NOT 1' }],
    ['an offset without a limit', build.select({ projections: [build.projection(column)], offset: build.number(5) }),
      { ...all('SELECT "a" OFFSET 5'), snowflake: 'SELECT "a" LIMIT NULL OFFSET 5', sqlite: 'SELECT "a" LIMIT -1 OFFSET 5' }],
    ['ILIKE', { kind: 'Like', op: 'ILIKE', operand: column, pattern: build.string('x%'), negated: false, ...synthetic }, { ...all(`"a" ILIKE 'x%'`), sqlite: 'SQLite has no ILIKE.' }],
    ['QUALIFY', build.select({ projections: [build.projection(column)], qualify: build.boolean(true) }),
      { duckdb: 'SELECT "a" QUALIFY TRUE', snowflake: 'SELECT "a" QUALIFY TRUE', postgres: 'PostgreSQL has no QUALIFY.', sqlite: 'SQLite has no QUALIFY.' }],
    ['a semi join', build.join('SEMI', build.table(['t']), build.table(['u']), build.boolean(true)),
      { duckdb: '"t" SEMI JOIN "u" ON TRUE', postgres: 'PostgreSQL has no SEMI JOIN.', snowflake: 'Snowflake has no SEMI JOIN.', sqlite: 'SQLite has no SEMI JOIN.' }],
    ['nulls', build.call('LAG', [column], { nulls: 'IGNORE', over: { kind: 'WindowSpec', partitionBy: [], orderBy: [], ...synthetic } }),
      { duckdb: 'LAG("a" IGNORE NULLS) OVER ()', snowflake: 'LAG("a") IGNORE NULLS OVER ()', postgres: 'PostgreSQL has no IGNORE NULLS.' }],
    ['a list', { kind: 'ArrayOf', items: [build.number(1)], ...synthetic }, { duckdb: '[1]', postgres: 'ARRAY[1]', snowflake: '[1]', sqlite: 'SQLite has no array literal.' }],
    ['bytes', { kind: 'TypedLiteral', type: build.type('BINARY'), value: '00FF', ...synthetic },
      { duckdb: String.raw`CAST('\x00\xFF' AS BLOB)`, postgres: String.raw`CAST('\x00FF' AS BYTEA)`, snowflake: "X'00FF'", sqlite: "X'00FF'" }],
    ['a lambda', build.call('F', [{ kind: 'Lambda', parameters: [{ name: build.identifier('x', false) }], body: build.number(1), ...synthetic }]),
      { duckdb: 'F(LAMBDA x : 1)', snowflake: 'F(x -> 1)', postgres: 'PostgreSQL has no lambda.' }],
    ['a stage', { kind: 'Table', name: [build.identifier('@s/p', false)], ...synthetic }, { snowflake: '@s/p' }],
  ])('%s', (_, node, expected) => expect(each(node)).toMatchObject(expected));

  it('RETURNING, MERGE and ON CONFLICT', () => {
    const insert: Statement = {
      kind: 'Insert', with: [], recursive: false, overwrite: false, table: build.table(['t']), columns: [build.identifier('a')], byName: false,
      source: { kind: 'Values', with: [], recursive: false, rows: [[build.number(1)]], orderBy: [], ...synthetic }, conflict: { keys: [build.identifier('a')], set: [] },
      returning: [build.projection(build.star())], ...synthetic,
    };
    expect(each(insert)).toEqual({ ...all('INSERT INTO "t" ("a") VALUES (1) ON CONFLICT ("a") DO NOTHING RETURNING *'), snowflake: 'Snowflake has no ON CONFLICT.,Snowflake has no RETURNING.' });
  });
});

describe('types', () => {
  it.each<[string, readonly number[], Readonly<Record<Name, string>>]>([
    ['NUMBER', [], { duckdb: 'DECIMAL(38, 0)', postgres: 'NUMERIC(38, 0)', snowflake: 'NUMBER', sqlite: 'NUMERIC' }],
    ['NUMBER', [10, 2], { duckdb: 'DECIMAL(10, 2)', postgres: 'NUMERIC(10, 2)', snowflake: 'NUMBER(10, 2)', sqlite: 'NUMERIC(10, 2)' }],
    ['DOUBLE', [], { duckdb: 'DOUBLE', postgres: 'DOUBLE PRECISION', snowflake: 'DOUBLE', sqlite: 'DOUBLE' }],
    ['VARCHAR', [10], all('VARCHAR(10)')],
    ['TIMESTAMP_NTZ', [9], { duckdb: 'TIMESTAMP', postgres: 'TIMESTAMP', snowflake: 'TIMESTAMP_NTZ(9)', sqlite: 'TEXT' }],
    ['TIMESTAMPTZ', [], { duckdb: 'TIMESTAMPTZ', postgres: 'TIMESTAMPTZ', snowflake: 'TIMESTAMP_TZ', sqlite: 'TEXT' }],
    ['BINARY', [], { duckdb: 'BLOB', postgres: 'BYTEA', snowflake: 'BINARY', sqlite: 'BLOB' }],
    ['VARIANT', [], { duckdb: 'JSON', postgres: 'JSONB', snowflake: 'VARIANT', sqlite: 'TEXT' }],
    ['UUID', [], { duckdb: 'UUID', postgres: 'UUID', snowflake: 'VARCHAR(36)', sqlite: 'TEXT' }],
  ])('%s%j', (name, args, expected) => expect(each(build.type(name, ...args))).toEqual(expected));

  it('of lists, maps and records', () => {
    const list = { ...build.type('ARRAY'), elements: [build.type('INTEGER')] };
    const record = { ...build.type('STRUCT'), fields: [{ name: 'x', type: build.type('INTEGER'), nullable: true }] };
    expect(each(list)).toMatchObject({ duckdb: 'INTEGER[]', postgres: 'INTEGER[]', snowflake: 'ARRAY(INTEGER)' });
    expect(each(record)).toMatchObject({ duckdb: 'STRUCT("x" INTEGER)', snowflake: 'OBJECT(x INTEGER)' });
  });
});

describe('queries', () => {
  const one = build.select({ projections: [build.projection(build.number(1))] });
  const op = (kind: 'UNION' | 'INTERSECT' | 'EXCEPT', l: Node, r: Node): Node => ({
    kind: 'SetOperation', with: [], recursive: false, op: kind, all: false, byName: false, left: l as never, right: r as never, orderBy: [], ...synthetic,
  });

  it('put parentheses where the levels of set operations ask for them', () => {
    expect(print(op('INTERSECT', op('UNION', one, one), one), 'postgres').sql).toBe('(SELECT 1 UNION SELECT 1) INTERSECT SELECT 1');
    expect(print(op('UNION', one, op('INTERSECT', one, one)), 'postgres').sql).toBe('SELECT 1 UNION SELECT 1 INTERSECT SELECT 1');
    expect(print(op('EXCEPT', one, op('EXCEPT', one, one)), 'postgres').sql).toBe('SELECT 1 EXCEPT (SELECT 1 EXCEPT SELECT 1)');
    expect(print(op('EXCEPT', one, op('EXCEPT', one, one)), 'sqlite').sql).toBe('SELECT 1 EXCEPT SELECT * FROM (SELECT 1 EXCEPT SELECT 1)');
  });

  it('write a comma out inside a join, where it may not stand', () => {
    const comma = { ...build.join('CROSS', build.table(['a']), build.table(['b'])), comma: true };
    expect(print(build.join('LEFT', comma, build.table(['c']), build.boolean(true)), 'postgres').sql).toBe('("a" CROSS JOIN "b") LEFT JOIN "c" ON TRUE');
  });
});

describe('marks', () => {
  it('lead from the output to the source, inner ones first', () => {
    const at = <T extends Node>(node: T, pos: number, end: number): T => ({ ...node, pos, end });
    const tree = at(build.binary('+', at(build.number(1), 3, 4), at(build.number(22), 9, 11)), 3, 11);
    const { sql, marks } = print(tree, 'duckdb', { map: true });
    expect(sql).toBe('1 + 22');
    expect(marks).toEqual([{ start: 0, end: 1, pos: 3, sourceEnd: 4 }, { start: 4, end: 6, pos: 9, sourceEnd: 11 }, { start: 0, end: 6, pos: 3, sourceEnd: 11 }]);
  });
});

describe('what cannot be said', () => {
  it('is a diagnostic with the place of the node', () => {
    const node = { ...build.select({ projections: [build.projection(column)], qualify: { ...build.boolean(true), pos: 7, end: 11 } }) };
    expect(print(node, 'sqlite').diagnostics).toEqual([{ code: 'DIALECT_UNSUPPORTED', severity: 'error', message: 'SQLite has no QUALIFY.', span: { start: 7, end: 11 } }]);
    expect(() => printOrThrow(node, 'sqlite')).toThrow('SQLite has no QUALIFY.');
    expect(printOrThrow(node, 'duckdb').sql).toBe('SELECT "a" QUALIFY TRUE');
  });

  it('has codes that begin with the name of the package', () => {
    for (const code of Object.keys(errors)) expect(code).toMatch(/^DIALECT_[A-Z]+$/);
  });
});

it('each dialect goes by its name', () => {
  for (const name of dialectNames) expect(dialect(name).name).toBe(name);
});

it('a setting whose name is no word is quoted', () => {
  const stage: Statement = {
    kind: 'CreateObject', object: 'STAGE', orReplace: false, ifNotExists: false, modifiers: [], name: [build.identifier('s', false)],
    properties: [{ name: 'x = 1; DROP', value: build.number(1) }, { name: 'COPY GRANTS', style: 'flag', value: build.boolean(true) }], ...synthetic,
  };
  expect(print(stage, 'snowflake').sql).toBe('CREATE STAGE s "x = 1; DROP" = 1 COPY GRANTS');
});
