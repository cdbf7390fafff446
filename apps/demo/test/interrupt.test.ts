import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDemo } from '@millrace/demo';

describe('an interrupted demo', () => {
  it('leaves no server, no folder and no report behind', async () => {
    const out = mkdtempSync(join(tmpdir(), 'millrace-out-'));
    const before = leftovers();
    const controller = new AbortController();
    let port = 0;
    const run = runDemo({
      outFolder: out, signal: controller.signal,
      onEvent: (event) => {
        if (event.type === 'check') port = Number(/port (\d+)/.exec(event.check.detail)?.[1] ?? port);
        // In the middle of the workload: rows are being written and followed.
        if (event.type === 'progress' && event.done > 10_000) controller.abort(new Error('interrupted'));
      },
    });
    await expect(run).rejects.toThrow();
    expect(port).toBeGreaterThan(0);
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
    expect(leftovers()).toEqual(before);
    expect(readdirSync(out)).toEqual([]);
    rmSync(out, { recursive: true });
  });
});

function leftovers(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('millrace-demo-')).toSorted();
}
