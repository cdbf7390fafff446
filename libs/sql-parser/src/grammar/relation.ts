import { columnsByCte, type Changes, type DataType, type DerivedTable, type Identifier, type Join, type NamedArgument, type Relation, type Table, type TableAlias, type TableFunction, type TimeTravel } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { call } from './call.ts';
import { lateralView, momentClause, opensInsert } from './dialect-queries.ts';
import { atQuery } from './expression.ts';
import { join } from './join.ts';
import { columnNames, identifierArgument, objectName } from './name.ts';
import { matchRecognize } from './match-recognize.ts';
import { opensUnpivot, pivot, unpivot } from './pivot.ts';
import { resample } from './resample.ts';
import { semanticView } from './semantic-view.ts';
import { values } from './query.ts';
import { sampleClause } from './sample.ts';
import { opensShaped, shapedTable } from './table-shape.ts';
import { tableHints } from './table-hints.ts';

/** What stands after FROM: joins, and commas between them. */
export function fromList(p: SqlParser): Relation {
  let left = joins(p);
  for (let count = 0; p.accept(','); count++) {
    if (p.vocabulary.trailingComma && p.at('WHERE')) break;
    p.chained(count);
    const right = joins(p);
    left = { kind: 'Join', type: 'CROSS', natural: false, comma: true, left, right, using: [], pos: left.pos, end: right.end };
  }
  if (p.vocabulary.dialect !== 'spark') return left;
  for (let view = lateralView(p, left); view !== undefined; view = lateralView(p, left)) left = view;
  return left;
}

/** One relation and the joins that follow it. */
export function joins(p: SqlParser): Relation {
  let left = relation(p);
  for (let count = 0; ; count++) {
    const joined: Join | undefined = join(p, left);
    if (joined === undefined) return left;
    p.chained(count);
    left = conditioned(p, joined);
  }
}

/** `a JOIN b JOIN c ON x ON y`: the second condition belongs to the first join, whose right side is the second one. */
function conditioned(p: SqlParser, joined: Join): Join {
  const { left } = joined;
  if (!p.at('ON') || left.kind !== 'Join' || !isOpen(left)) return joined;
  p.next();
  const on = p.expression();
  return conditioned(p, { ...left, right: { ...joined, left: left.right, pos: left.right.pos }, on, end: p.end() });
}

const isOpen = (join: Join): boolean => join.on === undefined && join.using.length === 0 && !join.natural && !join.comma && join.type !== 'CROSS' && join.type !== 'POSITIONAL';

/** One relation, with what reshapes it, its alias and its sample. */
export function relation(p: SqlParser): Relation {
  return reshaped(p, source(p));
}

/** The PIVOTs, UNPIVOTs, MATCH_RECOGNIZEs and RESAMPLEs that follow a relation. */
function reshaped(p: SqlParser, source: Relation): Relation {
  let left = source;
  for (let count = 0; ; count++) {
    const next = reshape(p, left);
    if (next === undefined) return left;
    p.chained(count);
    left = next;
  }
}

function reshape(p: SqlParser, source: Relation): Relation | undefined {
  switch (p.peek().text) {
    case 'PIVOT': return p.peekAt(2).text === '(' ? pivot(p, source) : undefined;
    case 'UNPIVOT': return opensUnpivot(p) ? unpivot(p, source) : undefined;
    case 'MATCH_RECOGNIZE': return p.peekAt(2).text === '(' ? matchRecognize(p, source) : undefined;
    case 'RESAMPLE': return p.peekAt(2).text === '(' ? resample(p, source) : undefined;
    default: return undefined;
  }
}

