import { readdirSync, readFileSync } from 'node:fs';
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

/** Words, texts, names and signs, in their order. */
const tokensOf = (text: string): string[] => text.match(/\$\$[^]*?\$\$|\w+|'[^']*'|"[^"]*"|[^\s\w]/g) ?? [];

const corpus = (dialect: DialectName): readonly string[] => readFileSync(new URL(`corpus/${dialect}.sql`, import.meta.url), 'utf8').trimEnd().split(';\n');

describe.each(dialectNames)('%s', (dialect) => {
  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void survive(text, dialect)), { numRuns: propertyRuns(), seed: 1 });
  }, propertyTimeout());

  it('takes any row of tokens', () => {
    const pieces = [...new Set(corpus(dialect).flatMap((s) => s.match(/\w+|'[^']*'|"[^"]*"|[^\s\w]/g) ?? []))];
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (row) => void survive(row.join(' '), dialect)), { numRuns: propertyRuns(600), seed: 2 });
  }, propertyTimeout(600));

  it('takes any statement cut off, at every third character', () => {
    for (const statement of corpus(dialect)) for (let end = 0; end < statement.length; end += 3) survive(statement.slice(0, end), dialect);
  });

  it('takes any statement with a token left out', () => {
    for (const statement of corpus(dialect)) {
      for (const { index, 0: token } of statement.matchAll(/\w+|[^\s\w]/g)) survive(statement.slice(0, index) + statement.slice(index + token.length), dialect);
    }
  });

  it('takes any statement with a token twice, or two tokens changed about', () => {
    for (const statement of corpus(dialect)) {
      const pieces = tokensOf(statement);
      for (let i = 0; i < pieces.length; i += 2) {
        survive(pieces.toSpliced(i, 0, pieces[i] ?? '').join(' '), dialect);
        survive(pieces.toSpliced(i, 2, pieces[i + 1] ?? '', pieces[i] ?? '').join(' '), dialect);
      }
    }
  });
});

describe("Snowflake's statements", () => {
  const folder = new URL('snowflake/', import.meta.url);
  const examples = readdirSync(folder).flatMap((file) => readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n;;\n'));
  const pieces = [...new Set(examples.flatMap(tokensOf))];

  it('are taken with any token left out, twice, or another', () => {
    const change = fc.record({ statement: fc.constantFrom(...examples), at: fc.nat(), by: fc.constantFrom('drop', 'double', 'swap', 'replace'), piece: fc.constantFrom(...pieces) });
    fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const texts = changes.map(({ statement, at, by, piece }) => {
        const tokens = tokensOf(statement);
        const i = at % tokens.length;
        if (by === 'drop') return tokens.toSpliced(i, 1).join(' ');
        if (by === 'double') return tokens.toSpliced(i, 0, tokens[i] ?? '').join(' ');
        return (by === 'swap' ? tokens.toSpliced(i, 2, tokens[i + 1] ?? '', tokens[i] ?? '') : tokens.toSpliced(i, 1, piece)).join(' ');
      });
      survive(texts.join(';\n'), 'snowflake');
    }), { numRuns: propertyRuns(1500), seed: 3 });
  }, propertyTimeout(1500));
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
  brackets: `SELECT ${'['.repeat(n)}1${']'.repeat(n)}`,
  objects: `SELECT ${"{'a': ".repeat(n)}1${'}'.repeat(n)}`,
  blocks: `${'BEGIN '.repeat(n)}SELECT 1${'; END'.repeat(n)}`,
  branches: `BEGIN ${'IF (a) THEN '.repeat(n)}NULL; ${'END IF; '.repeat(n)}END`,
  'branches of CASE': `BEGIN ${'CASE WHEN a THEN '.repeat(n)}NULL; ${'END CASE; '.repeat(n)}END`,
  loops: `BEGIN ${'LOOP '.repeat(n)}NULL; ${'END LOOP; '.repeat(n)}END`,
  tasks: `${'CREATE TASK t AS '.repeat(n)}SELECT 1`,
  alerts: `${'CREATE ALERT a IF (EXISTS ('.repeat(n)}SELECT 1${')) THEN SELECT 1'.repeat(n)}`,
  'procedures in procedures': `${'CREATE PROCEDURE p() RETURNS INT AS BEGIN '.repeat(n)}NULL${'; END'.repeat(n)}`,
  'types of parameters': `DROP FUNCTION f(${'ARRAY('.repeat(n)}INT${')'.repeat(n)})`,
});

