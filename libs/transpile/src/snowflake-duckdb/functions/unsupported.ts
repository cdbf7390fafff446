import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord } from './record.ts';

/** Functions that cannot work on DuckDB, by the reason. */
interface Refusal {
  readonly reason: string;
  /** Names, blank-separated; `NAME=page` where the page's address is not the lower-case name. */
  readonly names: string;
}

/**
 * Records of documented functions that only Snowflake itself can compute: a call is refused with the reason, not as unknown.
 *
 * @param prefix what stands before each name in SQL: `SYSTEM$`, `SNOWFLAKE.CORTEX.`.
 * @param page what stands around each name in its page's address, `*` for the name.
 */
export function refused(family: string, refusals: readonly Refusal[], prefix = '', page = '*'): readonly FunctionRecord[] {
  const definitions = refusals.flatMap(({ reason, names }) => names.split(/\s+/).filter((word) => word !== '').map((word): FunctionDefinition => {
    const [name = '', own] = word.split('=');
    return { name: prefix + name, args: 'any...', returns: 'variant', nulls: 'any', to: { unsupported: reason }, examples: [], docs: own ?? page.replace('*', name.toLowerCase()) };
  }));
  return defineFunctions(family, definitions);
}
