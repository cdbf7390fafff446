import type { Printers } from '../printers.ts';
import { access } from './access.ts';
import { calls } from './calls.ts';
import { ddl } from './ddl.ts';
import { dml } from './dml.ts';
import { engineCommands } from './engine-commands.ts';
import { expressions } from './expressions.ts';
import { queries } from './queries.ts';
import { relations } from './relations.ts';
import { reshaping } from './reshaping.ts';
import { routines } from './routines.ts';
import { scripts } from './scripts.ts';
import { session } from './session.ts';

/** Standard SQL: what every dialect starts from. */
export const ansi: Printers = { ...expressions, ...calls, ...queries, ...relations, ...reshaping, ...dml, ...ddl, ...routines, ...access, ...scripts, ...session, ...engineCommands };
