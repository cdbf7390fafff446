/** How many characters must be put in, taken out or exchanged to make one text of another. */
export function editDistance(from: string, to: string): number {
  const left = Array.from(from);
  const right = Array.from(to);
  let row = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (const [i, char] of left.entries()) {
    const next = [i + 1];
    for (const [j, other] of right.entries()) next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (char === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

/**
 * The Jaro-Winkler similarity of two texts, 0 to 100, with a scaling factor of 0.1 for each character of the common prefix; upper and lower case are the same.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/jarowinkler_similarity
 */
export function jaroWinkler(first: string, second: string): number {
  const left = Array.from(first.toLowerCase());
  const right = Array.from(second.toLowerCase());
  const reach = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1);
  const taken = new Set<number>();
  const matched = left.filter((char, i) => {
    const at = right.findIndex((other, j) => other === char && !taken.has(j) && Math.abs(i - j) <= reach);
    if (at >= 0) taken.add(at);
    return at >= 0;
  });
  const count = matched.length;
  if (count === 0) return 0;
  const there = right.filter((_, j) => taken.has(j));
  const swapped = Math.floor(matched.filter((char, i) => char !== there[i]).length / 2);
  const jaro = (count / left.length + count / right.length + (count - swapped) / count) / 3;
  const differs = left.findIndex((char, i) => char !== right[i]);
  // The documented similarities ask for more than the usual four characters of prefix.
  const prefix = Math.min(10, differs === -1 ? left.length : differs);
  return Math.floor((jaro + prefix * 0.1 * (1 - jaro)) * 100);
}