function source(p: SqlParser): Relation {
  const token = p.peek();
  if (p.vocabulary.dialect === 'duckdb' && p.peekAt(2).text === ':' && p.isName(token)) return aliasedBefore(p);
  const lateral = p.at('LATERAL') && p.accept('LATERAL');
  const { kind } = p.peek();
  if (kind === 'stage') return stage(p);
  if (kind === 'string') return file(p);
  if (kind === 'variable') return tail(p, { kind: 'Table', name: [rawName(p)], pos: token.startOffset, end: p.end() });
  switch (p.peek().text) {
    case '(': return inParentheses(p, lateral, token.startOffset);
    case 'TABLE':
      if (p.peekAt(2).text === '(') return wrappedFunction(p, lateral, token.startOffset);
      if (p.vocabulary.dialect === 'snowflake' && afterName.has(p.peekAt(2).text)) return tail(p, { kind: 'Table', name: [p.reservedName()], pos: token.startOffset, end: p.end() });
      break;
    case 'VALUES':
      if (p.peekAt(2).text === '(') return bareValues(p, token.startOffset);
      break;
    case 'ONLY':
      if (p.vocabulary.dialect === 'postgres') return only(p);
      break;
    case 'ROWS':
      if (p.vocabulary.dialect === 'postgres' && p.peekAt(2).text === 'FROM' && p.peekAt(3).text === '(') return rowsFrom(p, lateral, token.startOffset);
      break;
    case 'SEMANTIC_VIEW':
      if (p.vocabulary.dialect === 'snowflake' && p.peekAt(2).text === '(') return semanticView(p);
      break;
    case 'IDENTIFIER':
      if (p.vocabulary.dialect === 'snowflake' && p.peekAt(2).text === '(') {
        const name = identifierArgument(p);
        return tail(p, { kind: 'Table', name, pos: token.startOffset, end: p.end() });
      }
      break;
    default:
  }
  return named(p, lateral, token.startOffset);
}

/** DuckDB's `alias: relation`. */
function aliasedBefore(p: SqlParser): Relation {
  const name = p.identifier('a name');
  p.expect(':');
  const found = source(p);
  return 'alias' in found ? p.fail() : { ...found, alias: { name, columns: [] }, pos: name.pos };
}

/** PostgreSQL's `ONLY t`. */
function only(p: SqlParser): Table {
  const start = p.start();
  p.expect('ONLY');
  const closed = p.accept('(');
  const name = objectName(p, 'a table');
  if (closed) p.expect(')');
  return tail(p, { kind: 'Table', name, only: true, pos: start, end: p.end() });
}

/** PostgreSQL's `ROWS FROM (f(), g())`: a call whose arguments are calls. */
function rowsFrom(p: SqlParser, lateral: boolean, start: number): Relation {
  p.expectAll('ROWS', 'FROM');
  const name: Identifier = { kind: 'Identifier', name: 'ROWS FROM', quoted: false, pos: start, end: p.end() };
  const args = p.parenthesised(() => p.expression());
  const called = { kind: 'Call', name: [name], args, distinct: false, orderBy: [], withinGroup: [], pos: start, end: p.end() } as const;
  const ordinality = p.acceptAll('WITH', 'ORDINALITY');
  return aliased(p, { kind: 'TableFunction', call: called, wrapped: false, lateral, ordinality, pos: start, end: p.end() });
}

/** What tells that `FROM table …` names a table. */
const afterName: ReadonlySet<string> = new Set(['AT', 'BEFORE', 'CHANGES', 'AS', 'PIVOT', 'UNPIVOT', 'SAMPLE', 'TABLESAMPLE', 'JOIN', 'WHERE']);

/** A token taken as one unquoted part: a stage's path, `$1`. */
function rawName(p: SqlParser): Identifier {
  const token = p.next();
  return { kind: 'Identifier', name: token.image, quoted: false, pos: token.startOffset, end: token.endOffset };
}

function named(p: SqlParser, lateral: boolean, start: number): Relation {
  if (opensShaped(p)) return aliased(p, shapedTable(p, lateral, start));
  // A function may bear a reserved word's name; `t (a, b)` after INSERT never comes here.
  const calls = p.peek().kind === 'word' && p.peekAt(2).text === '(';
  const name = calls ? [p.identifier('a table', true)] : objectName(p, 'a table');
  if (p.at('(') && !p.atAll('(', 'SELECT')) {
    const called = call(p, name);
    const ordinality = p.acceptAll('WITH', 'ORDINALITY');
    return aliased(p, { kind: 'TableFunction', call: called, wrapped: false, lateral, ordinality, pos: start, end: p.end() });
  }
  return tail(p, { kind: 'Table', name, pos: start, end: p.end() });
}

