import type { Property, Table } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';

const hintWords: ReadonlySet<string> = new Set(['USE', 'FORCE', 'IGNORE']);
const indexWords: ReadonlySet<string> = new Set(['INDEX', 'KEY']);

/** Words, alone or with a value: `NOLOCK`, `INDEX (i)`, `MAXDOP 1`, `LABEL = 'x'`. */
export function hint(p: SqlParser): Property {
  const words = [p.word('a hint')];
  while (p.peek().kind === 'word') words.push(p.next().text);
  const name = words.join(' ');
  if (p.accept('=')) return { name, value: p.expression() };
  if (p.at('(')) {
    // `OPTIMIZE FOR (@a = 1)` says what a variable is to be taken for, and is no comparison.
    const assigns = p.peekAt(2).kind === 'variable' && p.peekAt(3).text === '=';
    return { name, style: 'clause', value: assigns ? p.parenthesised(() => assumed(p)) : p.parenthesised(() => p.expression()) };
  }
  const { kind } = p.peek();
  if (kind === 'number' || kind === 'string') return { name, style: 'clause', value: p.expression() };
  return { name, style: 'flag', value: { kind: 'Literal', type: 'boolean', value: true, pos: p.end(), end: p.end() } };
}

function assumed(p: SqlParser): Property {
  const name = p.next().image;
  p.expect('=');
  return { name, value: p.expression() };
}

/** How a table is to be read: `WITH (NOLOCK)`, `USE INDEX (i)`; absent when nothing is said. */
export function tableHints(p: SqlParser): Pick<Table, 'hints'> {
  const found = p.vocabulary.dialect === 'mssql' ? lockHints(p) : p.vocabulary.dialect === 'mysql' ? indexHints(p) : [];
  return found.length === 0 ? {} : { hints: found };
}

/** https://learn.microsoft.com/en-us/sql/t-sql/queries/hints-transact-sql-table */
function lockHints(p: SqlParser): readonly Property[] {
  if (!p.at('WITH') || p.peekAt(2).text !== '(') return [];
  p.next();
  return p.parenthesised(() => hint(p));
}

/** https://dev.mysql.com/doc/refman/8.0/en/index-hints.html */
function indexHints(p: SqlParser): readonly Property[] {
  const found: Property[] = [];
  while (hintWords.has(p.peek().text) && indexWords.has(p.peekAt(2).text)) {
    const words = [p.word()];
    p.next();
    words.push('INDEX');
    if (p.accept('FOR')) {
      const clause = p.acceptAny('JOIN', 'ORDER', 'GROUP') ?? p.fail('JOIN', 'ORDER BY', 'GROUP BY');
      if (clause !== 'JOIN') p.expect('BY');
      words.push(clause === 'JOIN' ? 'FOR JOIN' : `FOR ${clause} BY`);
    }
    const value = p.at('(') && p.peekAt(2).text === ')' ? noNames(p) : p.parenthesised(() => p.identifier('an index', true));
    found.push({ name: words.join(' '), style: 'clause', value });
    p.accept(',');
  }
  return found;
}

function noNames(p: SqlParser): readonly [] {
  p.expectAll('(', ')');
  return [];
}

/** `FOR JSON PATH, ROOT('r')` and `FOR XML …`; https://learn.microsoft.com/en-us/sql/relational-databases/json/format-query-results-as-json-with-for-json-sql-server */
export function queryEndings(p: SqlParser): readonly Property[] {
  const found: Property[] = [];
  if (p.at('FOR') && (p.peekAt(2).text === 'JSON' || p.peekAt(2).text === 'XML')) {
    p.next();
    const name = `FOR ${p.word()}`;
    found.push({ name, style: 'list', value: p.list(() => hint(p)) });
  }
  if (p.accept('OPTION')) found.push({ name: 'OPTION', style: 'clause', value: p.parenthesised(() => hint(p)) });
  return found;
}
