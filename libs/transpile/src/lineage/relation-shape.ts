import { build, type Call, type Join, type Relation, type Resample, type SemanticView, type Table, type TableAlias, type TableFunction } from '@millrace/sql-ir';
import { tableFunctions } from '../snowflake-duckdb/table-functions/table-functions.ts';
import { originsOf } from './expression-origins.ts';
import { matched } from './match-shape.ts';
import { cteOf, emptyNames, inside, type NameScope } from './names.ts';
import { by, noOrigins, type Origins, originOf, union } from './origins.ts';
import { pivoted, unpivoted } from './pivot-shape.ts';
import { type LineageRelation, noShape, openTable, renamed, seenThrough, type Shape, type ShapeColumn, together } from './shape.ts';
import { compared, type Trace } from './trace.ts';

/** The relations that a FROM item brings into sight. `scope` is what a lateral item sees: the outer names and those to its left. */
export function relationsOf(relation: Relation, scope: NameScope, trace: Trace): readonly LineageRelation[] {
  switch (relation.kind) {
    case 'Table': return [tableRelation(relation, scope, trace)];
    case 'DerivedTable': return [derived(trace.query(relation.query, scope, trace), relation.alias, trace)];
    case 'TableFunction': return [functionRelation(relation, scope, trace)];
    case 'Join': return joined(relation, scope, trace);
    case 'Pivot': return [named(pivoted(relation, relationsOf(relation.source, scope, trace), scope, trace), relation.alias, trace)];
    case 'Unpivot': return [named(unpivoted(relation, relationsOf(relation.source, scope, trace), scope, trace), relation.alias, trace)];
    case 'MatchRecognize': return [named(matched(relation, relationsOf(relation.source, scope, trace), scope, trace), relation.alias, trace)];
    case 'Resample': return resampled(relation, scope, trace);
    case 'SemanticView': return [named(semanticShape(relation, trace), relation.alias, trace)];
  }
}

/** RESAMPLE adds rows, and columns that say which; all others stay. */
function resampled(relation: Resample, scope: NameScope, trace: Trace): readonly LineageRelation[] {
  const source = relationsOf(relation.source, scope, trace);
  const inner = inside(scope, { relations: source });
  trace.influence('group', union([relation.using, ...relation.partitionBy].map((part) => originsOf(part, inner, trace))));
  const added: Shape = { open: [], columns: relation.metadata.flatMap(({ alias }) => (alias === undefined ? [] : [{ name: trace.fold(alias), origins: noOrigins }])) };
  return relation.alias === undefined ? [...source, { ...added, qualifier: [] }] : [named(together([...source, added]), relation.alias, trace)];
}

/** The dimensions, facts and metrics that are asked of a semantic view. */
function semanticShape(view: SemanticView, trace: Trace): Shape {
  const table = view.name.map(trace.fold);
  const columns = view.parts.flatMap(({ items }) => items.flatMap(({ expression, alias }) => {
    const column = expression.kind === 'Column' ? expression.parts.at(-1) : undefined;
    const name = alias ?? column;
    return name === undefined ? [] : [{ name: trace.fold(name), origins: column === undefined ? noOrigins : originOf(table, trace.fold(column)) }];
  }));
  return { columns, open: [] };
}

/** A shape under an alias, with its column names. */
function named(shape: Shape, alias: TableAlias | undefined, trace: Trace): LineageRelation {
  if (alias === undefined) return { ...shape, qualifier: [] };
  return { ...renamed(shape, alias.columns.map(trace.fold)), name: compared(alias.name, trace), qualifier: [] };
}

/** A subquery in FROM: a step on the way where it has a name. */
function derived(shape: Shape, alias: TableAlias | undefined, trace: Trace): LineageRelation {
  const inner = named(shape, alias, trace);
  return alias === undefined ? inner : { ...inner, ...seenThrough(trace.fold(alias.name), inner) };
}

function tableRelation(table: Table, scope: NameScope, trace: Trace): LineageRelation {
  const parts = table.name.map(trace.fold);
  const [only] = table.name;
  const cte = parts.length === 1 && only !== undefined ? cteOf(scope, compared(only, trace)) : undefined;
  const columns = table.alias?.columns.map(trace.fold) ?? [];
  const last = table.alias?.name ?? table.name.at(-1);
  const name = last === undefined ? {} : { name: compared(last, trace) };
  if (cte !== undefined) return { ...renamed(seenThrough(parts[0] ?? '', cte), columns), ...name, qualifier: [] };
  return { ...renamed(tableShape(parts, trace), columns), ...name, qualifier: table.alias === undefined ? table.name.slice(0, -1).map((part) => compared(part, trace)) : [] };
}

