import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chunkPath, sharedChunk } from '../bundle/chunks.ts';
import { isExternal } from '../bundle/dependencies.ts';
import { entriesOf } from '../bundle/entries.ts';
import { filesBelow, isFresh, recordBundle } from '../bundle/freshness.ts';

const manifest = { name: 'p', version: '1.0.0' };
const both = (path: string): Record<string, string> => ({ '@millrace/source': `./src/${path}.ts`, default: `./dist/${path}.js` });

describe('entries', () => {
  it('are what a package.json names under both conditions, patterns filled in', () => {
    const sources = ['src/index.ts', 'src/print.ts', 'src/mysql/mysql.ts', 'src/mysql/types.ts', 'src/deep/er/deep/er.ts', 'src/engine/side.ts'];
    const found = entriesOf({ ...manifest, exports: { '.': { types: './dist/index.d.ts', ...both('index') } }, imports: { '#dialect/*': both('*/*'), '#side': both('engine/side'), '#data/*': './data/*' } }, sources);
    expect(found).toEqual({ index: 'src/index.ts', 'mysql/mysql': 'src/mysql/mysql.ts', 'deep/er/deep/er': 'src/deep/er/deep/er.ts', 'engine/side': 'src/engine/side.ts' });
  });

  it('are the commands and hooks of an oclif command', () => {
    const found = entriesOf({ ...manifest, oclif: { commands: './dist/commands', hooks: { command_not_found: './dist/hooks/not-found.js' } } }, ['src/index.ts', 'src/commands/a.ts', 'src/commands/b/c.ts', 'src/hooks/not-found.ts']);
    expect(Object.keys(found)).toEqual(['commands/a', 'commands/b/c', 'hooks/not-found']);
  });

  it('must be built to where the source stands', () => {
    expect(() => entriesOf({ ...manifest, exports: { '.': { '@millrace/source': './src/index.ts', default: './dist/main.js' } } }, [])).toThrow('./dist/main.js');
  });
});

describe('an import', () => {
  const listing = { ...manifest, dependencies: { kept: '1', '@scope/kept': '1' }, peerDependencies: { peer: '1' }, devDependencies: { inlined: '1' } };

  it.each([
    ['node:fs', true], ['fs', true], ['#side', true], ['kept', true], ['kept/part', true], ['@scope/kept/part', true], ['peer', true],
    ['inlined', false], ['./near.ts', false],
  ])('%s stays one: %s', (specifier, expected) => expect(isExternal(listing, specifier, '/p/src/a.ts')).toBe(expected));

  it('of a package that is not listed is refused, except by what was taken in', () => {
    expect(() => isExternal(listing, '@scope/other', '/p/src/a.ts')).toThrow('/p/src/a.ts imports @scope/other');
    expect(isExternal(listing, 'other', '/n/node_modules/inlined/index.js')).toBe(false);
  });
});

describe('chunks', () => {
  it('share one file when an import of the package loads them anyway', () => {
    const imports: Readonly<Record<string, readonly string[]>> = { '/p/src/index.ts': ['/p/src/a.ts'], '/p/src/a.ts': ['/p/src/b.ts', '/p/src/index.ts'], '/p/src/b.ts': [] };
    const name = sharedChunk('/p');
    const graph = { getModuleInfo: (id: string) => ({ importedIds: imports[id] ?? [] }) };
    expect(['/p/src/b.ts', '/p/src/lazy.ts', '/p/src/a.ts'].map((module) => name(module, graph))).toEqual(['shared', null, 'shared']);
  });

  it('that an import() loads stand where their source does', () => {
    expect(chunkPath('/p', { name: 'connector', facadeModuleId: '/p/src/duckdb/connector.ts' })).toBe('duckdb/connector.js');
    expect(chunkPath('/p', { name: 'errors', facadeModuleId: null })).toBe('chunks/errors.js');
  });
});

describe('a bundle that stands', () => {
  it('is fresh while its inputs are the same and nobody wrote over it, and keeps nothing of what stood there before', () => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bundle-'));
    try {
      mkdirSync(join(folder, 'dist/old'), { recursive: true });
      for (const path of ['index.js', 'index.d.ts', 'old/part.js', 'old/part.js.map', 'old/part.d.ts']) writeFileSync(join(folder, 'dist', path), '');
      expect(isFresh(folder, 'a')).toBe(false);
      recordBundle(folder, 'a', ['index.js']);
      expect(filesBelow(join(folder, 'dist'))).toEqual(['.bundle', 'index.d.ts', 'index.js', 'old/part.d.ts']);
      expect([isFresh(folder, 'a'), isFresh(folder, 'b')]).toEqual([true, false]);
      utimesSync(join(folder, 'dist/index.js'), new Date(), new Date(Date.now() + 60_000));
      expect(isFresh(folder, 'a')).toBe(false);
      rmSync(join(folder, 'dist/index.js'));
      expect(isFresh(folder, 'a')).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
