import type { Explain, Identifier, SetVariable, Statement, Transaction, Use } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { atQuery } from './expression.ts';
import { objectName } from './name.ts';
import { options } from './options.ts';
import { settingValue } from './property.ts';
import { setVariables } from './variables.ts';

const usable: readonly (readonly string[])[] = [['SECONDARY', 'ROLES'], ['DATABASE'], ['SCHEMA'], ['WAREHOUSE'], ['ROLE'], ['CATALOG']];

/** `USE DATABASE d`; `USE schema` alone may name anything. */
export function use(p: SqlParser): Use {
  const start = p.start();
  p.expect('USE');
  const object = usable.find((words) => p.isName(p.peekAt(words.length + 1)) || p.peekAt(words.length + 1).kind === 'word' ? p.acceptAll(...words) : false)?.join(' ');
  if (object === undefined && p.vocabulary.dialect === 'snowflake' && usable.some((words) => p.atAll(...words)) && p.peekAt(2).text !== '.') p.next();
  const secondary = object === 'SECONDARY ROLES';
  const name = secondary ? [p.identifier('ALL, NONE or a role', true)] : objectName(p);
  const more = secondary && p.accept(',') ? p.list(() => p.identifier('a role', true)) : [];
  return { kind: 'Use', ...(object === undefined ? {} : { object }), name, ...(more.length === 0 ? {} : { more }), pos: start, end: p.end() };
}

/** `SET a = 1`, `SET (a, b) = (1, 2)`, and an engine's settings. */
export function set(p: SqlParser): Statement {
  const start = p.start();
  p.expect('SET');
  if (p.vocabulary.dialect !== 'snowflake') return setting(p, start);
  if (!p.at('(')) {
    const names = [p.identifier('a variable')];
    p.expect('=');
    return { kind: 'SetVariable', names, values: [p.expression()], pos: start, end: p.end() };
  }
  const names = p.parenthesised(() => p.identifier('a variable'));
  p.expect('=');
  const values = p.parenthesised(() => p.expression());
  return { kind: 'SetVariable', names, values, pos: start, end: p.end() };
}

/** `SET [SESSION | LOCAL | GLOBAL | VARIABLE] a = 1`, `SET a TO b, c`, `SET TRANSACTION …`; https://www.postgresql.org/docs/current/sql-set.html */
function setting(p: SqlParser, start: number): Statement {
  if (p.peek().kind === 'variable') return setVariables(p, start);
  const session = p.acceptAll('SESSION', 'CHARACTERISTICS', 'AS', 'TRANSACTION');
  if (session || (p.at('TRANSACTION') && p.peekAt(2).text !== '=' && p.peekAt(2).text !== 'TO' && p.accept('TRANSACTION'))) {
    return { kind: 'Transaction', action: 'SET', modes: [...(session ? ['SESSION'] : []), ...modesOf(p)], pos: start, end: p.end() };
  }
  if (p.vocabulary.dialect === 'mssql') return switched(p, start);
  const scope = p.acceptAny('SESSION', 'LOCAL', 'GLOBAL', 'VARIABLE') ?? 'SETTING';
  const zone = p.acceptAll('TIME', 'ZONE');
  const name: Identifier = zone ? { kind: 'Identifier', name: 'timezone', quoted: false, pos: start, end: p.end() } : settingName(p);
  if (!zone && !p.accept('=') && !p.accept('TO')) p.fail('=', 'TO');
  return { kind: 'SetVariable', scope, names: [name], values: p.list(() => settingValue(p)), pos: start, end: p.end() };
}

/** SQL Server's `SET NOCOUNT ON`; https://learn.microsoft.com/en-us/sql/t-sql/statements/set-statements-transact-sql */
function switched(p: SqlParser, start: number): Statement {
  const name = p.identifier('a setting', true);
  return { kind: 'SetVariable', scope: 'SETTING', names: [name], values: [settingValue(p)], pos: start, end: p.end() };
}

