import type { PackageManifest, Target } from './package-manifest.ts';

/** The condition under which the workspace reads source instead of what is built. */
export const sourceCondition = '@millrace/source';

/**
 * The files of `dist` that a package.json promises, each with the source it is made from: what `exports` and `imports` name under both conditions,
 * and an oclif command's folder of commands and hooks.
 *
 * @param sources the package's files, relative, as `src/index.ts`.
 * @returns source paths by the name of their entry, which is the path in `dist` without its extension: `index`, `commands/sql/parse`.
 */
export function entriesOf(manifest: PackageManifest, sources: readonly string[]): Readonly<Record<string, string>> {
  const targets = [...Object.values(manifest.exports ?? {}), ...Object.values(manifest.imports ?? {})];
  const { commands, hooks } = manifest.oclif ?? {};
  const named = [...(commands === undefined ? [] : [`${commands}/*.js`]), ...Object.values(hooks ?? {})].map((built) => sourceOf(built));
  const patterns = [...targets.flatMap(sourceTargets), ...named];
  const found = patterns.flatMap((pattern) => sources.filter((path) => matcherOf(pattern).test(path)));
  return Object.fromEntries(found.map((path) => [path.replace(/^src\//, '').replace(/\.ts$/, ''), path]));
}

/** `./src/index.ts` of `./dist/index.js`. */
const sourceOf = (built: string): string => built.replace(/^\.\/dist\//, './src/').replace(/\.js$/, '.ts');

/** The paths in a target that stand for something in `dist`. */
function sourceTargets(target: Target): readonly string[] {
  if (typeof target === 'string') return [];
  const own = target[sourceCondition];
  const built = target['default'];
  if (typeof own !== 'string' || typeof built !== 'string') return Object.values(target).flatMap(sourceTargets);
  if (sourceOf(built) !== own) throw new Error(`package.json: ${own} is built to ${own.replace('/src/', '/dist/').replace(/\.ts$/, '.js')}, not to ${built}`);
  return [own];
}

/** What Node takes a pattern for: the first `*` is any text, and the others repeat it. */
function matcherOf(pattern: string): RegExp {
  let stars = 0;
  const text = pattern.replace(/^\.\//, '').replace(/[.*]/g, (char) => (char === '.' ? String.raw`\.` : stars++ === 0 ? '(.+)' : String.raw`\1`));
  return new RegExp(`^${text}$`);
}
