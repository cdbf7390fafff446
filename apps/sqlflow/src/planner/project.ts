import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const marks = ['profiles', 'sqlflow.yml', '.sqlflow'];

/**
 * The folder that relative paths of a pipeline start from: the nearest one above the file that holds `profiles/`,
 * `sqlflow.yml` or `.sqlflow/`, or whose child `pipelines/` the file is in; else the file's own.
 */
export function projectRoot(file: string): string {
  const own = dirname(resolve(file));
  for (let folder = own; ; folder = dirname(folder)) {
    if (marks.some((mark) => existsSync(join(folder, mark)))) return folder;
    if (dirname(folder) === folder) break;
  }
  return own.endsWith('pipelines') ? dirname(own) : own;
}

/** The `.sf` files of a project: those in `pipelines/` and beside it, sorted, relative to `root`. */
export function pipelineFiles(root: string): readonly string[] {
  const inFolder = (folder: string): readonly string[] => {
    const path = join(root, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path, { recursive: folder !== '.', encoding: 'utf8' }).filter((name) => name.endsWith('.sf')).map((name) => join(folder, name));
  };
  return [...new Set([...inFolder('.'), ...inFolder('pipelines')])].toSorted();
}
