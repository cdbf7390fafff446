import { type Assignment, type Copy, type DialectName, forEachChild, type Identifier, type Insert, type InsertAll, isStatement, type Merge, type Relation, type Statement, type Table, type Update } from '@millrace/sql-ir';
import { originsOf } from './expression-origins.ts';
import type { Lineage, LineageCatalog, LineageColumn } from './lineage.ts';
import { emptyNames, inside, type NameScope } from './names.ts';
import { originsAtName } from './output-column.ts';
import { noOrigins, type Origins, union } from './origins.ts';
import { queryShape } from './query-shape.ts';
import { relationsOf, tableShape } from './relation-shape.ts';
import { noShape, originsAt, type Shape, starOf, together } from './shape.ts';
import { createTrace, type Trace } from './trace.ts';
import { withNames } from './with-names.ts';

export interface LineageOptions {
  readonly dialect: DialectName;
  /** Absent, or where it does not know a table: a column belongs to the one table it can be of, else to none. */
  readonly catalog?: LineageCatalog;
  /** The text the statement was parsed from; gives unnamed columns their names. */
  readonly source?: string;
}

/**
 * Tells for each column of a statement's result, or of the table it writes, which columns of tables its values come from, and which
 * columns decide about the rows. Never throws on a statement that names what is not there: such a column is of a table without a name.
 *
 * @example lineage(parseStatement('SELECT a + b AS c FROM t', { dialect: 'duckdb' }), { dialect: 'duckdb' }).columns[0] // c, derived from t.a and t.b
 */
export function lineage(statement: Statement, options: LineageOptions): Lineage {
  const { dialect, ...rest } = options;
  const trace = createTrace(dialect, { ...rest, query: queryShape });
  return { statement: statement.kind, columns: columnsOf(statement, trace), influences: trace.influences() };
}

/** What a table's columns are given. */
interface Written {
  readonly table: readonly string[];
  readonly columns: readonly { readonly name: string; readonly origins: Origins }[];
}

const listed = (columns: Written['columns'], table?: readonly string[]): readonly LineageColumn[] =>
  columns.map(({ name, origins }) => ({ name, ...(table === undefined ? {} : { table }), sources: [...origins.values()] }));

const written = (all: readonly Written[]): readonly LineageColumn[] => all.flatMap(({ table, columns }) => listed(columns, table));

function columnsOf(statement: Statement, trace: Trace): readonly LineageColumn[] {
  switch (statement.kind) {
    case 'QueryStatement': return listed(starOf(queryShape(statement.query, emptyNames, trace)));
    case 'Insert': return written([inserted(statement, trace)]);
    case 'InsertAll': return written(insertedAll(statement, trace));
    case 'Update': return written([updated(statement, trace)]);
    case 'Merge': return written([mergedInto(statement, trace)]);
    case 'Copy': return written([copied(statement, trace)]);
    case 'CreateTable': {
      if (statement.query === undefined && statement.clone === undefined) return [];
      const source = statement.query !== undefined ? queryShape(statement.query, emptyNames, trace) : statement.clone === undefined ? noShape : tableShape(statement.clone.map(trace.fold), trace);
      return written([{ table: statement.name.map(trace.fold), columns: assigned(statement.columns.map(({ name }) => name), source, undefined, trace) }]);
    }
    case 'CreateView': return written([{ table: statement.name.map(trace.fold), columns: assigned(statement.columns.map(({ name }) => name), queryShape(statement.query, emptyNames, trace), undefined, trace) }]);
    case 'Delete': {
      const scope = inside(withNames(statement, emptyNames, trace), { relations: fromBoth(statement.table, statement.using, trace, withNames(statement, emptyNames, trace)) });
      if (statement.where !== undefined) trace.influence('filter', originsOf(statement.where, scope, trace));
      return [];
    }
    default: return nested(statement).flatMap((inner) => columnsOf(inner, trace));
  }
}

/** The statements of a script, or of whatever else holds some. */
function nested(statement: Statement): readonly Statement[] {
  const found: Statement[] = [];
  forEachChild(statement, (child) => { if (isStatement(child)) found.push(child); });
  return found;
}

/** The columns of a source under the names of the columns they go to: those given, else the table's, else their own. */
function assigned(names: readonly Identifier[], source: Shape, target: Shape | undefined, trace: Trace): Written['columns'] {
  const given = names.length > 0 ? names.map(trace.fold) : target !== undefined && target.open.length === 0 ? target.columns.map(({ name }) => name) : undefined;
  if (given === undefined) return starOf(source);
  const [first] = source.open;
  if (first !== undefined && source.columns.length === 0 && source.open.length === 1) return given.map((name, i) => ({ name, origins: originsAt(source, i) }));
  return given.slice(0, names.length > 0 || first !== undefined ? given.length : source.columns.length).map((name, i) => ({ name, origins: originsAt(source, i) }));
}