/** The columns of a table: the catalog's, else whatever is asked for. */
export function tableShape(parts: readonly string[], trace: Trace): Shape {
  const found = trace.catalog?.table(parts);
  if (found === undefined) return openTable(parts);
  return { columns: found.columns.map(({ name }) => ({ name, origins: originOf(found.name, name) })), open: [] };
}

function functionRelation(relation: TableFunction, scope: NameScope, trace: Trace): LineageRelation {
  const { call, alias } = relation;
  if (call.kind === 'Verbatim') return named(noShape, alias, trace);
  const shape = functionShape(call, alias, scope, trace);
  const columns = relation.ordinality && shape.open.length === 0 ? [...shape.columns, { name: 'ordinality', origins: noOrigins }] : shape.columns;
  return { ...named({ ...shape, columns }, alias, trace), ...(alias === undefined ? { name: trace.compare(call.name.at(-1)?.name ?? '') } : {}) };
}

function functionShape(call: Call, alias: TableAlias | undefined, scope: NameScope, trace: Trace): Shape {
  const name = call.name.at(-1)?.name.toUpperCase() ?? '';
  const [first] = call.args;
  if (/^READ_|_SCAN$/.test(name) && first?.kind === 'Literal' && first.type === 'string') return openTable([first.value]);
  const origins = by('derived', union(call.args.map((arg) => originsOf(arg, scope, trace))));
  const known = trace.dialect === 'snowflake' ? tableFunctions[name]?.columns : undefined;
  if (known !== undefined && known.length > 0) return { columns: known.map((column) => ({ name: column.name, origins })), open: [] };
  // `unnest(a) AS x` names the column too.
  if (alias !== undefined && alias.columns.length === 0 && trace.dialect !== 'snowflake') return { columns: [{ name: trace.fold(alias.name), origins }], open: [{ star: origins, except: new Set() }] };
  return { columns: alias?.columns.map((column) => ({ name: trace.fold(column), origins })) ?? [], open: [{ star: origins, except: new Set() }] };
}

function joined(join: Join, scope: NameScope, trace: Trace): readonly LineageRelation[] {
  const left = relationsOf(join.left, scope, trace);
  const right = relationsOf(join.right, inside(scope, { relations: left }), trace);
  const both = [...left, ...right];
  for (const condition of [join.on, join.match]) if (condition !== undefined) trace.influence('join', originsOf(condition, inside(scope, { relations: both }), trace));
  const shared = join.natural ? commonNames(left, right, trace) : join.using.map(trace.fold);
  const visible = shared.length === 0 ? both : merged(left, right, shared, join, trace);
  return join.type === 'SEMI' || join.type === 'ANTI' ? left : visible;
}

function commonNames(left: readonly Shape[], right: readonly Shape[], trace: Trace): readonly string[] {
  const names = new Set(right.flatMap(({ columns }) => columns.map(({ name }) => trace.compare(name))));
  return left.flatMap(({ columns }) => columns.map(({ name }) => name)).filter((name) => names.has(trace.compare(name)));
}

/** The sides of USING: one column stands for both, first of all columns. Rule: https://www.postgresql.org/docs/current/queries-table-expressions.html */
function merged(left: readonly LineageRelation[], right: readonly LineageRelation[], shared: readonly string[], join: Join, trace: Trace): readonly LineageRelation[] {
  const keys = new Set(shared.map(trace.compare));
  const find = (side: readonly LineageRelation[], name: string): Origins => originsOf(build.column(name), { ...emptyNames, relations: side }, trace);
  const columns = shared.map((name): ShapeColumn => {
    const [a, b] = [find(left, name), find(right, name)];
    trace.influence('join', union([a, b]));
    return { name, origins: join.type === 'FULL' ? by('derived', union([a, b])) : join.type === 'RIGHT' ? b : a };
  });
  const hide = (relation: LineageRelation): LineageRelation => ({
    ...relation,
    columns: relation.columns.map((column) => (keys.has(trace.compare(column.name)) ? { ...column, hidden: true } : column)),
  });
  return [{ columns, open: [], qualifier: [] }, ...left.map(hide), ...right.map(hide)];
}
