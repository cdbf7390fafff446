import type { Call, Changes, DataType, Expression, Join, NodeOf, OrderItem, Property, Relation, Sample, Spanned, Table, TableAlias, TimeTravel } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { orderBy } from './calls.ts';
import { property, propertyList } from './properties.ts';
import { shapedTable } from './shapes.ts';

/** ` AS t (a, b)`, nothing for none. */
export function tableAlias(w: Writer, alias: TableAlias | undefined): void {
  if (alias === undefined) return;
  w.text += w.dialect.syntax.tableAlias;
  w.node(alias.name);
  const { types } = alias;
  if (types !== undefined) typedColumns(w, alias, types);
  else if (alias.columns.length > 0) {
    w.text += ' ';
    w.names(alias.columns);
  }
}

/** What a function that returns records returns, which only PostgreSQL asks for. */
function typedColumns(w: Writer, alias: TableAlias, types: readonly DataType[]): void {
  w.need(w.dialect.name === 'postgres', alias.name, 'column types in an alias');
  w.text += ' (';
  alias.columns.forEach((name, i) => {
    w.text += i > 0 ? ', ' : '';
    w.node(name);
    const type = types[i];
    if (type === undefined) return;
    w.text += ' ';
    w.node(type);
  });
  w.text += ')';
}

function sample(w: Writer, n: Relation, s: Sample | undefined): void {
  if (s === undefined) return;
  w.text += w.dialect.name === 'oracle' ? ' SAMPLE ' : ' TABLESAMPLE ';
  sampleSize(w, n, s);
}

const percentWords: ReadonlySet<string> = new Set(['duckdb', 'mssql', 'spark']);

/** Snowflake's ROW and BLOCK by their standard names; a fixed number of rows is a reservoir's work. https://duckdb.org/docs/stable/sql/samples */
function duckdbMethod({ method, unit }: Sample): Sample['method'] {
  if (unit === 'ROWS' && method !== 'RESERVOIR') return undefined;
  return method === 'ROW' ? 'BERNOULLI' : method === 'BLOCK' ? 'SYSTEM' : method;
}

/** `BERNOULLI (10) SEED (1)`, of a table or of a whole query. */
export function sampleSize(w: Writer, n: Spanned, s: Sample): void {
  w.need(w.dialect.capabilities.sample, n, 'TABLESAMPLE');
  if (s.bucket !== undefined) return bucket(w, n, s, s.bucket);
  const units = w.dialect.name !== 'postgres' && w.dialect.name !== 'trino';
  w.need(units || s.unit === 'PERCENT', n, 'sample by rows');
  // PostgreSQL wants a method; Bernoulli is what the others do by default.
  const method = w.dialect.name === 'duckdb' ? duckdbMethod(s) : (s.method ?? (units ? undefined : 'BERNOULLI'));
  w.need(w.dialect.name !== 'duckdb' || s.size.kind === 'Literal', n, 'sample of a size that is no constant');
  w.text += method === undefined ? '(' : `${method} (`;
  w.node(s.size);
  if (s.unit === 'ROWS') w.text += ' ROWS';
  else if (percentWords.has(w.dialect.name)) w.text += ' PERCENT';
  w.text += ')';
  if (s.seed === undefined) return;
  w.need(w.dialect.name !== 'trino', n, 'sample by a seed');
  w.text += w.dialect.name === 'snowflake' || w.dialect.name === 'oracle' ? ' SEED (' : ' REPEATABLE (';
  w.node(s.seed);
  w.text += ')';
}

/** `(BUCKET 4 OUT OF 10 ON a)`. */
function bucket(w: Writer, n: Spanned, s: Sample, { of, on }: NonNullable<Sample['bucket']>): void {
  w.need(w.dialect.name === 'spark', n, 'a sample by buckets');
  w.text += '(BUCKET ';
  w.node(s.size);
  w.text += ' OUT OF ';
  w.node(of);
  if (on !== undefined) {
    w.text += ' ON ';
    w.node(on);
  }
  w.text += ')';
}

