import type { DialectName, EngineAction, EngineCommand, Expression, Identifier, Statement } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { atQuery } from './expression.ts';
import { columnNames, objectName } from './name.ts';
import { options } from './options.ts';
import { settingValue } from './property.ts';

type Parts = Partial<Omit<EngineCommand, 'kind' | 'action' | 'pos' | 'end'>>;
type Read = (p: SqlParser) => Parts;

interface Order {
  readonly action: EngineAction;
  readonly dialects: readonly DialectName[];
  readonly read: Read;
}

const ends = (p: SqlParser): boolean => p.at(';') || p.at(')') || p.peek().kind === 'end';

/** Words of a set, as many as come. */
function words(p: SqlParser, ...phrases: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (;;) {
    const next = phrases.find((phrase) => p.acceptAll(...phrase.split(' ')));
    if (next === undefined) return found;
    found.push(next);
  }
}

const target = (p: SqlParser): EngineCommand['targets'][number] => ({ name: objectName(p), columns: p.at('(') ? columnNames(p) : [] });
const targets = (p: SqlParser): Pick<EngineCommand, 'targets'> => ({ targets: ends(p) ? [] : p.list(() => target(p)) });
const text = (p: SqlParser): Expression => {
  const start = p.start();
  return { kind: 'Literal', type: 'string', value: p.string(), pos: start, end: p.end() };
};
const maintained = (...phrases: readonly string[]): Read => (p) => {
  const found = words(p, ...phrases);
  const settings = p.at('(') ? options(p) : [];
  return { words: found, options: settings, ...targets(p) };
};
const fileAndOptions: Read = (p) => ({ args: [text(p)], options: p.at('(') ? options(p) : [] });
const extension: Read = (p) => (p.peek().kind === 'string' ? { args: [text(p)] } : { targets: [{ name: [p.identifier('an extension')], columns: [] }] });

function attach(p: SqlParser): Parts {
  const found = words(p, 'OR REPLACE', 'DATABASE', 'IF NOT EXISTS');
  const args = [p.expression()];
  const alias = p.accept('AS') ? { alias: p.identifier('a name') } : {};
  return { words: found, args, ...alias, options: p.at('(') ? options(p) : [] };
}

/** https://www.sqlite.org/pragma.html */
function pragma(p: SqlParser): Parts {
  const name = { targets: [{ name: objectName(p), columns: [] }] };
  if (p.accept('=')) return { ...name, args: [settingValue(p)] };
  return p.at('(') ? { ...name, args: p.parenthesised(() => settingValue(p)), called: true } : name;
}

function prepare(p: SqlParser): Parts {
  const name = { targets: [{ name: [p.identifier('a name')], columns: [] }] };
  const types = p.at('(') ? { types: p.parenthesised(() => p.type()) } : {};
  p.expect('AS');
  return { ...name, ...types, statement: p.statement() };
}

function lock(p: SqlParser): Parts {
  const found = words(p, 'TABLE');
  const tables = p.list(() => ({ name: objectName(p, 'a table'), columns: [] }));
  const after: string[] = [];
  while (p.peek().kind === 'word') after.push(p.word());
  return { words: found, targets: tables, after };
}

function refresh(p: SqlParser): Parts {
  return { words: words(p, 'CONCURRENTLY'), targets: [{ name: objectName(p), columns: [] }], after: words(p, 'WITH NO DATA', 'WITH DATA') };
}