/** A name; those of extensions have a dot, which is a part of them. */
function settingName(p: SqlParser): Identifier {
  const first = p.identifier('a setting');
  let { name } = first;
  while (p.accept('.')) name += `.${p.identifier('a setting', true).name}`;
  return { ...first, name, end: p.end() };
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
  const plan = p.acceptAll('QUERY', 'PLAN') && p.vocabulary.dialect === 'sqlite';
  const settings = p.at('(') && !atQuery(p) ? options(p) : [];
  const analyze = p.accept('ANALYZE');
  const verbose = p.vocabulary.dialect === 'postgres' && p.accept('VERBOSE');
  const format = p.accept('USING') ? p.word('TABULAR, JSON or TEXT') : undefined;
  return explained(p, start, {
    analyze, ...(format === undefined ? {} : { format }), ...(verbose ? { verbose } : {}), ...(plan ? { plan } : {}), ...(settings.length === 0 ? {} : { options: settings }),
  });
}

/** The statement that is explained. */
export function explained(p: SqlParser, start: number, more: Omit<Explain, 'kind' | 'statement' | 'pos' | 'end'>): Explain {
  const statement = p.statement();
  return { kind: 'Explain', ...more, statement, pos: start, end: statement.end };
}

const actions: Readonly<Record<string, Transaction['action']>> = {
  BEGIN: 'BEGIN', START: 'BEGIN', COMMIT: 'COMMIT', END: 'COMMIT', ROLLBACK: 'ROLLBACK', ABORT: 'ROLLBACK', SAVEPOINT: 'SAVEPOINT', SAVE: 'SAVEPOINT', RELEASE: 'RELEASE',
};

/** What a transaction may be asked to be, longest first; the last three are SQLite's. */
const modes: readonly (readonly string[])[] = [
  'ISOLATION LEVEL SERIALIZABLE', 'ISOLATION LEVEL REPEATABLE READ', 'ISOLATION LEVEL READ COMMITTED', 'ISOLATION LEVEL READ UNCOMMITTED', 'READ ONLY', 'READ WRITE', 'NOT DEFERRABLE', 'DEFERRABLE',
  'DEFERRED', 'IMMEDIATE', 'EXCLUSIVE',
].map((mode) => mode.split(' '));

function modesOf(p: SqlParser): readonly string[] {
  const found: string[] = [];
  for (;;) {
    const mode = modes.find((words) => p.acceptAll(...words));
    if (mode === undefined) return found;
    found.push(mode.join(' '));
    p.accept(',');
  }
}

/** `AND CHAIN`: the next transaction is as this one was; https://www.postgresql.org/docs/current/sql-commit.html */
function chained(p: SqlParser): readonly string[] {
  if (p.vocabulary.dialect !== 'postgres' && p.vocabulary.dialect !== 'mysql') return [];
  return p.acceptAll('AND', 'CHAIN') ? ['AND CHAIN'] : p.acceptAll('AND', 'NO', 'CHAIN') ? ['AND NO CHAIN'] : [];
}

/** BEGIN, COMMIT, ROLLBACK, SAVEPOINT and their other spellings. */
export function transaction(p: SqlParser): Transaction {
  const start = p.start();
  const action = actions[p.next().text] ?? 'BEGIN';
  if (action === 'SAVEPOINT' || action === 'RELEASE') {
    if (action === 'RELEASE') p.accept('SAVEPOINT');
    else if (p.vocabulary.dialect === 'mssql') p.acceptAny('TRANSACTION', 'TRAN');
    return { kind: 'Transaction', action, name: p.identifier('a savepoint'), pos: start, end: p.end() };
  }
  const before = p.vocabulary.dialect === 'sqlite' && action === 'BEGIN' ? modesOf(p) : [];
  p.acceptAny('TRANSACTION', 'WORK', ...(p.vocabulary.dialect === 'mssql' ? ['TRAN'] : []));
  // Where SQL Server names one, it is that of a savepoint.
  if (action === 'ROLLBACK' && p.vocabulary.dialect === 'mssql' && p.isName(p.peek())) return { kind: 'Transaction', action: 'ROLLBACK TO', name: p.identifier('a savepoint'), pos: start, end: p.end() };
  if (action === 'ROLLBACK' && p.vocabulary.dialect !== 'snowflake' && p.accept('TO')) {
    p.accept('SAVEPOINT');
    return { kind: 'Transaction', action: 'ROLLBACK TO', name: p.identifier('a savepoint'), pos: start, end: p.end() };
  }
  const name: Identifier | undefined = action === 'BEGIN' && p.accept('NAME') ? p.identifier('a name') : undefined;
  const asked = action === 'BEGIN' ? [...before, ...modesOf(p)] : chained(p);
  return { kind: 'Transaction', action, ...(name === undefined ? {} : { name }), ...(asked.length === 0 ? {} : { modes: asked }), pos: start, end: p.end() };
}
