import type { Cte, QueryTail } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { deleteFrom, insert, update } from './dml.ts';
import { merge } from './merge.ts';
import { columnNames } from './name.ts';

const noWith: Pick<QueryTail, 'with' | 'recursive'> = { with: [], recursive: false };

/** `WITH [RECURSIVE] a AS (…), …`, empty when there is none. */
export function withClause(p: SqlParser): Pick<QueryTail, 'with' | 'recursive'> {
  if (!p.accept('WITH')) return noWith;
  const recursive = p.accept('RECURSIVE');
  return { with: p.list(() => cte(p)), recursive };
}

/** Whose grammar has `AS [NOT] MATERIALIZED`. */
const materialising: ReadonlySet<string> = new Set(['duckdb', 'postgres', 'sqlite']);

function cte(p: SqlParser): Cte {
  const name = p.identifier('a name for the common table expression');
  // Snowflake lets AS be left out: `WITH t (SELECT 1)`.
  const bare = p.at('(') && (p.peekAt(2).text === 'SELECT' || p.peekAt(2).text === 'WITH');
  const columns = p.at('(') && !bare ? columnNames(p) : [];
  const usingKey = p.acceptAll('USING', 'KEY') ? columnNames(p) : undefined;
  if (!bare) p.expect('AS');
  const materialized = !materialising.has(p.vocabulary.dialect) ? undefined : p.accept('MATERIALIZED') ? true : p.acceptAll('NOT', 'MATERIALIZED') ? false : undefined;
  p.expect('(');
  const query = p.vocabulary.dialect === 'postgres' ? changing(p) ?? p.query() : p.query();
  p.expect(')');
  return {
    kind: 'Cte', name, columns, query, ...(materialized === undefined ? {} : { materialized }), ...(usingKey === undefined ? {} : { usingKey }), ...search(p), ...cycle(p),
    pos: name.pos, end: p.end(),
  };
}

/** A statement that changes rows and, with RETURNING, gives them. */
function changing(p: SqlParser): Cte['query'] | undefined {
  const start = p.start();
  switch (p.peek().text) {
    case 'INSERT': return p.nested(() => insert(p, start, withClause(p)));
    case 'UPDATE': return p.nested(() => update(p, start, withClause(p)));
    case 'DELETE': return p.nested(() => deleteFrom(p, start, withClause(p)));
    case 'MERGE': return p.nested(() => merge(p, start, withClause(p)));
    default: return undefined;
  }
}

/** https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-SEARCH */
function search(p: SqlParser): Pick<Cte, 'search'> {
  if (!p.at('SEARCH') || p.peekAt(3).text !== 'FIRST') return {};
  p.next();
  const order = p.acceptAny('DEPTH', 'BREADTH') ?? p.fail('DEPTH', 'BREADTH');
  p.expectAll('FIRST', 'BY');
  const by = p.list(() => p.identifier('a column', true));
  p.expect('SET');
  return { search: { order, by, set: p.identifier('a column', true) } };
}

/** https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-CYCLE */
function cycle(p: SqlParser): Pick<Cte, 'cycle'> {
  if (!p.at('CYCLE')) return {};
  p.next();
  const columns = p.list(() => p.identifier('a column', true));
  p.expect('SET');
  const set = p.identifier('a column', true);
  const to = p.accept('TO') ? p.above('collate') : undefined;
  const otherwise = p.accept('DEFAULT') ? p.above('collate') : undefined;
  p.expect('USING');
  const using = p.identifier('a column', true);
  return { cycle: { columns, set, ...(to === undefined ? {} : { to }), ...(otherwise === undefined ? {} : { otherwise }), using } };
}