const momentWords: { readonly [D in Writer['dialect']['name']]?: (by: string) => string } = {
  oracle: (by) => ` AS OF ${by} `, mssql: () => ' FOR SYSTEM_TIME AS OF ', trino: (by) => ` FOR ${by} AS OF `, spark: (by) => ` ${by} AS OF `,
};

/** A table as it was at a moment, in the words of those who have no AT. */
function moment(w: Writer, t: TimeTravel): void {
  w.need(t.at === 'AT' && (t.by === 'TIMESTAMP' || (t.by === 'VERSION' && w.dialect.name !== 'mssql' && w.dialect.name !== 'oracle') || (t.by === 'SCN' && w.dialect.name === 'oracle')), t.value, `${t.at} (${t.by} => …)`);
  w.text += momentWords[w.dialect.name]?.(t.by) ?? '';
  w.expression(t.value, w.dialect.precedence.in.power + 1);
}

/** ` AT (TIMESTAMP => …)`, nothing for none. */
export function timeTravel(w: Writer, t: TimeTravel | undefined): void {
  if (t === undefined) return;
  if (w.dialect.name !== 'snowflake') return moment(w, t);
  w.text += t.by === '' ? ` ${t.at} (` : ` ${t.at} (${t.by} => `;
  w.node(t.value);
  w.text += ')';
}

/** `CHANGES (INFORMATION => …) AT (…) END (…)`. */
function changes(w: Writer, n: Table, c: Changes): void {
  w.need(w.dialect.name === 'snowflake', n, 'CHANGES');
  w.text += ' CHANGES (INFORMATION => ';
  w.node(c.information);
  w.text += ')';
}

function table(w: Writer, n: Table): void {
  if (n.only === true) {
    w.need(w.dialect.name === 'postgres', n, 'ONLY before a table');
    w.text += 'ONLY ';
  }
  w.name(n.name);
  if (n.options !== undefined) {
    w.need(w.dialect.capabilities.stages, n, 'options of a stage');
    w.text += ' (';
    w.list(n.options);
    w.text += ')';
  }
  if (n.timeTravel !== undefined) w.need(w.dialect.capabilities.timeTravel, n, 'time travel');
  if (n.changes !== undefined) changes(w, n, n.changes);
  timeTravel(w, n.timeTravel);
  timeTravel(w, n.changes?.until);
  const sampleFirst = w.dialect.name === 'oracle' || w.dialect.name === 'spark';
  if (sampleFirst) sample(w, n, n.sample);
  tableAlias(w, n.alias);
  if (n.indexedBy !== undefined) indexedBy(w, n, n.indexedBy);
  if (n.hints !== undefined) hints(w, n, n.hints);
  if (!sampleFirst) sample(w, n, n.sample);
}

/** A hint that changes no result, but fails where it cannot be followed; only SQLite has it. */
function indexedBy(w: Writer, n: Table, hint: NonNullable<Table['indexedBy']>): void {
  w.need(w.dialect.name === 'sqlite', n, 'INDEXED BY');
  if (hint === 'NOT INDEXED') w.text += ' NOT INDEXED';
  else {
    w.text += ' INDEXED BY ';
    w.node(hint);
  }
}

/** Hints of SQL Server that decide what is locked or left out; the others only say how to read, or what others do anyway. */
const locking: ReadonlySet<string> = new Set(['UPDLOCK', 'XLOCK', 'TABLOCK', 'TABLOCKX', 'HOLDLOCK', 'SERIALIZABLE', 'REPEATABLEREAD', 'READPAST']);

/** ` WITH (NOLOCK)` and ` USE INDEX (i)`, where they mean something. */
function hints(w: Writer, n: Table, list: readonly Property[]): void {
  if (w.dialect.name !== 'mssql') {
    for (const { name } of list) w.need(!locking.has(name), n, `table hint ${name}`);
    if (w.dialect.name !== 'mysql') return;
    for (const hint of list) {
      if (!hint.name.includes(' INDEX')) continue;
      w.text += ' ';
      property(w, hint);
    }
    return;
  }
  const own = list.filter(({ name }) => !name.includes(' INDEX'));
  if (own.length === 0) return;
  w.text += ' WITH (';
  propertyList(w, own, ', ');
  w.text += ')';
}

