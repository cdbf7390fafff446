import { isBuiltin } from 'node:module';
import type { PackageManifest } from './package-manifest.ts';

/**
 * Whether an import stays an import in what is published. What a package lists under `dependencies` is installed with it and stays;
 * what it imports from its `devDependencies` becomes part of it.
 *
 * @param from the importing file; undefined for an entry.
 * @throws Error for an import of a package that package.json does not list.
 */
export function isExternal(manifest: PackageManifest, specifier: string, from: string | undefined): boolean {
  if (from === undefined || /^[./]|^[A-Za-z]:\\/.test(specifier)) return false;
  if (specifier.startsWith('#') || isBuiltin(specifier)) return true;
  // What is taken in brings its own dependencies along, and the bundler what stands for syntax that Node does not know yet.
  if (/[\\/]node_modules[\\/]/.test(from) || specifier.startsWith('@oxc-project/runtime/')) return false;
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const lists = (names: Readonly<Record<string, string>> | undefined): boolean => names !== undefined && name in names;
  if (lists(manifest.dependencies) || lists(manifest.peerDependencies)) return true;
  if (lists(manifest.devDependencies)) return false;
  throw new Error(`${manifest.name}: ${from} imports ${name}, which package.json does not list`);
}
