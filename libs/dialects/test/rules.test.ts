import { describe, expect, it } from 'vitest';
import { dialect, foldIdentifier, print, quoteIdentifier } from '@millrace/dialects';
import { build, type DialectName, type Expression, type Node, synthetic } from '@millrace/sql-ir';

type Name = 'mysql' | 'mssql' | 'oracle' | 'trino' | 'spark';
const names: readonly Name[] = ['mysql', 'mssql', 'oracle', 'trino', 'spark'];

/** A node in the five dialects; what one of them lacks is its diagnostic. */
const each = (node: Node): Readonly<Record<Name, string>> => {
  const said = (name: DialectName): string => {
    const { sql, diagnostics } = print(node, name);
    return diagnostics.length === 0 ? sql : diagnostics.map((d) => d.message).join(' ');
  };
  return { mysql: said('mysql'), mssql: said('mssql'), oracle: said('oracle'), trino: said('trino'), spark: said('spark') };
};
const a = build.column('a');
const b = build.column('b');

describe('values travel beside the text', () => {
  it('each with its placeholder', () => {
    const node = build.select({ projections: [build.projection(build.parameter('x')), build.projection(build.parameter(2))], from: build.table(['t']) });
    expect(each(node)).toEqual({
      mysql: 'SELECT ?, ? FROM `t`', mssql: 'SELECT @p1, @p2 FROM [t]', oracle: 'SELECT :1, :2 FROM "t"', trino: 'SELECT ?, ? FROM "t"', spark: 'SELECT ?, ? FROM `t`',
    });
  });

  it('with the types that CAST of the dialect knows', () => {
    expect(each(build.parameter(1, build.type('INTEGER')))).toEqual({
      mysql: 'CAST(? AS SIGNED)', mssql: 'CAST(@p1 AS INTEGER)', oracle: 'CAST(:1 AS INTEGER)', trino: 'CAST(? AS INTEGER)', spark: 'CAST(? AS INT)',
    });
  });
});

describe('names', () => {
  it('are quoted in the dialect\'s signs', () => {
    expect(names.map((name) => quoteIdentifier('a`]"b', name))).toEqual(['`a``]"b`', '[a`]]"b]', '"a`]""b"', '"a`]""b"', '`a``]"b`']);
  });

  it('fold in Oracle and Trino', () => {
    expect(names.map((name) => foldIdentifier(build.identifier('MyCol', false), name))).toEqual(['MyCol', 'MyCol', 'MYCOL', 'mycol', 'MyCol']);
  });

  // https://dev.mysql.com/doc/refman/8.0/en/identifier-length.html and the like of the others.
  it('have a length', () => {
    const long = print(build.identifier('n'.repeat(65)), 'mysql');
    expect(long.diagnostics.map((d) => d.message)).toEqual(['MySQL has no names of more than 64 characters.']);
    expect(names.map((name) => dialect(name).identifiers.maxLength)).toEqual([64, 128, 128, undefined, 255]);
  });

  it('are words unless reserved', () => {
    expect(each(build.identifier('rank', false))).toEqual({ mysql: '`rank`', mssql: 'rank', oracle: 'rank', trino: 'rank', spark: 'rank' });
    expect(each(build.identifier('user', false))).toMatchObject({ mysql: 'user', mssql: '[user]', trino: 'user' });
  });
});

const day = (value: Expression, unit?: string): Expression => ({ kind: 'Interval', value, ...(unit === undefined ? {} : { unit }), ...synthetic });

