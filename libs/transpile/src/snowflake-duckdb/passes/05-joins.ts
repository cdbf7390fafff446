import { build, type Join } from '@millrace/sql-ir';
import type { NodePass } from './pass.ts';

/**
 * A JOIN without a condition is a cross join, and an outer one joins every row; DuckDB asks for the word. An ASOF join keeps every row of its left side,
 * and its match condition is the one inequality of DuckDB's ON.
 * Rules: https://docs.snowflake.com/en/sql-reference/constructs/join, https://docs.snowflake.com/en/sql-reference/constructs/asof-join
 */
export const joins: NodePass = {
  name: 'joins',
  handlers: { Join: explicit },
};

const outer: ReadonlySet<string> = new Set(['LEFT', 'RIGHT', 'FULL']);

function explicit(join: Join): Join {
  if (join.directed === true) return explicit(undirected(join));
  if (join.match !== undefined) return nearest(join, join.match);
  if (join.on !== undefined || join.using.length > 0 || join.natural || join.comma) return join;
  if (outer.has(join.type)) return { ...join, on: build.boolean(true) };
  return join.type === 'INNER' ? { ...join, type: 'CROSS' } : join;
}

/** DIRECTED fixes the order in which tables are read, which is DuckDB's to choose; the rows are the same. */
function undirected(join: Join): Join {
  const { directed: _, ...plain } = join;
  return plain;
}

function nearest(join: Join, match: NonNullable<Join['match']>): Join {
  const { match: _, ...plain } = join;
  return { ...plain, type: 'ASOF LEFT', on: join.on === undefined ? match : build.binary('AND', join.on, match) };
}
