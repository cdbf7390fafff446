import type { Join } from '@millrace/sql-ir';
import { lower } from '../lower-context.ts';
import type { Pass } from './pass.ts';

/**
 * A JOIN without a condition is a cross join; DuckDB asks for the word.
 * Rule: https://docs.snowflake.com/en/sql-reference/constructs/join
 */
export const joins: Pass = {
  name: 'joins',
  run: (statement, context) => lower(statement, context, { Join: explicit }),
};

function explicit(join: Join): Join {
  return join.type === 'INNER' && join.on === undefined && join.using.length === 0 && !join.natural && !join.comma ? { ...join, type: 'CROSS' } : join;
}
