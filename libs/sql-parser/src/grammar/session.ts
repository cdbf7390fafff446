import type { Explain, Identifier, SetVariable, Transaction, Use } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { objectName } from './name.ts';

const usable: readonly (readonly string[])[] = [['SECONDARY', 'ROLES'], ['DATABASE'], ['SCHEMA'], ['WAREHOUSE'], ['ROLE'], ['CATALOG']];

/** `USE DATABASE d`; `USE schema` alone may name anything. */
export function use(p: SqlParser): Use {
  const start = p.start();
  p.expect('USE');
  const object = usable.find((words) => p.isName(p.peekAt(words.length + 1)) || p.peekAt(words.length + 1).kind === 'word' ? p.acceptAll(...words) : false)?.join(' ');
  const secondary = object === 'SECONDARY ROLES';
  const name = secondary ? [p.identifier('ALL, NONE or a role', true)] : objectName(p);
  const more = secondary && p.accept(',') ? p.list(() => p.identifier('a role', true)) : [];
  return { kind: 'Use', ...(object === undefined ? {} : { object }), name, ...(more.length === 0 ? {} : { more }), pos: start, end: p.end() };
}

/** `SET a = 1`, `SET (a, b) = (1, 2)`. */
export function set(p: SqlParser): SetVariable {
  const start = p.start();
  p.expect('SET');
  p.acceptAny('SESSION', 'LOCAL', 'GLOBAL', 'VARIABLE');
  if (!p.at('(')) {
    const names = [p.identifier('a variable')];
    if (!p.accept('=') && !(p.vocabulary.dialect === 'postgres' && p.accept('TO'))) p.fail('=');
    return { kind: 'SetVariable', names, values: [p.expression()], pos: start, end: p.end() };
  }
  const names = p.parenthesised(() => p.identifier('a variable'));
  p.expect('=');
  const values = p.parenthesised(() => p.expression());
  return { kind: 'SetVariable', names, values, pos: start, end: p.end() };
}

export function unset(p: SqlParser): SetVariable {
  const start = p.start();
  p.expect('UNSET');
  const names = p.at('(') ? p.parenthesised(() => p.identifier('a variable')) : [p.identifier('a variable')];
  return { kind: 'SetVariable', names, values: [], pos: start, end: p.end() };
}

export function explain(p: SqlParser): Explain {
  const start = p.start();
  p.expect('EXPLAIN');
  p.acceptAll('QUERY', 'PLAN');
  const analyze = p.accept('ANALYZE');
  const format = p.accept('USING') ? p.word('TABULAR, JSON or TEXT') : undefined;
  return explained(p, start, { analyze, ...(format === undefined ? {} : { format }) });
}

/** The statement that is explained. */
export function explained(p: SqlParser, start: number, more: Pick<Explain, 'analyze' | 'format'>): Explain {
  const statement = p.statement();
  return { kind: 'Explain', ...more, statement, pos: start, end: statement.end };
}

const actions: Readonly<Record<string, Transaction['action']>> = { BEGIN: 'BEGIN', START: 'BEGIN', COMMIT: 'COMMIT', END: 'COMMIT', ROLLBACK: 'ROLLBACK', ABORT: 'ROLLBACK' };

/** BEGIN, COMMIT, ROLLBACK and their other spellings. */
export function transaction(p: SqlParser): Transaction {
  const start = p.start();
  const action = actions[p.next().text] ?? 'BEGIN';
  if (p.vocabulary.dialect === 'sqlite') p.acceptAny('DEFERRED', 'IMMEDIATE', 'EXCLUSIVE');
  p.acceptAny('TRANSACTION', 'WORK');
  const name: Identifier | undefined = action === 'BEGIN' && p.accept('NAME') ? p.identifier('a name') : undefined;
  return { kind: 'Transaction', action, ...(name === undefined ? {} : { name }), pos: start, end: p.end() };
}
