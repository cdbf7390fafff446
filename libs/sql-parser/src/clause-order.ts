import type { Cursor } from './cursor.ts';
import type { Token } from './token.ts';

/** The clauses of a query as they must follow one another, by the word that opens each. */
const order: ReadonlyMap<string, { readonly place: number; readonly name: string }> = new Map(
  ([['SELECT', 'SELECT'], ['FROM', 'FROM'], ['JOIN', 'JOIN'], ['WHERE', 'WHERE'], ['GROUP', 'GROUP BY'], ['HAVING', 'HAVING'], ['QUALIFY', 'QUALIFY'], ['ORDER', 'ORDER BY'], ['LIMIT', 'LIMIT']] as const)
    .map(([word, name], place) => [word, { place, name }]),
);
const joinWords: ReadonlySet<string> = new Set(['LEFT', 'RIGHT', 'INNER', 'FULL', 'CROSS', 'NATURAL']);
const placeOf = (word: string): { readonly place: number; readonly name: string } | undefined => order.get(joinWords.has(word) ? 'JOIN' : word);

/** The clauses around the next token, last first: at its own depth, up to the SELECT they belong to or the parenthesis they stand in. */
export function clausesBefore(cursor: Cursor): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  for (const token of cursor.tokensBefore()) {
    if (token.text === ')') depth += 1;
    else if (token.text === '(' && depth === 0) return [...found, '('];
    else if (token.text === '(') depth -= 1;
    else if (depth === 0 && token.kind === 'word' && order.has(token.text)) {
      found.push(token.text);
      if (token.text === 'SELECT') return found;
    }
  }
  return found;
}

/** What a clause that comes too late should have come before: `WHERE comes before GROUP BY`. */
export function misplaced(cursor: Cursor, found: Token): string | undefined {
  const clause = placeOf(found.text);
  if (clause === undefined || clause.name === 'SELECT') return undefined;
  const later = clausesBefore(cursor).map((word) => order.get(word)).findLast((other) => other !== undefined && other.place > clause.place);
  return later === undefined ? undefined : `${clause.name} comes before ${later.name}`;
}
