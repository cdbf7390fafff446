import { functionRecords, tableFunctions } from '@millrace/transpile';

export interface FunctionCount {
  /** Records that run on DuckDB. */
  readonly working: number;
  /** Names those records answer to, aliases included. */
  readonly names: number;
  /** Records that say why they do not. */
  readonly unsupported: number;
  /** Documented values that the tests compare. */
  readonly examples: number;
  /** Functions that stand in FROM. */
  readonly tableFunctions: number;
}

/** Counts the function records. */
export function countFunctions(): FunctionCount {
  const working = functionRecords.filter(({ to }) => !('unsupported' in to));
  return {
    working: working.length,
    names: new Set(working.flatMap((record) => [record.name, ...record.aliases])).size,
    unsupported: functionRecords.length - working.length,
    examples: functionRecords.reduce((sum, record) => sum + record.examples.length, 0),
    tableFunctions: Object.values(tableFunctions).filter((record) => record?.columns !== undefined).length,
  };
}