function lateral(w: Writer, n: NodeOf<'DerivedTable' | 'TableFunction'>): void {
  if (!n.lateral) return;
  w.need(w.dialect.capabilities.lateral, n, 'LATERAL');
  w.text += 'LATERAL ';
}

const joinWords: { readonly [T in Join['type']]: string } = {
  INNER: 'JOIN', LEFT: 'LEFT JOIN', RIGHT: 'RIGHT JOIN', FULL: 'FULL JOIN', CROSS: 'CROSS JOIN', SEMI: 'SEMI JOIN', ANTI: 'ANTI JOIN',
  ASOF: 'ASOF JOIN', 'ASOF LEFT': 'ASOF LEFT JOIN', POSITIONAL: 'POSITIONAL JOIN',
};

function joinNeeds(w: Writer, n: Join): void {
  const can = w.dialect.capabilities;
  if (n.type === 'FULL') w.need(can.fullJoin, n, 'FULL JOIN');
  if (n.type === 'SEMI' || n.type === 'ANTI') w.need(can.semiJoin, n, `${n.type} JOIN`);
  if (n.type === 'ASOF' || n.type === 'ASOF LEFT') w.need(can.asofJoin, n, `${n.type} JOIN`);
  if (n.type === 'POSITIONAL') w.need(w.dialect.name === 'duckdb', n, 'POSITIONAL JOIN');
  if (n.directed === true) w.need(w.dialect.name === 'snowflake', n, 'DIRECTED JOIN');
  if (n.match !== undefined) w.need(w.dialect.name === 'snowflake', n, 'MATCH_CONDITION');
}

/** A comma binds less than JOIN, so inside a join it is written out, in parentheses. */
export function side(w: Writer, n: Relation, right: boolean): void {
  if (n.kind !== 'Join' || (!right && !n.comma) || n.alias !== undefined) return w.node(n);
  w.text += '(';
  w.node(n.comma ? { ...n, comma: false } : n);
  w.text += ')';
}

function join(w: Writer, n: Join): void {
  if (n.alias === undefined) return bareJoin(w, n);
  w.need(w.dialect.name === 'postgres', n, 'a name for a join');
  w.text += '(';
  bareJoin(w, n);
  w.text += ')';
  tableAlias(w, n.alias);
}

function bareJoin(w: Writer, n: Join): void {
  joinNeeds(w, n);
  if (n.comma) w.node(n.left);
  else side(w, n.left, false);
  if (n.comma) w.text += ',';
  w.indented(() => {
    w.line();
    if (!n.comma) joined(w, n);
    else if (n.right.kind === 'Join' && n.right.comma) side(w, n.right, true);
    else w.node(n.right);
  });
}

/** From the word JOIN on. */
function joined(w: Writer, n: Join): void {
  const { on, match } = n;
  const words = n.directed === true ? joinWords[n.type].replace('JOIN', 'DIRECTED JOIN') : joinWords[n.type];
  w.need(!n.natural || n.using.length === 0 || w.dialect.name === 'snowflake', n, 'NATURAL JOIN … USING');
  w.text += n.natural ? `NATURAL ${words} ` : `${words} `;
  side(w, n.right, true);
  if (match !== undefined) {
    w.text += ' MATCH_CONDITION (';
    w.node(match);
    w.text += ')';
  }
  if (on !== undefined) {
    w.text += ' ON ';
    w.node(on);
  } else if (n.using.length > 0) {
    w.text += ' USING ';
    w.names(n.using);
    if (n.usingAlias === undefined) return;
    w.need(w.dialect.name === 'postgres', n, 'a name for USING');
    w.text += ' AS ';
    w.node(n.usingAlias);
  }
}

function rowsFrom(w: Writer, n: Call): void {
  w.need(w.dialect.name === 'postgres', n, 'ROWS FROM');
  w.text += 'ROWS FROM (';
  w.list(n.args);
  w.text += ')';
}

