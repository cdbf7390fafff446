import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { csvLine, describeProgress, progressReporter, renderTable } from '@millrace/cli';

describe('tables', () => {
  it('align numbers right, cut long cells and show NULL as nothing', () => {
    expect(renderTable([{ title: 'name' }, { title: 'rows' }], [['users', 1234567], ['x'.repeat(70), null]]).split('\n')).toEqual([
      `name${' '.repeat(63)}rows`,
      `${'─'.repeat(60)}  ${'─'.repeat(9)}`,
      `users${' '.repeat(57)}1,234,567`,
      `${'x'.repeat(59)}…`,
    ]);
  });
  it('have titles even without rows', () => expect(renderTable([{ title: 'a' }], [])).toBe('a\n─'));
});

describe('CSV', () => {
  it('quotes what RFC 4180 says to quote', () => {
    expect(csvLine(['plain', 'a,b', 'say "hi"', 'two\nlines', null, 12n, true, new Uint8Array([255, 0])])).toBe('plain,"a,b","say ""hi""","two\nlines",,12,true,ff00');
  });
  it('writes nested values as JSON', () => expect(csvLine([[1, 2n], { a: null }])).toBe('"[1,2]","{""a"":null}"'));
});

describe('progress', () => {
  it('says amount, share, rate and time left', () => {
    expect(describeProgress({ label: 'kroft', done: 50_000, total: 200_000, unit: 'changes' }, 1)).toBe('kroft  50,000 of 200,000 changes (25%)  50,000/s  3 s left');
    expect(describeProgress({ label: 'load', done: 10, unit: 'rows' }, 0)).toBe('load  10 rows');
  });

  it('prints plain lines, and few of them, where the output is no terminal', () => {
    const lines: string[] = [];
    let now = 0;
    const reporter = progressReporter(new Writable({ write(chunk: Buffer, _, done) { lines.push(chunk.toString()); done(); } }), () => now);
    for (now = 0; now <= 10_000; now += 100) reporter.update({ label: 'load', done: now, total: 10_000, unit: 'rows' });
    reporter.finish();
    expect(lines).toEqual(['load  5,000 of 10,000 rows (50%)  1,000/s  5 s left\n', 'load  10,000 of 10,000 rows (100%)  1,000/s  0 s left\n']);
    expect(lines.join('')).not.toContain('\u001b');
  });
});
