import type { Describe, Identifier, Show, ShowScope, Statement } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { named } from './access.ts';
import { describeQuery } from './engine-command.ts';
import { clausesOf } from './clause.ts';
import { atQuery } from './expression.ts';
import { objectName, signature } from './name.ts';
import { className, maybeObjectKind } from './object-kind.ts';
import { properties } from './property.ts';
import { explained } from './session.ts';

const showEnds: ReadonlySet<string> = new Set(['LIKE', 'IN', 'STARTS', 'LIMIT', 'HISTORY', 'FROM', 'ON', 'TO', 'OF', 'FOR', 'WITH']);

/** What comes after the kind of object. */
type Tail = Pick<Show, 'history' | 'like' | 'in' | 'for' | 'startsWith' | 'limit' | 'from' | 'privileges'>;

/** `SHOW [TERSE] objects [HISTORY] [LIKE …] [IN …] [STARTS WITH …] [LIMIT n [FROM …]]`, the clauses in any order; https://docs.snowflake.com/en/sql-reference/sql/show */
export function show(p: SqlParser): Show {
  const start = p.start();
  p.expect('SHOW');
  const terse = p.accept('TERSE');
  const words: string[] = [];
  while (p.peek().kind === 'word' && (words.length === 0 || !showEnds.has(p.peek().text))) words.push(className(p) ?? p.word());
  if (words.length === 0) p.fail('what to show');
  const tail: Tail = { history: false };
  for (let next = clause(p, tail); next !== undefined; next = clause(p, tail)) Object.assign(tail, next);
  return { kind: 'Show', terse, object: words.join(' '), ...tail, pos: start, end: p.end() };
}

function clause(p: SqlParser, before: Tail): Partial<Tail> | undefined {
  if (p.accept('HISTORY')) return { history: true };
  if (p.accept('LIKE')) return { like: p.string() };
  if (p.acceptAll('STARTS', 'WITH')) return { startsWith: p.string() };
  if (p.accept('LIMIT')) return { limit: p.expression(), ...(p.accept('FROM') ? { from: p.string() } : {}) };
  if (p.at('FROM') && p.vocabulary.dialect !== 'snowflake') return before.in === undefined && p.accept('FROM') ? { in: { name: objectName(p) } } : undefined;
  if (p.accept('FROM')) return { from: p.string() };
  if (p.acceptAll('WITH', 'PRIVILEGES')) return { privileges: p.list(() => privilege(p)) };
  if (p.at('IN') && before.in?.preposition !== undefined && before.for === undefined) {
    p.next();
    return { in: scope(p), for: before.in };
  }
  if (before.in !== undefined) return undefined;
  if (p.accept('IN')) return { in: scope(p) };
  const preposition = p.acceptAny('ON', 'TO', 'OF', 'FOR', 'WITH');
  return preposition === undefined ? undefined : { in: { preposition, ...scope(p) } };
}

function privilege(p: SqlParser): string {
  const words = [p.word('a privilege')];
  while (p.peek().kind === 'word' && !showEnds.has(p.peek().text)) words.push(p.word());
  return words.join(' ');
}

const scopes: ReadonlySet<string> = new Set(['SESSION', 'PRIMARY', 'METRIC']);
const scopeEnds: ReadonlySet<string> = new Set(['STARTS', 'LIMIT', 'LIKE', 'IN', 'FROM', 'HISTORY', ';', '']);

function scope(p: SqlParser): ShowScope {
  const named = (n: number): boolean => p.peekAt(n).kind === 'name' || (p.peekAt(n).kind === 'word' && !scopeEnds.has(p.peekAt(n).text));
  const isName = p.peekAt(2).text === '.';
  const kind = isName ? undefined : (maybeObjectKind(p) ?? (scopes.has(p.peek().text) ? p.word() : undefined));
  const object = kind === undefined ? {} : { object: kind };
  if (!named(1) && kind === undefined) p.fail('ACCOUNT', 'DATABASE', 'SCHEMA', 'a name');
  if (!named(1) || (kind === undefined && p.peek().kind === 'end')) return { ...object, name: [] };
  const name = roleName(p);
  const version = p.at('VERSION') && named(2) && p.accept('VERSION') ? { version: p.identifier('a version', true) } : {};
  return { ...object, name, ...(p.at('(') ? signature(p) : {}), ...version };
}

/** A name; the roles of a service and of a class's instance stand after `!`. */
function roleName(p: SqlParser): readonly Identifier[] {
  const name = objectName(p);
  const last = name.at(-1);
  if (last === undefined || !p.accept('!')) return name;
  const role = p.identifier('a role', true);
  return [...name.slice(0, -1), { ...last, name: `${last.name}!${role.name}`, end: role.end }];
}

/** `DESCRIBE SNOWFLAKE.ML.FORECAST f`: a class and one of its instances. */
function instanceOf(p: SqlParser): string | undefined {
  return p.looksLike(() => className(p) !== undefined && p.isName(p.peek()) && p.peek().text !== 'TYPE') ? className(p) : undefined;
}

/** `DESCRIBE [TABLE] t`; the object is empty when it was not written; https://docs.snowflake.com/en/sql-reference/sql/desc */
export function describe(p: SqlParser): Statement {
  const start = p.start();
  p.next();
  const follows = (n: number): boolean => p.peekAt(n).text !== '.' && p.peekAt(n).kind !== 'end' && p.peekAt(n).text !== ';';
  if ((p.at('RESULT') || p.at('TRANSACTION')) && follows(2)) {
    const object = p.word();
    return { kind: 'Describe', object, name: [], value: p.expression(), pos: start, end: p.end() };
  }
  const object = p.acceptAll('SEARCH', 'OPTIMIZATION', 'ON') ? 'SEARCH OPTIMIZATION ON' : (maybeObjectKind(p, follows) ?? instanceOf(p) ?? '');
  if (object === '' && atQuery(p) && p.vocabulary.dialect === 'duckdb') return describeQuery(p, start);
  if (object === '' && atQuery(p)) return explained(p, start, { analyze: false });
  // ALTER ACCOUNT and the like speak of the one there is.
  const found = object === 'ACCOUNT' && !p.isName(p.peek()) ? { name: [] } : named(p, object);
  const settings = properties(p, clausesOf('IN APPLICATION name'));
  const node: Describe = { kind: 'Describe', object, ...found, ...(settings.length === 0 ? {} : { properties: settings }), pos: start, end: p.end() };
  return node;
}