const looked: Read = (p) => (atQuery(p) ? { query: p.query() } : { targets: [{ name: objectName(p), columns: [] }] });
const named: Read = (p) => (p.accept('*') ? { words: ['*'] } : { targets: [{ name: [p.identifier('a name')], columns: [] }] });
const anyWord: Read = (p) => ({ words: [p.word()] });
const prepared: Read = (p) => ({ targets: [{ name: [p.identifier('a prepared statement')], columns: [] }], args: p.at('(') ? p.parenthesised(() => p.expression()) : [] });
const notify: Read = (p) => ({ targets: [{ name: [p.identifier('a channel')], columns: [] }], args: p.accept(',') ? [text(p)] : [] });
const anonymous: Read = (p) => {
  const language = (): readonly string[] => (p.accept('LANGUAGE') ? [`LANGUAGE ${p.word()}`] : []);
  const before = language();
  return { args: [text(p)], after: before.length > 0 ? before : language() };
};
const reset: Read = (p) => {
  if (p.accept('ALL')) return { words: ['ALL'] };
  const scope = words(p, 'SESSION AUTHORIZATION', 'SESSION', 'LOCAL', 'GLOBAL', 'VARIABLE');
  return { words: scope, targets: ends(p) ? [] : [{ name: objectName(p), columns: [] }] };
};

/** `DECLARE c SCROLL CURSOR WITH HOLD FOR …`; https://www.postgresql.org/docs/current/sql-declare.html */
function declare(p: SqlParser): Parts {
  const name = [{ name: [p.identifier('a cursor')], columns: [] }];
  const before = words(p, 'BINARY', 'INSENSITIVE', 'ASENSITIVE', 'NO SCROLL', 'SCROLL');
  p.expect('CURSOR');
  const hold = words(p, 'WITH HOLD', 'WITHOUT HOLD');
  p.expect('FOR');
  return { targets: name, after: [...before, 'CURSOR', ...hold], query: p.query() };
}

const signedCount = (p: SqlParser): readonly string[] => {
  const sign = p.accept('-') ? '-' : '';
  return p.peek().kind === 'number' ? [`${sign}${p.next().image}`] : sign === '' ? words(p, 'ALL') : p.fail('a number');
};

/** `FETCH FORWARD 10 FROM c`, `MOVE c`; https://www.postgresql.org/docs/current/sql-fetch.html */
function fetch(p: SqlParser): Parts {
  const direction = p.acceptAny('NEXT', 'PRIOR', 'FIRST', 'LAST', 'ABSOLUTE', 'RELATIVE', 'FORWARD', 'BACKWARD');
  const found = [...(direction === undefined ? [] : [direction]), ...signedCount(p)];
  const from = p.acceptAny('FROM', 'IN') === undefined ? [] : ['FROM'];
  return { words: [...found, ...from], targets: [{ name: [p.identifier('a cursor')], columns: [] }] };
}

/** https://www.postgresql.org/docs/current/sql-set-constraints.html */
function constraints(p: SqlParser): Parts {
  const all = words(p, 'ALL');
  const named = all.length > 0 ? {} : targets(p);
  return { words: all, ...named, after: [p.acceptAny('DEFERRED', 'IMMEDIATE') ?? p.fail('DEFERRED', 'IMMEDIATE')] };
}

/** A role, or a word that stands for one. */
const role = (p: SqlParser): Identifier => p.identifier('a role', true);
const roles = (p: SqlParser): readonly Identifier[] => p.list(() => role(p));
const asTargets = (names: readonly Identifier[]): EngineCommand['targets'] => names.map((name) => ({ name: [name], columns: [] }));
const becomes: Read = (p) => (p.accept('NONE') ? { words: ['NONE'] } : p.accept('DEFAULT') ? { words: ['DEFAULT'] } : { targets: asTargets([role(p)]) });

function reassign(p: SqlParser): Parts {
  const from = roles(p);
  p.expect('TO');
  return { targets: asTargets(from), alias: role(p) };
}

/** `ALTER SYSTEM SET a = 1`; https://www.postgresql.org/docs/current/sql-altersystem.html */
function system(p: SqlParser): Parts {
  if (p.accept('RESET')) return { words: ['RESET', ...words(p, 'ALL')], ...targets(p) };
  p.expect('SET');
  const name = [{ name: objectName(p, 'a setting'), columns: [] }];
  if (!p.accept('=')) p.expect('TO');
  return { words: ['SET'], targets: name, args: p.list(() => settingValue(p)) };
}

