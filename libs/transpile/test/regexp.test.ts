import type { DuckDBConnection } from '@duckdb/node-api';
import { propertyRuns, propertyTimeout } from '@millrace/testkit';
import { runtimeError } from '@millrace/transpile';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { toJavaScript } from '../src/snowflake-duckdb/runtime/regexp-pattern.ts';
import { openEngine, run, translateAll } from './support/engine.ts';

let engine: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
});
const plain = { insensitive: false, multiline: false, dotAll: false };
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n')}'`;

/** Rule: https://docs.snowflake.com/en/sql-reference/functions-regexp#general-usage-notes */
describe('patterns', () => {
  it.each([
    ['a.*?c', 'abcc', true], ['a+?', '', true], ['[]a]+', ']a', true], ['[^]a]', 'b', true], ['[[:alpha:][:digit:]_]+', 'a_1', true], ['[[:^alpha:]]', '1', true], [String.raw`[\d-]+`, '1-2', true], [String.raw`\x41\101`, 'AA', true],
    ['a{2}', 'aa', true], ['a{,2}', 'a{,2}', true], ['x{2}{3}', 'xxxxxx', true], ['.', '\n', false], ['.', '😀', true], ['(a|ab)(c|bcd)', 'abcd', true], ['^a$', 'a', true], ['a/b-c', 'a/b-c', true],
  ])('%s on %j', (pattern, subject, expected) => {
    expect(new RegExp(`^(?:${toJavaScript(pattern, plain)})$`, 'u').test(subject)).toBe(expected);
  });
  it.each([
    ['(?=a)', 'no argument for repetition operator: ?'], ['*a', 'no argument for repetition operator: *'], ['[a', 'missing closing ]: [a'], ['(a', 'missing ): (a'], ['a)', 'unexpected ): a)'], [String.raw`(a)\1`, String.raw`invalid escape sequence: \1`],
    ['[b-a]', 'invalid character class range: b-a'], ['a{2000}', 'invalid repetition size: {2000}'],
  ])('%s is none', async (pattern, why) => {
    const message = await run(engine, `SELECT REGEXP_LIKE('a', ${quoted(pattern)})`).then(() => '', (error: Error) => error.message);
    expect(runtimeError(message)).toEqual({ code: '100048', sqlState: '2201B', message: `Invalid regular expression: '${pattern}', ${why}` });
  });
});

describe('a constant pattern', () => {
  it('is left to the engine', () => {
    expect(translateAll("SELECT REGEXP_SUBSTR('ab', 'b+')")[0]?.sql).toContain('regexp_extract(');
    expect(translateAll("SELECT REGEXP_SUBSTR('ab', 'b*')")[0]?.sql).toContain('mr_regexp_substr(');
  });
  it('means what the same pattern means in a column', async () => {
    const piece = fc.constantFrom('a', 'b', 'A', '1', ' ', '_', 'é', '\n', '.', '[ab]', '[^a]', '(a)', '(a|b)', '(', ')', '|', '+', '*', '?', '{2}', String.raw`\d`, String.raw`\w`, String.raw`\W`, String.raw`\s`, String.raw`\b`, '^', '$', '[[:alpha:]]', '-', String.raw`\.`);
    const subject = fc.array(fc.constantFrom('a', 'b', 'A', '1', ' ', '_', 'é', '\n', '.', '-'), { maxLength: 7 }).map((all) => all.join(''));
    await fc.assert(fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.array(subject, { minLength: 4, maxLength: 4 }), fc.constantFrom('c', 'i', 'm', 's', 'e', 'is', 'me'), async (pieces, subjects, flags) => {
      const pattern = pieces.join('');
      const calls = (p: string): string => [`REGEXP_LIKE(s, ${p}, '${flags}')`, `REGEXP_COUNT(s, ${p}, 1, '${flags}')`, `REGEXP_SUBSTR(s, ${p}, 1, 1, '${flags}')`, `REGEXP_SUBSTR(s, ${p}, 1, 2, '${flags}')`, `REGEXP_SUBSTR_ALL(s, ${p}, 1, 1, '${flags}')`, `REGEXP_REPLACE(s, ${p}, '<\\\\0>', 1, 0, '${flags}')`].join(', ');
      const rows = subjects.map((s) => `(${quoted(s)}, ${quoted(pattern)})`).join(', ');
      const result = (p: string): Promise<unknown> => run(engine, `SELECT ${calls(p)} FROM (SELECT column1 AS s, column2 AS p FROM VALUES ${rows})`).catch((error: Error) => runtimeError(error.message)?.message ?? error.message);
      expect(await result(quoted(pattern)), pattern).toEqual(await result('p'));
    }), { numRuns: propertyRuns(150), seed: 11 });
  }, propertyTimeout(150));
});
