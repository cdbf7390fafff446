import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { print } from '@millrace/dialects';
import { type DialectName, dialectNames, rewrite } from '@millrace/sql-ir';
import { parse, splitStatements, tablesOf } from '@millrace/sql-parser';
import { propertyRuns, propertyTimeout } from '@millrace/testkit';

/** Parses, and walks and prints what was parsed. */
function survive(text: string, dialect: DialectName): readonly string[] {
  const { statements, diagnostics } = parse(text, { dialect });
  for (const statement of statements) {
    print(statement, dialect);
    print(statement, dialect, { pretty: true, map: true });
    rewrite(statement, {});
    tablesOf(statement);
  }
  splitStatements(text, dialect);
  for (const { span } of diagnostics) expect(span !== undefined && span.start >= 0 && span.end <= text.length && span.start <= span.end).toBe(true);
  return diagnostics.map((d) => d.code);
}

const corpus = (dialect: DialectName): readonly string[] => readFileSync(new URL(`corpus/${dialect}.sql`, import.meta.url), 'utf8').trimEnd().split(';\n');

describe.each(dialectNames)('%s', (dialect) => {
  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void survive(text, dialect)), { numRuns: propertyRuns(), seed: 1 });
  }, propertyTimeout());

  it('takes any row of tokens', () => {
    const pieces = [...new Set(corpus(dialect).flatMap((s) => s.match(/\w+|'[^']*'|"[^"]*"|[^\s\w]/g) ?? []))];
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (row) => void survive(row.join(' '), dialect)), { numRuns: propertyRuns(600), seed: 2 });
  }, propertyTimeout());

  it('takes any statement cut off, at every third character', () => {
    for (const statement of corpus(dialect)) for (let end = 0; end < statement.length; end += 3) survive(statement.slice(0, end), dialect);
  });

  it('takes any statement with a token left out', () => {
    for (const statement of corpus(dialect)) {
      for (const { index, 0: token } of statement.matchAll(/\w+|[^\s\w]/g)) survive(statement.slice(0, index) + statement.slice(index + token.length), dialect);
    }
  });
});

const deep = (n: number): Readonly<Record<string, string>> => ({
  parentheses: `SELECT ${'('.repeat(n)}1${')'.repeat(n)}`,
  subqueries: `SELECT ${'(SELECT '.repeat(n)}1${')'.repeat(n)}`,
  'derived tables': `SELECT * FROM ${'(SELECT * FROM '.repeat(n)}t${') x'.repeat(n)}`,
  calls: `SELECT ${'f('.repeat(n)}1${')'.repeat(n)}`,
  not: `SELECT ${'NOT '.repeat(n)}1`,
  signs: `SELECT ${'- '.repeat(n)}1`,
  case: `SELECT ${'CASE WHEN '.repeat(n)}1`,
  joins: `SELECT * FROM ${'('.repeat(n)}t${')'.repeat(n)}`,
  types: `SELECT CAST(x AS ${'ARRAY('.repeat(n)}INT${')'.repeat(n)})`,
  explain: `${'EXPLAIN '.repeat(n)}SELECT 1`,
  settings: `CREATE STAGE s A = ${'(A = '.repeat(n)}1${')'.repeat(n)}`,
  with: `${'WITH a AS ('.repeat(n)}SELECT 1`,
});

const long = (n: number): Readonly<Record<string, string>> => ({
  or: `SELECT ${'a OR '.repeat(n)}b`,
  union: `SELECT 1${' UNION SELECT 1'.repeat(n)}`,
  join: `SELECT * FROM t${' JOIN t USING (a)'.repeat(n)}`,
  comma: `SELECT * FROM t${', t'.repeat(n)}`,
  cast: `SELECT 1${'::int'.repeat(n)}`,
  'chains in parentheses': `SELECT ${'('.repeat(250)}a${`${' OR a'.repeat(n / 40)})`.repeat(250)}`,
});

describe('nesting', () => {
  it.each(Object.entries(deep(10_000)))('10,000 levels of %s are refused', (_, text) => {
    expect(survive(text, 'snowflake')).toEqual(['PARSE_TOO_DEEP']);
  });

  it.each(Object.entries(long(20_000)))('20,000 times %s in a row is refused', (_, text) => {
    expect(survive(text, 'snowflake')).toEqual(['PARSE_TOO_DEEP']);
  });

  it('a hundred levels and nine hundred in a row are not', () => {
    for (const [name, text] of [...Object.entries(deep(100)), ...Object.entries(long(900))]) {
      if (name !== 'case' && name !== 'with' && name !== 'chains in parentheses') expect(survive(text, 'snowflake'), name).toEqual([]);
    }
  });

  it('a long list is not deep', () => expect(survive(`SELECT ${'a, '.repeat(20_000)}b FROM t`, 'postgres')).toEqual([]));
});
