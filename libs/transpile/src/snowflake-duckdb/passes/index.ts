import { arithmetic } from './40-arithmetic.ts';
import { casts } from './50-casts.ts';
import { coercions } from './30-coercions.ts';
import { flatten } from './20-flatten.ts';
import { functions } from './60-functions.ts';
import { integers } from './45-integers.ts';
import { like } from './70-like.ts';
import { nullOrder } from './80-null-order.ts';
import type { Pass } from './pass.ts';
import { paths } from './10-paths.ts';
import { results } from './90-results.ts';
import { semiStructuredLiterals } from './15-semi-structured-literals.ts';
import { tableFunctionsPass } from './25-table-functions.ts';

/** From Snowflake's meaning to DuckDB's, in this order. */
export const passes: readonly Pass[] = [
  paths, semiStructuredLiterals, flatten, tableFunctionsPass, coercions, arithmetic, integers, casts, functions, like, nullOrder, results,
];
