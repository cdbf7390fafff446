import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestOf } from '../bundle/package-manifest.ts';
import { stalePages } from '../generate-docs.ts';
import { catalogues } from '../reference/errors.ts';

const root = join(import.meta.dirname, '../..');

describe('the reference', () => {
  it('says what the code says', async () => {
    expect(await stalePages(), 'run npm run docs:generate').toEqual([]);
  });

  it('has each error code once, with a prefix of one package', () => {
    const codes = catalogues.flatMap(([, catalogue]) => Object.keys(catalogue));
    expect(new Set(codes).size).toBe(codes.length);
    for (const [name, catalogue] of catalogues) {
      const prefixes = new Set(Object.keys(catalogue).map((code) => code.split('_')[0]));
      expect(prefixes.size, `${name}: ${[...prefixes].join(', ')}`).toBe(1);
    }
  });
});

describe('packages', () => {
  const packages = ['libs', 'apps'].flatMap((group) => readdirSync(join(root, group)).map((name) => join(group, name)));

  it.each(packages)('%s has a README of at most 60 lines', (path) => {
    expect(readFileSync(join(root, path, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(61);
  });

  it('declare every package they import, so that each stands alone', () => {
    const missing = packages.flatMap((path) => {
      // Development dependencies become part of the package: packages.test.ts says which.
      const { dependencies, peerDependencies, devDependencies } = manifestOf(join(root, path));
      const declared = new Set([dependencies, peerDependencies, devDependencies].flatMap((names) => Object.keys(names ?? {})));
      return sources(join(root, path, 'src')).flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/(?:^import (?:[^'"\n]* from )?|^export [^'"\n]* from |^\} from |import\()['"]((?:@[^/'"]+\/)?[^./'"@][^/'"]*)/gm)]
          .map((match) => match[1] ?? '')
          .filter((name) => !/^(?:node:|#)/.test(name) && !declared.has(name))
          .map((name) => `${path}: ${name}`));
    });
    expect([...new Set(missing)]).toEqual([]);
  });
});

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.ts')).map((entry) => join(entry.parentPath, entry.name));
}
