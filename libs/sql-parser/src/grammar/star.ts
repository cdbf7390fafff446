import type { Expression, Identifier, Star } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';

/** One thing, or several in parentheses. */
function oneOrMore<T>(p: SqlParser, item: () => T): readonly T[] {
  return p.at('(') ? p.parenthesised(item) : [item()];
}

/** A column to leave out; `t.* EXCLUDE (t.a)` says twice whose it is. */
function excluded(p: SqlParser, qualifier: readonly Identifier[]): Identifier {
  const name = p.identifier('a column', true);
  if (qualifier.length === 0 || !p.at('.')) return name;
  p.next();
  return p.identifier('a column', true);
}

const plainStars: ReadonlySet<string> = new Set(['postgres', 'sqlite', 'mysql', 'mssql', 'oracle', 'trino']);

/** What may follow `*`, which has been taken: ILIKE, EXCLUDE, REPLACE, RENAME. */
export function starModifiers(p: SqlParser, qualifier: readonly Identifier[], start: number): Star {
  const { dialect } = p.vocabulary;
  if (plainStars.has(dialect)) return { kind: 'Star', qualifier, exclude: [], replace: [], rename: [], pos: start, end: p.end() };
  let exclude: readonly Identifier[] = [];
  let replace: readonly { readonly expression: Expression; readonly name: Identifier }[] = [];
  let rename: readonly { readonly from: Identifier; readonly to: Identifier }[] = [];
  let ilike: string | undefined;
  for (;;) {
    if (dialect === 'snowflake' && p.at('ILIKE') && p.peekAt(2).kind === 'string') {
      p.next();
      ilike = p.string();
    } else if ((p.at('EXCLUDE') || (p.at('EXCEPT') && (dialect === 'duckdb' || (dialect === 'spark' && p.peekAt(2).text === '(' && p.peekAt(3).text !== 'SELECT')))) && (p.peekAt(2).text === '(' || p.isName(p.peekAt(2)))) {
      p.next();
      exclude = oneOrMore(p, () => excluded(p, qualifier));
    } else if (p.at('REPLACE') && p.peekAt(2).text !== ',') {
      p.next();
      replace = oneOrMore(p, () => {
        const expression = p.expression();
        p.expect('AS');
        return { expression, name: p.identifier('a column', true) };
      });
    } else if (p.at('RENAME') && p.peekAt(2).text !== ',') {
      p.next();
      rename = oneOrMore(p, () => {
        const from = p.identifier('a column', true);
        p.expect('AS');
        return { from, to: p.identifier('a column', true) };
      });
    } else break;
  }
  return { kind: 'Star', qualifier, exclude, replace, rename, ...(ilike === undefined ? {} : { ilike }), pos: start, end: p.end() };
}