const long = (n: number): Readonly<Record<string, string>> => ({
  or: `SELECT ${'a OR '.repeat(n)}b`,
  union: `SELECT 1${' UNION SELECT 1'.repeat(n)}`,
  join: `SELECT * FROM t${' JOIN t USING (a)'.repeat(n)}`,
  comma: `SELECT * FROM t${', t'.repeat(n)}`,
  cast: `SELECT 1${'::int'.repeat(n)}`,
  and: `SELECT ${'a AND '.repeat(n)}b`,
  'union all': `SELECT 1${' UNION ALL SELECT 1'.repeat(n)}`,
  'chains in parentheses': `SELECT ${'('.repeat(250)}a${`${' OR a'.repeat(n / 40)})`.repeat(250)}`,
});

describe('nesting', () => {
  it.each(Object.entries(deep(10_000)))('10,000 levels of %s are refused', (_, text) => {
    expect(survive(text, 'snowflake')).toEqual(['PARSE_TOO_DEEP']);
  });

  it.each(Object.entries(long(20_000)))('20,000 times %s in a row is refused', (_, text) => {
    expect(survive(text, 'snowflake')).toEqual(['PARSE_TOO_DEEP']);
  });

  // Those that end nowhere, or that a hundred levels of are no statement.
  const open: ReadonlySet<string> = new Set(['case', 'with']);

  it('a hundred levels and nine hundred in a row are not', () => {
    for (const [name, text] of [...Object.entries(deep(100)), ...Object.entries(long(900))]) {
      if (!open.has(name) && name !== 'chains in parentheses') expect(survive(text, 'snowflake'), name).toEqual([]);
    }
  });

  it('a long list is not deep', () => expect(survive(`SELECT ${'a, '.repeat(20_000)}b FROM t`, 'postgres')).toEqual([]));
});

describe('long texts', () => {
  const none: readonly string[] = [];
  const million = 1_000_000;
  it.each<[string, string, readonly string[]]>([
    ['a list of 50,000 values', `SELECT a IN (${'1, '.repeat(50_000)}1)`, none],
    ['a string of 10 MB', `SELECT '${'x'.repeat(10 * million)}'`, none],
    ['a name of 10 MB', `SELECT ${'x'.repeat(10 * million)}`, none],
    ['a comment of 10 MB', `SELECT 1 /*${'x'.repeat(10 * million)}*/`, none],
    ['a string of 10 MB that is never closed', `SELECT '${'x'.repeat(10 * million)}`, ['PARSE_UNTERMINATED']],
    ['a text between dollar signs that is never closed', `SELECT $$${'x'.repeat(million)}`, ['PARSE_UNTERMINATED']],
    ['many semicolons', ';'.repeat(million), none],
    ['many statements', 'COMMIT;'.repeat(50_000), none],
    ['a block of many statements', `BEGIN ${'COMMIT;'.repeat(50_000)} END`, none],
    ['many blocks', 'BEGIN NULL; END;'.repeat(20_000), none],
    ['many values', `INSERT INTO t VALUES ${'(1, 2), '.repeat(50_000)}(1, 2)`, none],
    ['many columns', `CREATE TABLE t (${'a INT NOT NULL, '.repeat(20_000)}a INT)`, none],
    ['many settings', `CREATE STAGE s ${"A = 'x' ".repeat(20_000)}`, none],
    ['many actions', `ALTER TABLE t ALTER a DROP DEFAULT${', a DROP DEFAULT'.repeat(20_000)}`, none],
    ['many privileges', `GRANT ${'SELECT, '.repeat(20_000)}SELECT ON t TO r`, none],
  ])('%s', { timeout: 60_000 }, (_, text, codes) => {
    expect(parse(text, { dialect: 'snowflake' }).diagnostics.map((d) => d.code)).toEqual(codes);
    splitStatements(text, 'snowflake');
  });

  it('a text full of errors has a thousand of them, and says so', () => {
    const codes = parse('x;'.repeat(10_000), { dialect: 'snowflake' }).diagnostics.map((d) => d.code);
    expect(codes.length).toBe(1002);
    expect(codes.at(-1)).toBe('PARSE_TOO_MANY');
  });

  it('a file that is no text has a hundred', () => {
    const { diagnostics } = parse('\0\u0001'.repeat(10_000), { dialect: 'postgres' });
    expect(diagnostics.length).toBe(100);
  });
});

describe('characters that are none', () => {
  it.each([['a NUL', 'SELECT \0\0 1', 7, 9], ['half a surrogate pair', 'SELECT \ud800 1', 7, 8], ['its other half', 'SELECT \udc00 1', 7, 8], ['what stands for broken UTF-8', 'SELECT \ufffd 1', 7, 8]])('%s', (_, text, start, end) => {
    for (const dialect of dialectNames) {
      const [found] = parse(text, { dialect }).diagnostics;
      expect(found).toMatchObject({ code: 'PARSE_CHARACTER', span: { start, end } });
    }
  });

  it('are let be inside strings', () => expect(parse("SELECT '\0 \ud800 \ufffd'", { dialect: 'snowflake' }).diagnostics).toEqual([]));
});
