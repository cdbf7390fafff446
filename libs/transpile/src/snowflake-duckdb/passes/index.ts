import { arithmetic } from './40-arithmetic.ts';
import { casts } from './50-casts.ts';
import { coercions } from './30-coercions.ts';
import { lateralRows } from './20-lateral-rows.ts';
import { functions } from './60-functions.ts';
import { integers } from './45-integers.ts';
import { joins } from './05-joins.ts';
import { like } from './70-like.ts';
import { nullOrder } from './80-null-order.ts';
import type { Pass } from './pass.ts';
import { paths } from './10-paths.ts';
import { results } from './90-results.ts';
import { semiStructuredLiterals } from './15-semi-structured-literals.ts';
import { generatorPass } from './25-generator.ts';

/** From Snowflake's meaning to DuckDB's, in this order. */
export const passes: readonly Pass[] = [
  joins, paths, semiStructuredLiterals, lateralRows, generatorPass, coercions, arithmetic, integers, casts, functions, like, nullOrder, results,
];
