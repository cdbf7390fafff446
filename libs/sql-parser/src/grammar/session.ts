import type { Describe, Explain, Identifier, SetVariable, Show, Statement, Transaction, Use } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { longObjects } from './create.ts';
import { objectName } from './name.ts';

const usable: readonly (readonly string[])[] = [['SECONDARY', 'ROLES'], ['DATABASE'], ['SCHEMA'], ['WAREHOUSE'], ['ROLE'], ['CATALOG']];

/** `USE DATABASE d`; `USE schema` alone may name anything. */
export function use(p: SqlParser): Use {
  const start = p.start();
  p.expect('USE');
  const object = usable.find((words) => p.isName(p.peekAt(words.length + 1)) || p.peekAt(words.length + 1).kind === 'word' ? p.acceptAll(...words) : false)?.join(' ');
  const name = object === 'SECONDARY ROLES' ? [p.identifier('ALL or NONE', true)] : objectName(p);
  return { kind: 'Use', ...(object === undefined ? {} : { object }), name, pos: start, end: p.end() };
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

const showEnds: ReadonlySet<string> = new Set(['LIKE', 'IN', 'STARTS', 'LIMIT', 'HISTORY', 'FROM', 'ON', 'TO', 'OF', 'FOR']);

/** `SHOW [TERSE] objects [HISTORY] [LIKE …] [IN …] [STARTS WITH …] [LIMIT n [FROM …]]`. */
export function show(p: SqlParser): Show {
  const start = p.start();
  p.expect('SHOW');
  const terse = p.accept('TERSE');
  const words: string[] = [];
  while (p.peek().kind === 'word' && (words.length === 0 || !showEnds.has(p.peek().text))) words.push(p.word());
  if (words.length === 0) p.fail('what to show');
  const history = p.accept('HISTORY');
  const like = p.accept('LIKE') ? p.string() : undefined;
  const scope = p.accept('IN') ? showScope(p) : undefined;
  const startsWith = p.acceptAll('STARTS', 'WITH') ? p.string() : undefined;
  const limit = p.accept('LIMIT') ? p.expression() : undefined;
  const from = p.accept('FROM') ? p.string() : undefined;
  return {
    kind: 'Show', terse, history, object: words.join(' '), ...(like === undefined ? {} : { like }), ...(scope === undefined ? {} : { in: scope }),
    ...(startsWith === undefined ? {} : { startsWith }), ...(limit === undefined ? {} : { limit }), ...(from === undefined ? {} : { from }), pos: start, end: p.end(),
  };
}

const scopes: ReadonlySet<string> = new Set(['ACCOUNT', 'DATABASE', 'SCHEMA', 'TABLE', 'VIEW', 'APPLICATION', 'WAREHOUSE', 'USER', 'SESSION']);
const scopeEnds: ReadonlySet<string> = new Set(['STARTS', 'LIMIT', ';', '']);

function showScope(p: SqlParser): NonNullable<Show['in']> {
  const { text } = p.peek();
  const object = scopes.has(text) && p.peekAt(2).text !== '.' ? p.word() : undefined;
  const { kind, text: after } = p.peek();
  const named = kind === 'name' || (kind === 'word' && !scopeEnds.has(after));
  return { ...(object === undefined ? {} : { object }), name: named ? objectName(p) : [] };
}

const describable: readonly (readonly string[])[] = [
  ...longObjects, ['TABLE'], ['VIEW'], ['SCHEMA'], ['DATABASE'], ['STAGE'], ['WAREHOUSE'], ['USER'], ['SEQUENCE'], ['STREAM'], ['TASK'], ['PIPE'], ['INTEGRATION'], ['SHARE'],
  ['ROLE'], ['SERVICE'], ['ALERT'], ['SECRET'], ['CONNECTION'], ['APPLICATION'], ['NOTEBOOK'], ['STREAMLIT'], ['SNAPSHOT'], ['RESULT'],
];

/** `DESCRIBE [TABLE] t`; the object is empty when it was not written. */
export function describe(p: SqlParser): Statement {
  const start = p.start();
  p.next();
  const object = describable.find((words) => p.peekAt(words.length + 1).kind !== 'end' && p.peekAt(words.length + 1).text !== '.' && p.acceptAll(...words))?.join(' ') ?? '';
  if (object === '' && (p.at('SELECT') || p.at('WITH'))) return explained(p, start, { analyze: false });
  const node: Describe = { kind: 'Describe', object, name: objectName(p), pos: start, end: p.end() };
  return node;
}

export function explain(p: SqlParser): Explain {
  const start = p.start();
  p.expect('EXPLAIN');
  p.acceptAll('QUERY', 'PLAN');
  const analyze = p.accept('ANALYZE');
  const format = p.accept('USING') ? p.word('TABULAR, JSON or TEXT') : undefined;
  return explained(p, start, { analyze, ...(format === undefined ? {} : { format }) });
}

function explained(p: SqlParser, start: number, more: Pick<Explain, 'analyze' | 'format'>): Explain {
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