describe('expressions', () => {
  it.each<[string, Node, Partial<Record<Name, string>>]>([
    ['bytes', { kind: 'TypedLiteral', type: build.type('BINARY'), value: '00FF', ...synthetic },
      { mysql: "X'00FF'", mssql: '0x00FF', oracle: "HEXTORAW('00FF')", trino: "X'00FF'", spark: "X'00FF'" }],
    ['a moment', { kind: 'TypedLiteral', type: build.type('TIMESTAMP_NTZ'), value: '2024-01-31 10:00:00', ...synthetic },
      { mysql: "TIMESTAMP '2024-01-31 10:00:00'", mssql: "CAST('2024-01-31 10:00:00' AS DATETIME2)", oracle: "TIMESTAMP '2024-01-31 10:00:00'", trino: "TIMESTAMP '2024-01-31 10:00:00'", spark: "TIMESTAMP_NTZ '2024-01-31 10:00:00'" }],
    ['weeks', build.binary('+', a, day(build.number(2), 'WEEK')),
      { mysql: '`a` + INTERVAL 2 WEEK', mssql: 'DATEADD(WEEK, 2, [a])', oracle: `"a" + INTERVAL '14' DAY`, trino: `"a" + INTERVAL '14' DAY`, spark: '`a` + INTERVAL 2 WEEK' }],
    ['quarters back', build.binary('-', a, day(build.string('1 quarter'))), { mysql: '`a` - INTERVAL 1 QUARTER', mssql: 'DATEADD(QUARTER, -1, [a])', oracle: `"a" - INTERVAL '3' MONTH`, trino: `"a" - INTERVAL '3' MONTH` }],
    ['as many days as a column says', build.binary('+', a, day(b, 'DAY')),
      { mysql: '`a` + INTERVAL `b` DAY', mssql: 'DATEADD(DAY, [b], [a])', oracle: `"a" + NUMTODSINTERVAL("b", 'DAY')`, trino: `"a" + ("b" * INTERVAL '1' DAY)`, spark: "`a` + (`b` * INTERVAL '1' DAY)" }],
    ['more days than two digits hold', day(build.number(100), 'DAY'), { oracle: "INTERVAL '100' DAY(3)", mssql: 'SQL Server has no INTERVAL but added to a date.' }],
    ['a remainder', build.binary('%', a, b), { mysql: '`a` % `b`', mssql: '[a] % [b]', oracle: 'MOD("a", "b")', trino: '"a" % "b"', spark: '`a` % `b`' }],
    ['a power', build.binary('^', a, b), { mysql: 'POWER(`a`, `b`)', mssql: 'POWER([a], [b])', oracle: 'POWER("a", "b")', trino: 'POWER("a", "b")', spark: 'POWER(`a`, `b`)' }],
    ['exclusive or of bits', build.binary('#', a, b), { mysql: '`a` ^ `b`', mssql: '[a] ^ [b]', trino: 'BITWISE_XOR("a", "b")', spark: '`a` ^ `b`', oracle: 'Oracle has no operator #.' }],
    ['texts joined', build.binary('||', build.binary('||', a, build.string('x')), b),
      { mysql: "CONCAT(`a`, 'x', `b`)", mssql: "CAST([a] AS NVARCHAR(MAX)) + 'x' + CAST([b] AS NVARCHAR(MAX))", oracle: `"a" || 'x' || "b"` }],
    ['a regular expression', { kind: 'Like', op: 'RLIKE', operand: a, pattern: build.string('^x'), negated: true, ...synthetic },
      { mysql: "`a` NOT RLIKE '^x'", trino: `NOT REGEXP_LIKE("a", '^x')`, spark: "`a` NOT RLIKE '^x'" }],
    ['a pattern that is computed', { kind: 'Like', op: 'LIKE', operand: a, pattern: build.binary('+', b, build.number(1)), negated: false, ...synthetic }, { mysql: '`a` LIKE (`b` + 1)', trino: '"a" LIKE "b" + 1' }],
    ['a test of a test', { kind: 'Is', test: 'NULL', negated: false, operand: build.binary('=', a, b), ...synthetic }, { mysql: '`a` = `b` IS NULL', trino: '("a" = "b") IS NULL', spark: '`a` = `b` IS NULL' }],
    ['NOT before a test', { kind: 'Unary', op: 'NOT', operand: build.binary('IS NOT DISTINCT FROM', a, b), ...synthetic }, { mysql: 'NOT `a` <=> `b`', spark: 'NOT `a` <=> `b`' }],
    ['a list', { kind: 'ArrayOf', items: [build.number(1)], ...synthetic }, { mysql: 'MySQL has no array literal.', mssql: 'SQL Server has no array literal.', trino: 'ARRAY[1]', spark: 'ARRAY(1)' }],
    ['a record', { kind: 'ObjectOf', entries: [{ key: 'k', value: build.number(1) }], ...synthetic }, { spark: "NAMED_STRUCT('k', 1)", trino: 'Trino has no object literal.' }],
    ['a cast that may fail', build.cast(a, build.type('INTEGER'), true), { mysql: 'MySQL has no TRY_CAST.', mssql: 'TRY_CAST([a] AS INTEGER)', oracle: 'Oracle has no TRY_CAST.', trino: 'TRY_CAST("a" AS INTEGER)', spark: 'TRY_CAST(`a` AS INT)' }],
    ['an aggregate in an order', build.call('ARRAY_AGG', [a], { orderBy: [{ kind: 'OrderItem', expression: b, descending: false, ...synthetic }] }),
      { trino: 'ARRAY_AGG("a" ORDER BY "b")', mysql: 'MySQL has no ORDER BY inside a function other than GROUP_CONCAT.', mssql: 'SQL Server has no ORDER BY inside a function.' }],
    ['a row', { kind: 'Tuple', items: [a, b], ...synthetic }, { mysql: '(`a`, `b`)', mssql: 'SQL Server has no row value.', oracle: '("a", "b")' }],
    ['the default of a set of NULLs', { kind: 'OrderItem', expression: a, descending: true, nulls: 'LAST', ...synthetic }, { mysql: '`a` DESC', mssql: '[a] DESC', oracle: '"a" DESC NULLS LAST', trino: '"a" DESC NULLS LAST' }],
    ['a column by position, NULLs elsewhere', { kind: 'OrderItem', expression: build.number(1), descending: false, nulls: 'LAST', ...synthetic }, { mysql: 'MySQL has no NULLS LAST for a column by its position.' }],
  ])('%s', (_, node, expected) => expect(each(node)).toMatchObject(expected));
});

