/**
 * A path as GET_PATH and FLATTEN take it (`a.b[0]['c d']`) in the words of DuckDB's JSON functions (`$."a"."b"[0]."c d"`).
 *
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/get_path
 */
export function jsonPath(path: string): string {
  const steps = path.matchAll(/\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]|[.:]?"([^"]*)"|[.:]?([^.:[\]"]+)/g);
  return `$${[...steps].map(([, index, single, double, quoted, bare]) => (index === undefined ? `."${single ?? double ?? quoted ?? bare ?? ''}"` : `[${index}]`)).join('')}`;
}
