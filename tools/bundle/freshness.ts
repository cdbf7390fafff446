import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const stampOf = (folder: string): string => join(folder, 'dist/.bundle');

interface Stamp {
  readonly inputs: string;
  readonly outputs: readonly string[];
}

/** The files below a folder, relative to it and sorted. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')).filter((path) => statSync(join(folder, path)).isFile()).toSorted();
}

/** One hash of all that decides what a package's bundle says: its source, its package.json, the versions of others, and how bundles are made. */
export function inputsOf(folder: string, sources: readonly string[]): string {
  const own = [...sources, 'package.json'].map((path) => join(folder, path));
  const shared = [...filesBelow(import.meta.dirname).map((path) => join(import.meta.dirname, path)), join(root, 'package-lock.json')];
  const hash = createHash('sha256');
  for (const path of [...own, ...shared]) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

/** Whether what stands in `dist` is the bundle of these inputs, and nobody wrote over it since. */
export function isFresh(folder: string, inputs: string): boolean {
  const path = stampOf(folder);
  if (!existsSync(path)) return false;
  const stamp = JSON.parse(readFileSync(path, 'utf8')) as Stamp;
  const made = statSync(path).mtimeMs;
  return stamp.inputs === inputs && stamp.outputs.every((file) => {
    const output = join(folder, 'dist', file);
    return existsSync(output) && statSync(output).mtimeMs <= made;
  });
}

/** Records a bundle, and removes what earlier ones, or a compiler, left in `dist` beside the types. */
export function recordBundle(folder: string, inputs: string, outputs: readonly string[]): void {
  const dist = join(folder, 'dist');
  const kept = new Set(outputs);
  for (const path of filesBelow(dist)) if (/(?:\.js|\.js\.map|\.txt)$/.test(path) && !kept.has(path)) rmSync(join(dist, path));
  writeFileSync(stampOf(folder), JSON.stringify({ inputs, outputs } satisfies Stamp));
}
