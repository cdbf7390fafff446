import type { Writable } from 'node:stream';

/** How far a long piece of work has come. */
export interface Progress {
  readonly label: string;
  readonly done: number;
  /** What `done` will be at the end; unknown when absent. */
  readonly total?: number;
  readonly unit: string;
}

interface Terminal extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Milliseconds between two lines where the output is no terminal, and between two redraws where it is. */
const pace = { lines: 5_000, redraws: 100 } as const;

/**
 * Shows progress with rate and time left: one line redrawn in a terminal, a plain line now and then elsewhere.
 *
 * @param stream where to draw; standard error, so that results stay clean.
 * @param clock milliseconds, monotone.
 */
export function progressReporter(stream: Terminal, clock: () => number = () => performance.now()): { update(progress: Progress): void; finish(): void } {
  const tty = stream.isTTY === true;
  let label = '';
  let started = 0;
  let shown = -Infinity;
  let drawn = false;
  const clear = (): void => {
    if (drawn) stream.write('\r\u001b[2K');
    drawn = false;
  };
  return {
    update(progress) {
      const now = clock();
      if (progress.label !== label) {
        label = progress.label;
        started = now;
        shown = tty ? -Infinity : now;
      }
      if (now - shown < (tty ? pace.redraws : pace.lines)) return;
      shown = now;
      const line = describeProgress(progress, (now - started) / 1000);
      if (!tty) {
        stream.write(`${line}\n`);
        return;
      }
      clear();
      stream.write(line.slice(0, (stream.columns ?? 80) - 1));
      drawn = true;
    },
    finish: clear,
  };
}

/**
 * One line of progress.
 *
 * @param seconds time since the work under this label began.
 * @example describeProgress({ label: 'kroft', done: 50_000, total: 200_000, unit: 'changes' }, 1) // 'kroft  50,000 of 200,000 changes (25%)  50,000/s  3 s left'
 */
export function describeProgress({ label, done, total, unit }: Progress, seconds: number): string {
  const rate = seconds > 0 ? done / seconds : 0;
  const count = (n: number): string => Math.round(n).toLocaleString('en-US');
  const amount = total === undefined ? `${count(done)} ${unit}` : `${count(done)} of ${count(total)} ${unit} (${total === 0 ? 100 : Math.floor((100 * done) / total)}%)`;
  const left = total === undefined || rate === 0 ? '' : `  ${Math.ceil((total - done) / rate)} s left`;
  return `${label}  ${amount}${rate === 0 ? '' : `  ${count(rate)}/s`}${left}`;
}
