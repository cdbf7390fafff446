import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifestOf } from './package-manifest.ts';

/** Where the notice stands in `dist`. */
export const licencesFile = 'LICENSES.txt';

/**
 * The notice that goes with packages that became part of a bundle: their names, versions and licences, word for word.
 *
 * @param modules the bundle's files; those below `node_modules` count.
 * @returns undefined when nothing was taken in.
 */
export function licencesOf(modules: readonly string[]): string | undefined {
  const folders = new Set(modules.filter((path) => /[\\/]node_modules[\\/]/.test(path)).map(packageFolder));
  const notices = Map.groupBy([...folders].toSorted(), noticeOf);
  if (notices.size === 0) return undefined;
  const parts = [...notices].map(([notice, of]) => `${of.map(titleOf).join('\n')}\n\n${notice}\n`);
  return ['Parts of this package are taken from the following packages.\n', ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

function titleOf(folder: string): string {
  const { name, version, license } = manifestOf(folder);
  return `${name} ${version} (${license ?? 'licence below'})`;
}

/** The words of a package's licence and notices. */
function noticeOf(folder: string): string {
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice)/i.test(file));
  if (files.length === 0) throw new Error(`${folder} has no licence to copy`);
  return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
}

/** The nearest folder with a package.json that names a version. */
function packageFolder(module: string): string {
  let folder = dirname(module);
  while (!existsSync(join(folder, 'package.json')) || manifestOf(folder).version === undefined) folder = dirname(folder);
  return folder;
}
