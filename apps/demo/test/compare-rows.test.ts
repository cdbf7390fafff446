import { describe, expect, it } from 'vitest';
import { canonical, describeComparison, firstDifference } from '../src/compare-rows.ts';
import { renderReport } from '../src/report/html.ts';
import { renderTimeline } from '../src/report/timeline.ts';

describe('comparing results of different engines', () => {
  it.each([[1, '1.00'], [10n, '10'], [0.1 + 0.2, '0.3'], ['1e3', 1000], [null, undefined], [true, 'true'], [new Date(0), '1970-01-01T00:00:00.000Z']])('%s equals %s', (left, right) => {
    expect(canonical(left)).toBe(canonical(right));
  });
  it.each([['1', 'one'], [null, ''], [1, 1.0001], ['a', 'A'], [0, null]])('%s differs from %s', (left, right) => {
    expect(canonical(left)).not.toBe(canonical(right));
  });

  it('names the first cell that differs, and a missing row', () => {
    expect(firstDifference([[1, 'a'], [2, 'b']], [[1, 'a'], [2, 'c']])).toEqual({ row: 1, column: 1, left: 'b', right: 'c' });
    expect(describeComparison([[1]], [[1], [2]])).toEqual({ ok: false, detail: 'row 2, column 1: no row here, 2 there' });
  });

  it('is not satisfied by two empty results', () => expect(describeComparison([], []).ok).toBe(false));
});

describe('the report', () => {
  const evolution = { totalTransactions: 100, changes: [{ afterTransaction: 50, table: 'book<ings>', description: 'add "coupon" text' }] };

  it('says a failed check is one, and escapes what comes from data', () => {
    const html = renderReport({
      ok: false, checks: [{ step: 's', name: '<script>alert(1)</script>', ok: false, detail: 'row 1' }], steps: [{ name: 's', rows: 1000, seconds: 2 }],
      seconds: 2, peakMemoryBytes: 1048576, evolution, pipelineSvg: '<svg></svg>', report: 'r.html',
    });
    expect(html).toContain('0 of 1 checks passed');
    expect(html).toContain('FAILED');
    expect(html).not.toContain('<script>');
    expect(html).toContain('<td class="n">500</td>');
  });

  it('places a schema change on its table’s lane, in proportion', () => {
    const svg = renderTimeline(evolution);
    expect(svg).toContain('book&lt;ings&gt;');
    expect(svg).toContain('add &quot;coupon&quot; text');
    expect(Number(/<circle cx="([\d.]+)"/.exec(svg)?.[1])).toBeCloseTo(120 + (1040 - 120 - 30) / 2, 0);
  });
});
