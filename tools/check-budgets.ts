// Fails when a source file outgrows its budget: a file is one idea, and past 600 lines it holds two.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Budget {
  readonly path: string;
  readonly lines: number;
}

/** Lines past which a file fails, and past which it is named as worth splitting. */
export const limits: { readonly fail: 600; readonly warn: 400 } = { fail: 600, warn: 400 };

/** Tables of data grow with the world, not with our ideas: function records and fixtures are exempt. */
const exempt = [/\/functions\//, /\/fixtures\//, /\/golden\//];

/** Sorts files into those over the limit, and those near it. */
export function judge(files: readonly Budget[]): { readonly over: readonly Budget[]; readonly near: readonly Budget[]; readonly median: number } {
  const counted = files.filter((file) => !exempt.some((pattern) => pattern.test(file.path))).toSorted((a, b) => b.lines - a.lines);
  return {
    over: counted.filter((file) => file.lines > limits.fail),
    near: counted.filter((file) => file.lines > limits.warn && file.lines <= limits.fail),
    median: counted[Math.floor(counted.length / 2)]?.lines ?? 0,
  };
}

function main(): void {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  const paths = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.ts', '*.mjs', '*.js'], { cwd: root, encoding: 'utf8' });
  const files = paths.split('\n').filter(Boolean).map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }));
  const { over, near, median } = judge(files);
  for (const file of near) console.log(`near   ${String(file.lines).padStart(5)} ${file.path}`);
  for (const file of over) console.log(`over   ${String(file.lines).padStart(5)} ${file.path}`);
  console.log(`budgets: ${files.length} files, median ${median} lines, ${near.length} over ${limits.warn}, ${over.length} over ${limits.fail}`);
  if (over.length > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
