import type { Alter, AlterAction, AlterSession, Identifier, Property, Signature, SettingChange, Statement } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { defaultPrivileges, named } from './access.ts';
import { alterColumn, columnAction } from './alter-column.ts';
import { partitionBounds } from './create-table.ts';
import { type Clauses, clauseRow, clausesOf, tags } from './clause.ts';
import { alterClauses, setClauses } from './clauses.ts';
import { postgresAlterClauses } from './clauses-postgres.ts';
import { objectName } from './name.ts';
import { objectKind } from './object-kind.ts';
import { properties } from './property.ts';

/** What is being altered, as far as its actions hang on it. */
export interface Altered {
  readonly object: string;
  /** It has columns. */
  readonly table: boolean;
  readonly clauses: Clauses;
  /** What SET may hold. */
  readonly settings: Clauses;
}

export function alter(p: SqlParser): Statement {
  const start = p.start();
  p.expect('ALTER');
  if (p.at('SESSION') && p.peekAt(2).text !== 'POLICY') return session(p, start);
  if (p.vocabulary.dialect === 'postgres' && p.at('DEFAULT')) return defaultPrivileges(p, start);
  const object = objectKind(p);
  const ifExists = p.acceptAll('IF', 'EXISTS');
  const only = p.vocabulary.dialect === 'postgres' && object.endsWith('TABLE') && p.accept('ONLY') ? { only: true as const } : {};
  const altered = alteredOf(p, object);
  const name: Signature = startsAction(p, altered) ? { name: [] } : named(p, object);
  const actions = [...severalColumns(p) ?? [action(p, altered)]];
  while (p.accept(',')) actions.push(nextAction(p, altered, actions.at(-1)));
  const node: Alter = { kind: 'Alter', object, ifExists, ...only, ...name, actions, pos: start, end: p.end() };
  return node;
}

function alteredOf(p: SqlParser, object: string): Altered {
  const table = object.endsWith('TABLE');
  const key = alterClauses[object] !== undefined ? object : table ? 'TABLE' : object.endsWith('VIEW') ? 'VIEW' : object;
  const more = p.vocabulary.dialect === 'postgres' ? (postgresAlterClauses[key] ?? '') : '';
  const own = `${alterClauses[key] ?? ''};${more}`;
  return { object, table, clauses: clausesOf(own), settings: clausesOf(`${setClauses};${own}`) };
}

/** `MODIFY (COLUMN a …, COLUMN b …)` is the same without its parentheses. */
function severalColumns(p: SqlParser): readonly AlterAction[] | undefined {
  if (!(p.at('MODIFY') || p.at('ALTER')) || p.peekAt(2).text !== '(') return undefined;
  p.next();
  return p.parenthesised(() => alterColumn(p));
}

/** ALTER ACCOUNT and ALTER USER may leave the name out. */
function startsAction(p: SqlParser, { object }: Altered): boolean {
  const words = mayBeUnnamed[object];
  return words !== undefined && words.includes(p.peek().text);
}

const mayBeUnnamed: Readonly<Record<string, readonly string[]>> = {
  ACCOUNT: ['SET', 'UNSET', 'ADD', 'REMOVE'],
  'ORGANIZATION ACCOUNT': ['SET', 'UNSET'],
  ORGANIZATION: ['SET', 'UNSET'],
  USER: ['SET', 'UNSET', 'ADD', 'REMOVE', 'MODIFY', 'ROTATE'],
  WAREHOUSE: ['SET', 'UNSET', 'SUSPEND', 'RESUME', 'ABORT'],
};

function session(p: SqlParser, start: number): AlterSession {
  p.expect('SESSION');
  if (p.accept('UNSET')) return { kind: 'AlterSession', set: [], unset: p.list(() => p.word('a parameter')), pos: start, end: p.end() };
  if (!p.accept('SET')) p.fail('SET', 'UNSET');
  const set = properties(p);
  if (set.length === 0) p.fail('a parameter');
  return { kind: 'AlterSession', set, unset: [], pos: start, end: p.end() };
}

function action(p: SqlParser, altered: Altered): AlterAction {
  const clauses = clauseRow(p, altered.clauses);
  if (clauses.length > 0) return { type: 'CLAUSES', clauses: clauses.concat(properties(p, altered.clauses)) };
  if (p.acceptAll('RENAME', 'TO')) return { type: 'RENAME TO', name: objectName(p) };
  if (p.vocabulary.dialect === 'postgres' && altered.table && p.acceptAll('ATTACH', 'PARTITION')) return { type: 'ATTACH PARTITION', name: objectName(p, 'a table'), bounds: partitionBounds(p) };
  if (p.acceptAll('SWAP', 'WITH')) return { type: 'SWAP WITH', name: objectName(p) };
  const change = settingChange(p, altered.settings);
  if (change !== undefined) return change;
  if (p.acceptAll('CLUSTER', 'BY')) {
    const linear = p.at('LINEAR') && p.peekAt(2).text === '(' && p.accept('LINEAR');
    const keys = p.parenthesised(() => p.expression());
    return linear ? { type: 'CLAUSES', clauses: [{ name: 'CLUSTER BY LINEAR', style: 'clause', value: keys }] } : { type: 'CLUSTER BY', keys };
  }
  const column = columnAction(p, altered);
  return column ?? p.fail(...(altered.table ? ['ADD', 'DROP', 'ALTER', 'RENAME', 'SET'] : ['RENAME TO', 'SET', 'UNSET', ...altered.clauses.keys()]));
}

/** After a comma, `COLUMN b …` or `b …` alone goes on altering columns. */
function nextAction(p: SqlParser, altered: Altered, before: AlterAction | undefined): AlterAction {
  const opens = ['ADD', 'DROP', 'RENAME', 'SET', 'UNSET', 'ALTER', 'MODIFY', 'CHANGE'].includes(p.peek().text);
  return before?.type === 'ALTER COLUMN' && !opens ? alterColumn(p) : action(p, altered);
}

/** SET and UNSET, of settings or tags. */
export function settingChange(p: SqlParser, clauses: Clauses = clausesOf(setClauses)): SettingChange | undefined {
  if (p.accept('SET')) {
    if (p.at('TAG') && p.peekAt(2).text !== '=' && p.accept('TAG')) return { type: 'SET TAG', tags: tags(p) };
    const found = properties(p, clauses);
    if (found.length === 0) {
      // PostgreSQL's SET (a = 1).
      if (p.at('(')) return { type: 'SET', properties: [{ name: '', style: 'clause', value: p.parenthesised((): Property => properties(p)[0] ?? p.fail('a setting')) }] };
      p.fail('a setting such as NAME = value');
    }
    return { type: 'SET', properties: found };
  }
  if (!p.accept('UNSET')) return undefined;
  if (p.at('TAG') && p.peekAt(2).text !== ',' && p.peekAt(2).text !== ';' && p.accept('TAG')) return { type: 'UNSET TAG', tags: p.list((): readonly Identifier[] => objectName(p, 'a tag')) };
  return { type: 'UNSET', names: p.list(() => settingName(p)) };
}

/** The words of a setting without its value: `COMMENT`, `MASKING POLICY`. */
function settingName(p: SqlParser): string {
  const words = [p.word('a setting')];
  while (p.peek().kind === 'word' && !p.at('END')) words.push(p.word());
  return words.join(' ');
}
