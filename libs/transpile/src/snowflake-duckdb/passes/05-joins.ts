import { build, type Join } from '@millrace/sql-ir';
import type { NodePass } from './pass.ts';

/**
 * A JOIN without a condition is a cross join; DuckDB asks for the word. An ASOF join keeps every row of its left side,
 * and its match condition is the one inequality of DuckDB's ON.
 * Rules: https://docs.snowflake.com/en/sql-reference/constructs/join, https://docs.snowflake.com/en/sql-reference/constructs/asof-join
 */
export const joins: NodePass = {
  name: 'joins',
  handlers: { Join: explicit },
};

function explicit(join: Join): Join {
  if (join.match !== undefined) return nearest(join, join.match);
  return join.type === 'INNER' && join.on === undefined && join.using.length === 0 && !join.natural && !join.comma ? { ...join, type: 'CROSS' } : join;
}

function nearest(join: Join, match: NonNullable<Join['match']>): Join {
  const { match: _, ...plain } = join;
  return { ...plain, type: 'ASOF LEFT', on: join.on === undefined ? match : build.binary('AND', join.on, match) };
}