function inserted(statement: Insert, trace: Trace): Written {
  const table = statement.table.name.map(trace.fold);
  if (statement.source === 'DEFAULT VALUES') return { table, columns: [] };
  const scope = withNames(statement, emptyNames, trace);
  const source = queryShape(statement.source, scope, trace);
  const target = known(table, trace);
  const columns = statement.byName ? starOf(source) : assigned(statement.columns, source, target, trace);
  if (statement.conflict === undefined) return { table: target?.table ?? table, columns };
  const excluded = { name: trace.compare('excluded'), qualifier: [], columns, open: [] };
  const inner = inside(scope, { relations: [...relationsOf(statement.table, scope, trace), excluded] });
  return { table: target?.table ?? table, columns: merge([columns, settings(statement.conflict.set, inner, trace)], trace) };
}

/** The columns of a table that the catalog describes, under its full name. */
function known(table: readonly string[], trace: Trace): (Shape & { readonly table: readonly string[] }) | undefined {
  const found = trace.catalog?.table(table);
  return found === undefined ? undefined : { table: found.name, open: [], columns: found.columns.map(({ name }) => ({ name, origins: noOrigins })) };
}

function insertedAll(statement: InsertAll, trace: Trace): readonly Written[] {
  const source = queryShape(statement.source, emptyNames, trace);
  const scope = inside(emptyNames, { relations: [{ ...source, qualifier: [] }] });
  for (const { condition } of statement.branches) if (condition !== undefined) trace.influence('filter', originsOf(condition, scope, trace));
  return [...statement.branches.flatMap(({ into }) => into), ...statement.otherwise].map(({ table, columns, values }) => {
    const name = table.name.map(trace.fold);
    const target = known(name, trace);
    const row: Shape = values.length === 0 ? source : { open: [], columns: values.map((value, i) => ({ name: `$${i + 1}`, origins: originsOf(value, scope, trace) })) };
    return { table: target?.table ?? name, columns: assigned(columns, row, target, trace) };
  });
}

/** The relations of a table that is changed and of what stands beside it. */
function fromBoth(table: Table, beside: Relation | undefined, trace: Trace, scope: NameScope): NameScope['relations'] {
  const target = relationsOf(table, emptyNames, trace);
  return beside === undefined ? target : [...target, ...relationsOf(beside, inside(scope, { relations: target }), trace)];
}

const settings = (set: readonly Assignment[], scope: NameScope, trace: Trace): Written['columns'] =>
  set.map(({ column, value }) => {
    const last = column.parts.at(-1);
    return { name: last === undefined ? '' : trace.fold(last), origins: originsOf(value, scope, trace) };
  });

/** One entry per column, with the sources of all. */
function merge(lists: readonly Written['columns'][], trace: Trace): Written['columns'] {
  const all = new Map<string, Written['columns'][number]>();
  for (const column of lists.flat()) {
    const before = all.get(trace.compare(column.name));
    all.set(trace.compare(column.name), before === undefined ? column : { ...before, origins: union([before.origins, column.origins]) });
  }
  return [...all.values()];
}

/** The full name of the table that is written, as far as it is known. */
const fullName = (table: Table, trace: Trace): readonly string[] => known(table.name.map(trace.fold), trace)?.table ?? table.name.map(trace.fold);

function updated(statement: Update, trace: Trace): Written {
  const outer = withNames(statement, emptyNames, trace);
  const scope = inside(outer, { relations: fromBoth(statement.table, statement.from, trace, outer) });
  if (statement.where !== undefined) trace.influence('filter', originsOf(statement.where, scope, trace));
  return { table: fullName(statement.table, trace), columns: merge([settings(statement.set, scope, trace)], trace) };
}

function mergedInto(statement: Merge, trace: Trace): Written {
  const outer = withNames(statement, emptyNames, trace);
  const target = relationsOf(statement.target, emptyNames, trace);
  const from = relationsOf(statement.source, outer, trace);
  const scope = inside(outer, { relations: [...target, ...from] });
  trace.influence('join', originsOf(statement.on, scope, trace));
  const source = together(from);
  const shape = known(statement.target.name.map(trace.fold), trace);
  const lists = statement.whens.map(({ condition, action }): Written['columns'] => {
    if (condition !== undefined) trace.influence('filter', originsOf(condition, scope, trace));
    switch (action.type) {
      case 'UPDATE': return settings(action.set, scope, trace);
      case 'INSERT': return assigned(action.columns, { open: [], columns: action.values.map((value, i) => ({ name: `$${i + 1}`, origins: originsOf(value, scope, trace) })) }, shape, trace);
      case 'UPDATE ALL BY NAME': case 'INSERT ALL BY NAME': return shape === undefined ? starOf(source) : shape.columns.map(({ name }) => ({ name, origins: originsAtName(source, trace.compare(name), trace) ?? noOrigins }));
      case 'UPDATE *': case 'INSERT *': return assigned([], source, shape, trace);
      case 'DELETE': case 'DO NOTHING': case 'INSERT DEFAULT VALUES': case 'ERROR': return [];
    }
  });
  return { table: fullName(statement.target, trace), columns: merge(lists, trace) };
}

function copied(statement: Copy, trace: Trace): Written {
  const table = statement.target.name.map(trace.fold);
  const { source } = statement;
  const shape = source.kind === 'Table' ? together(relationsOf(source, emptyNames, trace)) : queryShape(source, emptyNames, trace);
  const target = known(table, trace);
  return { table: target?.table ?? table, columns: assigned(statement.columns, shape, target, trace) };
}