/** https://duckdb.org/docs/stable/sql/statements/copy#copy-from-database--to */
function copyDatabase(p: SqlParser): Parts {
  const from = asTargets([p.identifier('a database')]);
  p.expect('TO');
  return { targets: from, alias: p.identifier('a database'), options: p.at('(') ? options(p) : [] };
}

const orders: readonly (Order & { readonly opening: readonly string[] })[] = [
  { opening: ['VACUUM'], action: 'VACUUM', dialects: ['duckdb', 'postgres', 'sqlite'], read: maintained('FULL', 'FREEZE', 'VERBOSE', 'ANALYZE') },
  { opening: ['ANALYZE'], action: 'ANALYZE', dialects: ['duckdb', 'postgres', 'sqlite'], read: maintained('VERBOSE') },
  { opening: ['REINDEX'], action: 'REINDEX', dialects: ['postgres', 'sqlite'], read: maintained('INDEX', 'TABLE', 'SCHEMA', 'DATABASE', 'SYSTEM', 'CONCURRENTLY') },
  { opening: ['CLUSTER'], action: 'CLUSTER', dialects: ['postgres'], read: maintained('VERBOSE') },
  { opening: ['CHECKPOINT'], action: 'CHECKPOINT', dialects: ['duckdb', 'postgres'], read: maintained() },
  { opening: ['FORCE', 'CHECKPOINT'], action: 'CHECKPOINT', dialects: ['duckdb'], read: (p) => ({ ...targets(p), words: ['FORCE'] }) },
  { opening: ['LOAD'], action: 'LOAD', dialects: ['duckdb'], read: extension },
  { opening: ['INSTALL'], action: 'INSTALL', dialects: ['duckdb'], read: (p) => ({ ...extension(p), after: p.accept('FROM') ? [`FROM ${p.word()}`] : [] }) },
  { opening: ['FORCE', 'INSTALL'], action: 'INSTALL', dialects: ['duckdb'], read: (p) => ({ ...extension(p), words: ['FORCE'], after: p.accept('FROM') ? [`FROM ${p.word()}`] : [] }) },
  { opening: ['ATTACH'], action: 'ATTACH', dialects: ['duckdb', 'sqlite'], read: attach },
  { opening: ['DETACH'], action: 'DETACH', dialects: ['duckdb', 'sqlite'], read: (p) => ({ words: words(p, 'DATABASE', 'IF EXISTS'), targets: [{ name: [p.identifier('a database')], columns: [] }] }) },
  { opening: ['EXPORT', 'DATABASE'], action: 'EXPORT DATABASE', dialects: ['duckdb'], read: fileAndOptions },
  { opening: ['IMPORT', 'DATABASE'], action: 'IMPORT DATABASE', dialects: ['duckdb'], read: fileAndOptions },
  { opening: ['PRAGMA'], action: 'PRAGMA', dialects: ['duckdb', 'sqlite'], read: pragma },
  { opening: ['SUMMARIZE'], action: 'SUMMARIZE', dialects: ['duckdb'], read: looked },
  { opening: ['DECLARE'], action: 'DECLARE', dialects: ['postgres'], read: declare },
  { opening: ['FETCH'], action: 'FETCH', dialects: ['postgres'], read: fetch },
  { opening: ['MOVE'], action: 'MOVE', dialects: ['postgres'], read: fetch },
  { opening: ['CLOSE'], action: 'CLOSE', dialects: ['postgres'], read: (p) => (p.accept('ALL') ? { words: ['ALL'] } : named(p)) },
  { opening: ['LOAD'], action: 'LOAD', dialects: ['postgres'], read: (p) => ({ args: [text(p)] }) },
  { opening: ['SET', 'CONSTRAINTS'], action: 'SET CONSTRAINTS', dialects: ['postgres'], read: constraints },
  { opening: ['SET', 'ROLE'], action: 'SET ROLE', dialects: ['postgres'], read: becomes },
  { opening: ['SET', 'SESSION', 'AUTHORIZATION'], action: 'SET SESSION AUTHORIZATION', dialects: ['postgres'], read: becomes },
  { opening: ['REASSIGN', 'OWNED', 'BY'], action: 'REASSIGN OWNED BY', dialects: ['postgres'], read: reassign },
  { opening: ['DROP', 'OWNED', 'BY'], action: 'DROP OWNED BY', dialects: ['postgres'], read: (p) => ({ targets: asTargets(roles(p)), after: words(p, 'CASCADE', 'RESTRICT') }) },
  { opening: ['ALTER', 'SYSTEM'], action: 'ALTER SYSTEM', dialects: ['postgres'], read: system },
  { opening: ['PREPARE', 'TRANSACTION'], action: 'PREPARE TRANSACTION', dialects: ['postgres'], read: (p) => ({ args: [text(p)] }) },
  { opening: ['COMMIT', 'PREPARED'], action: 'COMMIT PREPARED', dialects: ['postgres'], read: (p) => ({ args: [text(p)] }) },
  { opening: ['ROLLBACK', 'PREPARED'], action: 'ROLLBACK PREPARED', dialects: ['postgres'], read: (p) => ({ args: [text(p)] }) },
  { opening: ['COPY', 'FROM', 'DATABASE'], action: 'COPY FROM DATABASE', dialects: ['duckdb'], read: copyDatabase },
  { opening: ['UPDATE', 'EXTENSIONS'], action: 'UPDATE EXTENSIONS', dialects: ['duckdb'], read: (p) => (p.at('(') ? { targets: asTargets(p.parenthesised(() => p.identifier('an extension'))) } : {}) },
  { opening: ['PREPARE'], action: 'PREPARE', dialects: ['duckdb', 'postgres'], read: prepare },
  { opening: ['EXECUTE'], action: 'EXECUTE', dialects: ['duckdb', 'postgres'], read: prepared },
  { opening: ['DEALLOCATE'], action: 'DEALLOCATE', dialects: ['duckdb', 'postgres'], read: (p) => (p.accept('PREPARE'), p.accept('ALL') ? { words: ['ALL'] } : named(p)) },
  { opening: ['DISCARD'], action: 'DISCARD', dialects: ['postgres'], read: anyWord },
  { opening: ['LISTEN'], action: 'LISTEN', dialects: ['postgres'], read: named },
  { opening: ['UNLISTEN'], action: 'UNLISTEN', dialects: ['postgres'], read: named },
  { opening: ['NOTIFY'], action: 'NOTIFY', dialects: ['postgres'], read: notify },
  { opening: ['DO'], action: 'DO', dialects: ['postgres'], read: anonymous },
  { opening: ['LOCK'], action: 'LOCK', dialects: ['postgres'], read: lock },
  { opening: ['REFRESH', 'MATERIALIZED', 'VIEW'], action: 'REFRESH MATERIALIZED VIEW', dialects: ['postgres'], read: refresh },
  { opening: ['RESET'], action: 'RESET', dialects: ['duckdb', 'postgres'], read: reset },
];
const byWord: ReadonlyMap<string, readonly (typeof orders)[number][]> = Map.groupBy(orders, ({ opening }) => opening[0] ?? '');

/** An order that only some engines know; nothing when none of theirs begins here. */
export function engineCommand(p: SqlParser): Statement | undefined {
  const order = byWord.get(p.peek().text)?.find(({ opening, dialects }) => dialects.includes(p.vocabulary.dialect) && p.atAll(...opening));
  if (order === undefined) return undefined;
  const start = p.start();
  p.acceptAll(...order.opening);
  return { ...blank, ...order.read(p), action: order.action, pos: start, end: p.end() };
}

const blank = { kind: 'EngineCommand', words: [], targets: [], args: [], options: [], after: [] } as const;

/** DuckDB's `DESCRIBE SELECT …`. */
export function describeQuery(p: SqlParser, start: number): EngineCommand {
  const query = p.query();
  return { ...blank, action: 'DESCRIBE', query, pos: start, end: p.end() };
}
