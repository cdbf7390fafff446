import type { SqlParser } from '../parser.ts';

/** Takes what stands in parentheses, whatever it is. */
export function skipGroup(p: SqlParser): void {
  p.expect('(');
  for (let depth = 1; depth > 0; ) {
    const { text } = p.next();
    if (text === '(') depth += 1;
    else if (text === ')') depth -= 1;
  }
}

const hintWords: ReadonlySet<string> = new Set(['USE', 'FORCE', 'IGNORE']);
const indexWords: ReadonlySet<string> = new Set(['INDEX', 'KEY']);

/** What tells the optimiser how to read a table changes no result, and is left out of the tree: `WITH (NOLOCK)`, `USE INDEX (i)`. */
export function tableHints(p: SqlParser): void {
  switch (p.vocabulary.dialect) {
    case 'mssql':
      if (p.at('WITH') && p.peekAt(2).text === '(') {
        p.next();
        skipGroup(p);
      }
      return;
    case 'mysql':
      while (hintWords.has(p.peek().text) && indexWords.has(p.peekAt(2).text)) {
        p.next();
        p.next();
        if (p.accept('FOR') && p.acceptAny('JOIN') === undefined && p.acceptAny('ORDER', 'GROUP') !== undefined) p.expect('BY');
        skipGroup(p);
        p.accept(',');
      }
      return;
    default:
  }
}
