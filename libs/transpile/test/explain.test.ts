import { describe, expect, it } from 'vitest';
import { explain, functionRecords } from '@millrace/transpile';

describe('explain', () => {
  it('gives for every record its way and its page', () => {
    for (const record of functionRecords) {
      const [found] = explain(`SELECT ${record.name}(1) AS x`)[0]?.functions ?? [];
      // Some names are words of the grammar, which reads another function from them.
      if (found?.name === record.name) expect(found).toMatchObject({ docs: record.docs, way: 'unsupported' in record.to ? 'unsupported' : expect.not.stringMatching('unknown') as string });
    }
  });

  it('counts calls, and knows a function in FROM from one that nobody knows', () => {
    expect(explain('SELECT f(1), f(2), upper(x) FROM TABLE(FLATTEN(INPUT => y))')[0]?.functions.map(({ name, calls, way }) => [name, calls, way])).toEqual([
      ['F', 2, 'unknown'], ['UPPER', 1, expect.any(String)], ['FLATTEN', 1, 'table function'],
    ]);
  });

  it('says what DuckDB cannot, in place', () => {
    const sql = 'SELECT 1; SELECT * FROM t AT (OFFSET => -60)';
    const [, second] = explain(sql, { file: 'q.sql' });
    expect(second?.diagnostics[0]).toMatchObject({ code: 'DIALECT_UNSUPPORTED', severity: 'error', file: 'q.sql', source: sql });
    expect(second?.diagnostics[0]?.span?.start).toBeGreaterThan(sql.indexOf(';'));
  });

  it('keeps the statement as it is where a name is wrong', () => {
    const [only] = explain('SELECT a', { catalog: { table: () => undefined } });
    expect(only).toMatchObject({ sql: 'SELECT a', diagnostics: [{ code: 'TRANSPILE_INVALID_IDENTIFIER' }], steps: [{ pass: 'parse' }] });
  });

  it('throws for text that cannot be parsed', () => expect(() => explain('SELEC')).toThrow('SELEC'));
});
