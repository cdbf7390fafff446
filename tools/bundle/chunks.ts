import { join, relative } from 'node:path';

/** What the bundler knows of a module: which others it imports, at its start. */
type ModuleInfo = { readonly importedIds: readonly string[] } | null;

/**
 * Names the chunk of a module that several entries of a package share: what an import of the package loads in any case is one file, `shared`;
 * undefined leaves the rest to the bundler, which never makes an entry load what it does not need.
 */
export function sharedChunk(folder: string): (module: string, graph: { getModuleInfo(id: string): ModuleInfo }) => string | null {
  const reached = new Set<string>();
  return (module, graph) => {
    const open = reached.size === 0 ? [join(folder, 'src/index.ts')] : [];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (reached.has(id)) continue;
      reached.add(id);
      open.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
    }
    return reached.has(module) ? 'shared' : null;
  };
}

/** Where a chunk goes in `dist`: what an `import()` loads goes where its source stands in `src`. */
export function chunkPath(folder: string, chunk: { readonly name: string; readonly facadeModuleId: string | null }): string {
  const path = chunk.facadeModuleId === null ? '' : relative(join(folder, 'src'), chunk.facadeModuleId).replaceAll('\\', '/');
  return path.endsWith('.ts') && !path.startsWith('..') ? path.replace(/\.ts$/, '.js') : `chunks/${chunk.name}.js`;
}