describe('types', () => {
  it.each<[string, readonly number[], Readonly<Record<Name, string>>]>([
    ['VARCHAR', [], { mysql: 'TEXT', mssql: 'VARCHAR(MAX)', oracle: 'VARCHAR2(4000)', trino: 'VARCHAR', spark: 'STRING' }],
    ['VARCHAR', [10], { mysql: 'VARCHAR(10)', mssql: 'VARCHAR(10)', oracle: 'VARCHAR2(10)', trino: 'VARCHAR(10)', spark: 'VARCHAR(10)' }],
    ['TEXT', [], { mysql: 'TEXT', mssql: 'NVARCHAR(MAX)', oracle: 'CLOB', trino: 'VARCHAR', spark: 'STRING' }],
    ['BOOLEAN', [], { mysql: 'BOOLEAN', mssql: 'BIT', oracle: 'NUMBER(1)', trino: 'BOOLEAN', spark: 'BOOLEAN' }],
    ['NUMBER', [], { mysql: 'DECIMAL(38, 0)', mssql: 'DECIMAL(38, 0)', oracle: 'NUMBER', trino: 'DECIMAL(38, 0)', spark: 'DECIMAL(38, 0)' }],
    ['DOUBLE', [], { mysql: 'DOUBLE', mssql: 'FLOAT(53)', oracle: 'BINARY_DOUBLE', trino: 'DOUBLE', spark: 'DOUBLE' }],
    ['TIMESTAMPTZ', [3], { mysql: 'TIMESTAMP(3)', mssql: 'DATETIMEOFFSET', oracle: 'TIMESTAMP(3) WITH TIME ZONE', trino: 'TIMESTAMP(3) WITH TIME ZONE', spark: 'TIMESTAMP' }],
    ['BYTEA', [], { mysql: 'LONGBLOB', mssql: 'VARBINARY(MAX)', oracle: 'BLOB', trino: 'VARBINARY', spark: 'BINARY' }],
    ['UUID', [], { mysql: 'CHAR(36)', mssql: 'UNIQUEIDENTIFIER', oracle: 'VARCHAR2(36)', trino: 'UUID', spark: 'STRING' }],
  ])('%s%j', (name, args, expected) => expect(each(build.type(name, ...args))).toEqual(expected));

  it('of lists and records', () => {
    const list = { ...build.type('ARRAY'), elements: [build.type('INTEGER')] };
    const record = { ...build.type('STRUCT'), fields: [{ name: 'x', type: list, nullable: true }] };
    expect(each(record)).toMatchObject({ trino: 'ROW(x ARRAY(INTEGER))', spark: 'STRUCT<x: ARRAY<INT>>', mysql: 'MySQL has no type STRUCT with element types.' });
  });
});

describe('queries', () => {
  const one = build.select({ projections: [build.projection(a)], from: build.table(['t']), orderBy: [{ kind: 'OrderItem', expression: a, descending: false, ...synthetic }] });

  it('lose an order that nobody sees inside another query of SQL Server', () => {
    const node = build.select({ projections: [build.projection(build.star())], from: build.derived(one, 'd') });
    expect(print(node, 'mssql').sql).toBe('SELECT * FROM (SELECT [a] FROM [t]) AS [d]');
    expect(print(build.select({ projections: [build.projection(build.star())], from: build.derived({ ...one, limit: build.number(1) }, 'd') }), 'mssql').sql)
      .toBe('SELECT * FROM (SELECT TOP (1) [a] FROM [t] ORDER BY [a]) AS [d]');
  });

  it('page without an order', () => {
    const node = build.select({ projections: [build.projection(a)], from: build.table(['t']), limit: build.number(2), offset: build.number(4) });
    expect(each(node)).toEqual({
      mysql: 'SELECT `a` FROM `t` LIMIT 2 OFFSET 4', mssql: 'SELECT [a] FROM [t] ORDER BY (SELECT NULL) OFFSET 4 ROWS FETCH NEXT 2 ROWS ONLY', oracle: 'SELECT "a" FROM "t" OFFSET 4 ROWS FETCH NEXT 2 ROWS ONLY',
      trino: 'SELECT "a" FROM "t" OFFSET 4 LIMIT 2', spark: 'SELECT `a` FROM `t` LIMIT 2 OFFSET 4',
    });
  });

  it('have rows of their own', () => {
    const node: Node = { kind: 'Values', with: [], recursive: false, rows: [[build.number(1)], [build.number(2)]], orderBy: [], ...synthetic };
    expect(each(node)).toEqual({
      mysql: 'VALUES /*!80000 ROW*/(1), /*!80000 ROW*/(2)', mssql: 'SELECT * FROM (VALUES (1), (2)) AS [q] ([column1])', oracle: 'SELECT 1 AS "column1" FROM DUAL UNION ALL SELECT 2 FROM DUAL', trino: 'VALUES (1), (2)', spark: 'VALUES (1), (2)',
    });
  });
});
