import type { Join } from '@millrace/sql-ir';
import type { NodePass } from './pass.ts';

/**
 * A JOIN without a condition is a cross join; DuckDB asks for the word.
 * Rule: https://docs.snowflake.com/en/sql-reference/constructs/join
 */
export const joins: NodePass = {
  name: 'joins',
  handlers: { Join: explicit },
};

function explicit(join: Join): Join {
  return join.type === 'INNER' && join.on === undefined && join.using.length === 0 && !join.natural && !join.comma ? { ...join, type: 'CROSS' } : join;
}
