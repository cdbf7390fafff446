import type { Command } from './context.ts';
import { loadFiles } from './copy-load.ts';
import { unloadQuery } from './copy-unload.ts';
import { isStage } from './stage-tables.ts';

/** COPY INTO, in either direction. */
export const copyCommand: Command<'Copy'> = (statement, context) => (isStage(statement.target) ? unloadQuery(statement, context) : loadFiles(statement, context));
