import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { errors } from '../errors.ts';
import { sampleFiles } from './sample-project.ts';

/** What `initProject` wrote. */
export interface NewProject {
  readonly folder: string;
  /** Relative to the folder, sorted. */
  readonly files: readonly string[];
  /** The sample pipeline, ready to run. */
  readonly pipeline: string;
}

/**
 * Makes a project that runs at once: a sample pipeline with its data, a UDF, two profiles.
 *
 * @param folder made when it is not there.
 * @throws ToolError FLOW_PROJECT_EXISTS when a file of the project is there already; nothing is written then.
 */
export function initProject(folder: string): NewProject {
  const names = Object.keys(sampleFiles).toSorted();
  const taken = names.find((name) => existsSync(join(folder, name)));
  if (taken !== undefined) throw errors.FLOW_PROJECT_EXISTS.error({ path: relative(process.cwd(), join(folder, taken)) });
  for (const name of names) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, sampleFiles[name] ?? '', { flag: 'wx' });
  }
  return { folder, files: names, pipeline: 'pipelines/sales.sf' };
}
