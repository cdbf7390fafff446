import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the suites are, as far as they are there. */
export interface Suites {
  readonly folder: string;
  /** A JSON list of statements that must be accepted. */
  readonly statements?: string;
  /** The runner of the SQL logic tests. */
  readonly logic?: string;
}

/**
 * Finds the suites, which are no part of the repository: in the folder that was named, else beside the checkout.
 *
 * @param named a flag's or the environment's answer, relative to the working folder.
 */
export function findSuites(named: string | undefined): Suites {
  const folder = named === undefined ? resolve(import.meta.dirname, '../../../shared/conformance') : resolve(named);
  const present = (name: string): string | undefined => (existsSync(join(folder, name)) ? join(folder, name) : undefined);
  const statements = present('snowflake-statements.json');
  const logic = present('slt.mjs');
  return { folder, ...(statements === undefined ? {} : { statements }), ...(logic === undefined ? {} : { logic }) };
}