function bareValues(p: SqlParser, start: number): Relation {
  const query = values(p);
  return derived(p, { kind: 'DerivedTable', query, lateral: false, pos: start, end: p.end() });
}

/** `TABLE(f(…))`; `TABLE('name')` and `TABLE($v)` name a table. */
function wrappedFunction(p: SqlParser, lateral: boolean, start: number): Relation {
  p.expect('TABLE');
  p.expect('(');
  const token = p.peek();
  if (token.kind === 'string' || token.kind === 'variable' || (token.kind === 'symbol' && token.text !== '(')) {
    const argument = p.expression();
    p.expect(')');
    const name: Identifier = { kind: 'Identifier', name: 'TABLE', quoted: false, pos: start, end: start + 5 };
    const wrapper = { kind: 'Call', name: [name], args: [argument], distinct: false, orderBy: [], withinGroup: [], pos: start, end: p.end() } as const;
    return aliased(p, { kind: 'TableFunction', call: wrapper, wrapped: false, lateral, ordinality: false, pos: start, end: p.end() });
  }
  const called = p.expression();
  if (called.kind !== 'Call') p.fail('a table function');
  p.expect(')');
  return aliased(p, { kind: 'TableFunction', call: called, wrapped: true, lateral, ordinality: false, pos: start, end: p.end() });
}

function inParentheses(p: SqlParser, lateral: boolean, start: number): Relation {
  if (atQuery(p)) {
    p.expect('(');
    const query = p.query();
    // Snowflake's `(VALUES (1) t(a))`.
    const alias = query.kind === 'Values' && !p.at(')') ? tableAlias(p) : undefined;
    p.expect(')');
    return derived(p, { kind: 'DerivedTable', query, ...(alias === undefined ? {} : { alias }), lateral, pos: start, end: p.end() });
  }
  p.expect('(');
  const inner = p.nested(() => fromList(p));
  if (!p.accept(')')) p.fail(')', 'JOIN', ',');
  // `(t) AS a` names the table inside.
  if (inner.kind === 'Table' && inner.alias === undefined) return tail(p, inner);
  if (inner.kind !== 'Join' || inner.comma || p.vocabulary.dialect !== 'postgres') return p.vocabulary.dialect === 'mysql' ? withoutCommas(inner) : inner;
  const alias = tableAlias(p);
  return alias === undefined ? inner : { ...inner, alias, end: p.end() };
}

/** MySQL's `(a, b)` in parentheses is a join like any other. */
function withoutCommas(n: Relation): Relation {
  return n.kind === 'Join' && n.comma ? { ...n, comma: false, left: withoutCommas(n.left) } : n;
}

function derived(p: SqlParser, table: DerivedTable): DerivedTable {
  const alias = tableAlias(p);
  const sample = sampleClause(p);
  const found = { ...table, ...(alias === undefined ? {} : { alias }), ...(sample === undefined ? {} : { sample }), end: p.end() };
  // Where an alias takes no column names, they are moved inside.
  return p.vocabulary.dialect === 'mysql' || p.vocabulary.dialect === 'oracle' ? columnsByCte(found) : found;
}

function aliased(p: SqlParser, table: TableFunction): TableFunction {
  const alias = tableAlias(p);
  const sample = sampleClause(p);
  return { ...table, ...(alias === undefined ? {} : { alias }), ...(sample === undefined ? {} : { sample }), end: p.end() };
}

function stage(p: SqlParser): Relation {
  const start = p.start();
  const name = [rawName(p)];
  return tail(p, { kind: 'Table', name, ...stageOptions(p), pos: start, end: p.end() });
}