/** ` FOR a IN (…)`, without the FOR. */
function pivotAxis(w: Writer, column: Expression, values: NodeOf<'Pivot'>['values'], order: readonly OrderItem[]): void {
  w.expression(column, w.dialect.precedence.in.power + 1);
  w.text += ' IN ';
  if (values !== 'ANY' && !('kind' in values)) return w.filled(values, (value) => w.node(value));
  w.text += '(';
  if (values === 'ANY') {
    w.text += 'ANY';
    orderBy(w, order);
  } else w.node(values);
  w.text += ')';
}

/** What reshapes the rows before it: on their line when it fits, else on one of its own, as a join stands. */
function reshape(w: Writer, source: Relation, write: () => void): void {
  side(w, source, true);
  const behind = (): void => {
    w.text += ' ';
    write();
  };
  if (!w.pretty) return behind();
  if (w.fits(behind)) return;
  w.indented(() => {
    w.line();
    write();
  });
}

function pivot(w: Writer, n: NodeOf<'Pivot'>): void {
  w.need(w.dialect.capabilities.pivot, n, 'PIVOT');
  reshape(w, n.source, () => pivotClause(w, n));
}

function pivotClause(w: Writer, n: NodeOf<'Pivot'>): void {
  const { defaultOnNull } = n;
  w.text += 'PIVOT (';
  w.list(n.aggregates);
  w.text += ' FOR ';
  pivotAxis(w, n.column, n.values, n.orderBy ?? []);
  if (n.more !== undefined || n.groupBy !== undefined) w.need(w.dialect.name === 'duckdb', n, 'PIVOT of several columns');
  for (const { column, values } of n.more ?? []) {
    w.text += ' ';
    pivotAxis(w, column, values, []);
  }
  if (n.groupBy !== undefined) {
    w.text += ' GROUP BY ';
    w.list(n.groupBy);
  }
  if (defaultOnNull !== undefined) {
    w.need(w.dialect.name === 'snowflake', n, 'PIVOT … DEFAULT ON NULL');
    w.text += ' DEFAULT ON NULL (';
    w.node(defaultOnNull);
    w.text += ')';
  }
  w.text += ')';
  tableAlias(w, n.alias);
}

function unpivot(w: Writer, n: NodeOf<'Unpivot'>): void {
  w.need(w.dialect.capabilities.pivot, n, 'UNPIVOT');
  reshape(w, n.source, () => unpivotClause(w, n));
}

function unpivotClause(w: Writer, n: NodeOf<'Unpivot'>): void {
  w.text += n.includeNulls ? 'UNPIVOT INCLUDE NULLS (' : 'UNPIVOT (';
  if (n.more === undefined) w.node(n.value);
  else {
    w.need(w.dialect.name === 'duckdb', n, 'UNPIVOT into several columns');
    w.names([n.value, ...n.more]);
  }
  w.text += ' FOR ';
  w.node(n.name);
  w.text += ' IN ';
  w.filled(n.columns, (column) => w.node(column));
  w.text += ')';
  tableAlias(w, n.alias);
}

/** Standard SQL's relations. */
export const relations: Pick<Printers, Exclude<Relation['kind'], 'MatchRecognize' | 'SemanticView' | 'Resample'>> = {
  Table: table,
  DerivedTable(w, n) {
    lateral(w, n);
    w.block(() => w.node(n.query));
    tableAlias(w, n.alias);
    sample(w, n, n.sample);
  },
  TableFunction(w, n) {
    lateral(w, n);
    const wrapped = n.wrapped && w.dialect.capabilities.tableWrapper;
    if (wrapped) w.text += 'TABLE(';
    if (n.shape !== undefined) shapedTable(w, n, n.shape);
    else if (n.call.kind === 'Call' && n.call.name[0]?.name === 'ROWS FROM') rowsFrom(w, n.call);
    else w.node(n.call);
    if (wrapped) w.text += ')';
    if (n.ordinality) w.text += ' WITH ORDINALITY';
    tableAlias(w, n.alias);
    sample(w, n, n.sample);
  },
  Join: join,
  Pivot: pivot,
  Unpivot: unpivot,
};
