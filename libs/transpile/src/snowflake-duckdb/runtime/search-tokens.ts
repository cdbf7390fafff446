const splitters: Readonly<Record<string, RegExp>> = { DEFAULT_ANALYZER: /[^\p{L}\p{N}]+/u, UNICODE_ANALYZER: /[^\p{L}\p{N}'.]+/u };

/**
 * Whether a text holds one (mode OR) or all (AND) of the words of a search string, or them in a row (PHRASE).
 *
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/search
 */
export function searchTokens(text: string, query: string, analyzer: string, mode: string): boolean {
  if (analyzer === 'NO_OP_ANALYZER') return text.split('\n').includes(query);
  const words = (value: string): readonly string[] => value.toLowerCase().split(splitters[analyzer] ?? /[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const wanted = words(query);
  const lines = text.split('\n').map(words);
  const all = new Set(lines.flat());
  switch (mode) {
    case 'AND': return wanted.every((word) => all.has(word));
    case 'PHRASE': return lines.some((line) => ` ${line.join(' ')} `.includes(` ${wanted.join(' ')} `));
    default: return wanted.some((word) => all.has(word));
  }
}
