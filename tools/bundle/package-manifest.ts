import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A target of `exports` or `imports`: a path, or paths by condition. */
export type Target = string | { readonly [condition: string]: Target };

/** What a bundle needs to know of a package.json. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly exports?: { readonly [path: string]: Target };
  readonly imports?: { readonly [path: string]: Target };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly workspaces?: readonly string[];
  readonly oclif?: { readonly commands: string; readonly hooks: Readonly<Record<string, string>> };
}

/** The package.json of a folder. */
export function manifestOf(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageManifest;
}
