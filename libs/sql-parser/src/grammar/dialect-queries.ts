import type { Distribution, Draft, Expression, Identifier, Join, Projection, Relation, Select, TableFunction, TimeTravel } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { call } from './call.ts';
import { objectName } from './name.ts';
import { orderItem } from './order.ts';

const optimiserWords: ReadonlySet<string> = new Set([
  'HIGH_PRIORITY', 'STRAIGHT_JOIN', 'SQL_SMALL_RESULT', 'SQL_BIG_RESULT', 'SQL_BUFFER_RESULT', 'SQL_NO_CACHE', 'SQL_CACHE', 'SQL_CALC_FOUND_ROWS',
]);

/** The words after SELECT in MySQL, in any order; of them only DISTINCT changes the rows. */
export function mysqlDistinct(p: SqlParser): boolean {
  let distinct = false;
  for (;;) {
    if (p.accept('DISTINCT') || p.accept('DISTINCTROW')) distinct = true;
    else if (p.at('ALL') || optimiserWords.has(p.peek().text)) p.next();
    else return distinct;
  }
}

/** SQL Server's `TOP (n) [PERCENT] [WITH TIES]`. */
export function topClause(p: SqlParser, select: Draft<Select>): void {
  if (!p.accept('TOP')) return;
  select.limit = p.above('postfix');
  if (p.accept('PERCENT')) select.limitPercent = true;
  if (p.acceptAll('WITH', 'TIES')) select.limitTies = true;
}

/** Whether FROM reads DUAL, the table that stands for none; it is taken. */
export function dual(p: SqlParser): boolean {
  const { dialect } = p.vocabulary;
  if ((dialect !== 'mysql' && dialect !== 'oracle') || !p.at('DUAL')) return false;
  const { kind, text } = p.peekAt(2);
  const stands = text !== '.' && text !== ',' && (dialect === 'mysql' || kind !== 'word' || !p.isName(p.peekAt(2)));
  return stands && p.accept('DUAL');
}

/** `alias = expression` and `@variable = expression` of SQL Server; nothing when neither is written. */
export function assignedProjection(p: SqlParser): Projection | undefined {
  const first = p.peek();
  if (p.peekAt(2).text !== '=') return undefined;
  const pos = p.start();
  if (first.kind === 'variable') {
    const left: Expression = { kind: 'Parameter', name: first.image.slice(1), sigil: '@', pos, end: first.endOffset };
    p.next();
    p.next();
    const right = p.expression();
    return { kind: 'Projection', expression: { kind: 'Binary', op: ':=', left, right, pos, end: right.end }, pos, end: p.end() };
  }
  if (!p.isName(first) && first.kind !== 'string') return undefined;
  const alias: Identifier = { kind: 'Identifier', name: first.image, quoted: first.kind !== 'word', pos, end: first.endOffset };
  p.next();
  p.next();
  return { kind: 'Projection', expression: p.expression(), alias, pos, end: p.end() };
}

/** `CROSS APPLY f(x)` and `OUTER APPLY (…)`: lateral joins. */
export function applyJoin(p: SqlParser, left: Relation, relation: () => Relation): Join | undefined {
  const { dialect } = p.vocabulary;
  if ((dialect !== 'mssql' && dialect !== 'oracle') || p.peekAt(2).text !== 'APPLY') return undefined;
  const outer = p.at('OUTER');
  if (!outer && !p.at('CROSS')) return undefined;
  p.next();
  p.next();
  const right = p.nested(relation);
  const lateral = right.kind === 'DerivedTable' || right.kind === 'TableFunction' ? { ...right, lateral: true } : right;
  const on: Expression = { kind: 'Literal', type: 'boolean', value: true, pos: -1, end: -1 };
  return { kind: 'Join', type: outer ? 'LEFT' : 'CROSS', natural: false, comma: false, left, right: lateral, ...(outer ? { on } : {}), using: [], pos: left.pos, end: p.end() };
}