/** `(FILE_FORMAT => 'f', PATTERN => '…')` after a stage. */
export function stageOptions(p: SqlParser): Pick<Table, 'options'> {
  if (!p.at('(') || p.peekAt(3).text !== '=>') return {};
  const options = p.parenthesised((): NamedArgument => {
    const name = p.identifier('a setting', true);
    p.expect('=>');
    const value = p.expression();
    return { kind: 'NamedArgument', name, value, pos: name.pos, end: value.end };
  });
  return { options };
}

function file(p: SqlParser): Relation {
  const token = p.peek();
  if (!p.vocabulary.fileTables) p.fail('a table');
  p.next();
  const isStage = p.vocabulary.dialect === 'snowflake';
  const name: Identifier = { kind: 'Identifier', name: token.image, quoted: !isStage, pos: token.startOffset, end: token.endOffset };
  return tail(p, { kind: 'Table', name: [name], ...stageOptions(p), pos: token.startOffset, end: p.end() });
}

/** Time travel, alias and sample after a table's name; the alias may stand on either side of a PIVOT. */
function tail(p: SqlParser, table: Table): Table {
  const changed = p.at('CHANGES') && p.peekAt(2).text === '(' && p.vocabulary.dialect === 'snowflake' ? changes(p) : undefined;
  const timeTravel = changed?.timeTravel ?? timeTravelClause(p);
  const sampled = p.vocabulary.dialect === 'oracle' || p.vocabulary.dialect === 'spark' ? sampleClause(p) : undefined;
  const alias = tableAlias(p);
  const hints = tableHints(p);
  const hint = p.vocabulary.dialect === 'sqlite' ? indexedBy(p) : undefined;
  const sample = sampled ?? sampleClause(p);
  if (hint !== undefined) return { ...table, ...(alias === undefined ? {} : { alias }), indexedBy: hint, end: p.end() };
  if (changed === undefined && timeTravel === undefined && alias === undefined && sample === undefined && hints.hints === undefined) return table;
  return {
    ...table, ...(alias === undefined ? {} : { alias }), ...hints, ...(sample === undefined ? {} : { sample }), ...(timeTravel === undefined ? {} : { timeTravel }),
    ...(changed === undefined ? {} : { changes: changed.changes }), end: p.end(),
  };
}

/** SQLite's `INDEXED BY i` and `NOT INDEXED`. */
export function indexedBy(p: SqlParser): Table['indexedBy'] {
  if (p.acceptAll('NOT', 'INDEXED')) return 'NOT INDEXED';
  return p.acceptAll('INDEXED', 'BY') ? p.identifier('an index') : undefined;
}

/** `AT (TIMESTAMP => …)`, `BEFORE (STATEMENT => …)`. */
export function timeTravelClause(p: SqlParser): TimeTravel | undefined {
  if (p.vocabulary.dialect !== 'snowflake') return momentClause(p);
  if (p.peekAt(2).text !== '(') return undefined;
  const at = p.acceptAny('AT', 'BEFORE');
  return at === undefined ? undefined : moment(p, at);
}

function moment(p: SqlParser, at: TimeTravel['at']): TimeTravel {
  p.expect('(');
  const by = p.peekAt(2).text === '=>' ? p.word('TIMESTAMP, OFFSET, STATEMENT or STREAM') : '';
  if (by !== '') p.expect('=>');
  const value = p.expression();
  p.expect(')');
  return { at, by, value };
}

/** `CHANGES (INFORMATION => DEFAULT) AT (…) END (…)`; https://docs.snowflake.com/en/sql-reference/constructs/changes */
function changes(p: SqlParser): { readonly changes: Changes; readonly timeTravel?: TimeTravel } {
  p.expectAll('CHANGES', '(');
  if (p.at('INFORMATION') && p.peekAt(2).text === '=>') p.expectAll('INFORMATION', '=>');
  const information = p.expression();
  p.expect(')');
  const timeTravel = timeTravelClause(p);
  const until = p.accept('END') ? moment(p, 'END') : undefined;
  return { changes: { information, ...(until === undefined ? {} : { until }) }, ...(timeTravel === undefined ? {} : { timeTravel }) };
}

