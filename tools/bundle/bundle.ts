// Writes the JavaScript that packages publish: `node tools/bundle/bundle.ts [folder…]`, by default of every package; only what changed is made anew.
// `tsc -b` writes the types beside it. docs/adr/0007-bundles.md says why.
import { globSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { chunkPath, sharedChunk } from './chunks.ts';
import { isExternal } from './dependencies.ts';
import { entriesOf } from './entries.ts';
import { filesBelow, inputsOf, isFresh, recordBundle } from './freshness.ts';
import { licencesFile, licencesOf } from './licences.ts';
import { manifestOf, type PackageManifest } from './package-manifest.ts';

const root = join(import.meta.dirname, '../..');

/** Bundles a package and answers the files written, relative to its `dist`. */
async function write(folder: string, manifest: PackageManifest, entries: Readonly<Record<string, string>>): Promise<readonly string[]> {
  // Loaded here, for most runs find nothing to do.
  const { rolldown } = await import('rolldown');
  await using bundle = await rolldown({
    cwd: folder,
    input: { ...entries },
    platform: 'node',
    external: (id, from) => isExternal(manifest, id, from),
    tsconfig: false,
    transform: { target: 'es2024' },
    // What is taken in from elsewhere is taken for its exports alone.
    treeshake: { moduleSideEffects: [{ test: /[\\/]node_modules[\\/]/, sideEffects: false }] },
    onLog: (level, log) => { if (level === 'warn') throw new Error(log.message); },
  });
  const { output } = await bundle.write({
    dir: 'dist', format: 'esm', sourcemap: true, comments: { jsdoc: false },
    entryFileNames: '[name].js', chunkFileNames: (chunk) => chunkPath(folder, chunk),
    codeSplitting: { groups: [{ name: sharedChunk(folder), debugName: 'shared', minShareCount: 2 }] },
  });
  const licences = licencesOf(output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])));
  const written = output.map((file) => file.fileName);
  if (licences === undefined) return written;
  writeFileSync(join(folder, 'dist', licencesFile), licences);
  return [...written, licencesFile];
}

/** Bundles a package, unless what stands in its `dist` was made of the same source. */
async function bundlePackage(folder: string): Promise<void> {
  const manifest = manifestOf(folder);
  const sources = filesBelow(join(folder, 'src')).map((path) => `src/${path}`);
  const inputs = inputsOf(folder, sources);
  if (isFresh(folder, inputs)) return;
  recordBundle(folder, inputs, await write(folder, manifest, entriesOf(manifest, sources)));
}

const named = process.argv.slice(2).map((folder) => resolve(folder));
const folders = named.length > 0 ? named : globSync('{libs,apps}/*/tsconfig.json', { cwd: root }).map((path) => join(root, dirname(path)));
await Promise.all(folders.map(bundlePackage));
