import { unsupported } from '../failures.ts';
import type { Command } from './context.ts';
import { loadFiles } from './copy-load.ts';
import { unloadQuery } from './copy-unload.ts';
import { isStage } from './stage-tables.ts';

/** COPY INTO, in either direction. */
export const copyCommand: Command<'Copy'> = async (statement, context) => {
  if (statement.files === true) throw unsupported('COPY FILES');
  return isStage(statement.target) ? unloadQuery(statement, context) : loadFiles(statement, context);
};