/** Words that open what follows a relation and so are no aliases without AS. */
const noTableAlias: ReadonlySet<string> = new Set([
  'LEFT', 'RIGHT', 'FULL', 'INNER', 'OUTER', 'CROSS', 'NATURAL', 'JOIN', 'ASOF', 'SEMI', 'ANTI', 'POSITIONAL', 'LATERAL', 'ON', 'USING', 'WHERE', 'GROUP',
  'HAVING', 'QUALIFY', 'WINDOW', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'UNION', 'INTERSECT', 'EXCEPT', 'MINUS', 'PIVOT', 'UNPIVOT', 'SAMPLE', 'TABLESAMPLE',
  'MATCH_RECOGNIZE', 'MATCH_CONDITION', 'RESAMPLE', 'CHANGES', 'SET', 'WHEN', 'RETURNING', 'FOR', 'START', 'CONNECT', 'WITH', 'DIRECTED', 'SELECT', 'VALUES', 'DEFAULT', 'BY',
]);

/** `[AS] t [(a, b)]`. */
export function tableAlias(p: SqlParser): TableAlias | undefined {
  const explicit = p.accept('AS');
  const token = p.peek();
  if (!explicit && (!p.isName(token) || (noTableAlias.has(token.text) && !isAliasAllTheSame(p)) || startsClause(p) || opensInsert(p))) return undefined;
  if (!explicit) p.bareAlias = token;
  const name = p.identifier('a name');
  return { name, ...(p.at('(') && !p.atAll('(', 'SELECT') && p.peekAt(3).text !== '=>' ? aliasColumns(p) : { columns: [] }) };
}

/** Words that open a clause only together with what follows them. */
const softWords: ReadonlySet<string> = new Set(['WINDOW', 'LIMIT', 'OFFSET', 'PIVOT', 'UNPIVOT', 'RESAMPLE', 'MATCH_RECOGNIZE', 'CHANGES', 'POSITIONAL', 'RETURNING']);
const followers: ReadonlySet<string> = new Set([
  ')', ',', 'ON', 'USING', 'WHERE', 'GROUP', 'ORDER', 'HAVING', 'QUALIFY', 'JOIN', 'INNER', 'CROSS', 'NATURAL', 'UNION', 'INTERSECT', 'EXCEPT', 'MINUS', 'MATCH_CONDITION',
]);

/** Tells `FROM t window` and `JOIN t limit ON …` from clauses by what follows the word. */
function isAliasAllTheSame(p: SqlParser): boolean {
  const { text } = p.peek();
  if (!softWords.has(text)) return false;
  const after = p.peekAt(2);
  if (after.kind === 'end' || after.text === ';') return text !== 'LIMIT' && text !== 'OFFSET' && text !== 'RETURNING';
  return followers.has(after.text);
}

/** `(a, b)`, and in PostgreSQL, after functions that return records, `(a int, b text)`. */
function aliasColumns(p: SqlParser): Pick<TableAlias, 'columns' | 'types'> {
  if (p.vocabulary.dialect !== 'postgres') return { columns: columnNames(p) };
  const types: DataType[] = [];
  const columns = p.parenthesised(() => {
    const name = p.identifier('a column', true);
    if (!p.at(',') && !p.at(')')) types.push(p.type());
    return name;
  });
  return types.length === 0 ? { columns } : { columns, types };
}

const layoutWords: ReadonlySet<string> = new Set(['CLUSTER', 'DISTRIBUTE', 'SORT']);

function startsClause(p: SqlParser): boolean {
  const { text } = p.peek();
  const after = p.peekAt(2).text;
  return ((text === 'AT' || text === 'BEFORE') && after === '(') || (after === 'BY' && (text === 'INDEXED' || layoutWords.has(text)));
}