/** Spark's `LATERAL VIEW [OUTER] explode(x) t AS a, b`: a lateral join with a table function. */
export function lateralView(p: SqlParser, left: Relation): Relation | undefined {
  if (!p.at('LATERAL') || p.peekAt(2).text !== 'VIEW') return undefined;
  p.expectAll('LATERAL', 'VIEW');
  const outer = p.accept('OUTER');
  const pos = p.start();
  const called = call(p, objectName(p, 'a table function'));
  const name = p.at('AS') ? undefined : p.identifier('a table');
  const columns = p.accept('AS') ? p.list(() => p.identifier('a column')) : [];
  const alias = name === undefined ? { alias: { name: { ...(columns[0] ?? p.fail('a name')) }, columns } } : { alias: { name, columns } };
  const right: TableFunction = { kind: 'TableFunction', call: called, wrapped: false, lateral: true, ordinality: false, ...alias, pos, end: p.end() };
  const on: Expression = { kind: 'Literal', type: 'boolean', value: true, pos: -1, end: -1 };
  return { kind: 'Join', type: outer ? 'LEFT' : 'CROSS', natural: false, comma: false, left, right, ...(outer ? { on } : {}), using: [], pos: left.pos, end: p.end() };
}

/** `DISTRIBUTE BY`, `SORT BY`, `CLUSTER BY`; https://spark.apache.org/docs/latest/sql-ref-syntax-qry-select-clusterby.html */
export function distribution(p: SqlParser, select: Draft<Select>): void {
  const list = (word: string): readonly Expression[] => (p.acceptAll(word, 'BY') ? p.list(() => p.expression()) : []);
  const found: Distribution = { clusterBy: list('CLUSTER'), distributeBy: list('DISTRIBUTE'), sortBy: p.acceptAll('SORT', 'BY') ? p.list(() => orderItem(p)) : [] };
  if (found.clusterBy.length + found.distributeBy.length + found.sortBy.length > 0) select.distribution = found;
}

/** The moment of a table: `AS OF TIMESTAMP x` of Oracle, `FOR SYSTEM_TIME AS OF x` of SQL Server, `FOR VERSION AS OF 3` of Trino, `VERSION AS OF 3` of Spark. */
export function momentClause(p: SqlParser): TimeTravel | undefined {
  const by = momentWords(p);
  return by === undefined ? undefined : { at: 'AT', by, value: p.above('in') };
}

function momentWords(p: SqlParser): string | undefined {
  const asOf = (...before: readonly string[]): boolean => p.acceptAll(...before, 'AS', 'OF');
  switch (p.vocabulary.dialect) {
    case 'oracle': return p.acceptAll('AS', 'OF', 'TIMESTAMP') ? 'TIMESTAMP' : p.acceptAll('AS', 'OF', 'SCN') ? 'SCN' : undefined;
    case 'mssql': return asOf('FOR', 'SYSTEM_TIME') ? 'TIMESTAMP' : undefined;
    case 'trino': return asOf('FOR', 'TIMESTAMP') ? 'TIMESTAMP' : asOf('FOR', 'VERSION') ? 'VERSION' : undefined;
    case 'spark':
      if (asOf('TIMESTAMP') || asOf('FOR', 'TIMESTAMP') || asOf('SYSTEM_TIME') || asOf('FOR', 'SYSTEM_TIME')) return 'TIMESTAMP';
      return asOf('VERSION') || asOf('FOR', 'VERSION') || asOf('SYSTEM_VERSION') || asOf('FOR', 'SYSTEM_VERSION') ? 'VERSION' : undefined;
    default: return undefined;
  }
}

/** Spark's multi-insert has INSERT behind a relation, and behind a projection. */
export const opensInsert = (p: SqlParser): boolean => p.vocabulary.dialect === 'spark' && p.at('INSERT') && (p.peekAt(2).text === 'INTO' || p.peekAt(2).text === 'OVERWRITE');
