import { build, type Expression, type GroupBy, type Projection, type Query, type Select, type SetOperation, type Star, type Values, visit } from '@millrace/sql-ir';
import { isAggregate, noteWindow, originsOf, starShape } from './expression-origins.ts';
import { inside, type NameScope } from './names.ts';
import { originsAtName, outputName } from './output-column.ts';
import { noOrigins, type Origins, union } from './origins.ts';
import { relationsOf } from './relation-shape.ts';
import { combined } from './set-shape.ts';
import { noShape, originsAt, type Shape, type ShapeColumn } from './shape.ts';
import { compared, type Trace } from './trace.ts';
import { withNames } from './with-names.ts';

/** The columns of a query, and where they come from. */
export function queryShape(query: Query, outer: NameScope, trace: Trace): Shape {
  const scope = withNames(query, outer, trace);
  switch (query.kind) {
    case 'Select': return selectShape(query, scope, trace);
    case 'SetOperation': return setShape(query, scope, trace);
    case 'Values': return valuesShape(query, scope, trace);
  }
}

function selectShape(select: Select, outer: NameScope, trace: Trace): Shape {
  const relations = select.from === undefined ? [] : relationsOf(select.from, inside(outer, {}), trace);
  const base = inside(outer, { relations, windows: new Map(select.windows.map(({ name, spec }) => [compared(name, trace), spec])), ...(select.connectBy === undefined ? {} : { locals: treeDepth(trace) }) });
  const { shape, outputs } = listShape(select.projections, base, trace);
  const named = { ...base, outputs };
  const scope = trace.lateralAliases ? named : base;
  const note = (use: 'filter' | 'group', expression: Expression | undefined, at: NameScope): void => {
    if (expression !== undefined) trace.influence(use, originsOf(expression, at, trace));
  };
  for (const condition of [select.where, select.having, select.qualify, select.connectBy?.start, select.connectBy?.condition]) note('filter', condition, scope);
  if (typeof select.distinct !== 'boolean') for (const key of select.distinct) note('group', key, named);
  if (select.groupBy !== undefined) noteGroups(select.groupBy, select, shape, named, trace);
  for (const { spec } of select.windows) noteWindow(spec, scope, trace);
  noteOrder(select, shape, named, trace);
  return shape;
}

/** What CONNECT BY adds to the names in sight. Rule: https://docs.snowflake.com/en/sql-reference/constructs/connect-by */
const treeDepth = (trace: Trace): ReadonlySet<string> => new Set([compared(build.identifier('LEVEL', false), trace)]);

/** The SELECT list, left to right: where the dialect allows it, an alias may be used by what follows it. */
function listShape(projections: readonly Projection[], base: NameScope, trace: Trace): { readonly shape: Shape; readonly outputs: NameScope['outputs'] } {
  const columns: ShapeColumn[] = [];
  const open: Shape['open'][number][] = [];
  const outputs = new Map<string, Origins>();
  const scope = trace.lateralAliases ? { ...base, outputs } : base;
  for (const projection of projections) {
    const { expression, alias } = projection;
    if (expression.kind === 'Star') {
      const star = expandedStar(expression, scope, trace);
      columns.push(...star.columns);
      open.push(...star.open);
      continue;
    }
    const origins = originsOf(expression, scope, trace);
    columns.push({ name: outputName(projection, columns.length + 1, trace), origins });
    if (alias !== undefined && !mentions(expression, compared(alias, trace), trace)) outputs.set(compared(alias, trace), origins);
  }
  return { shape: { columns, open }, outputs };
}

function mentions(expression: Expression, name: string, trace: Trace): boolean {
  let found = false;
  visit(expression, { Column: ({ parts: [first, second] }) => { if (first !== undefined && second === undefined && compared(first, trace) === name) found = true; } });
  return found;
}

/** What `*` stands for, with its EXCLUDE, REPLACE, RENAME and ILIKE. */
function expandedStar(star: Star, scope: NameScope, trace: Trace): Shape {
  const all = starShape(star.qualifier.map((part) => compared(part, trace)), scope);
  const replaced = new Map(star.replace.map(({ name, expression }) => [compared(name, trace), { name: trace.fold(name), origins: originsOf(expression, scope, trace) }]));
  const newNames = new Map(star.rename.map(({ from, to }) => [compared(from, trace), { from, name: trace.fold(to) }]));
  const excluded = new Set(star.exclude.map((name) => compared(name, trace)));
  const like = star.ilike === undefined ? undefined : likePattern(star.ilike);
  const columns = all.columns.filter(({ name, hidden }) => hidden !== true && !excluded.has(trace.compare(name)) && like?.test(name) !== false).map((column): ShapeColumn => {
    const key = trace.compare(column.name);
    return { name: newNames.get(key)?.name ?? column.name, origins: replaced.get(key)?.origins ?? column.origins };
  });
  const known = new Set(all.columns.map(({ name }) => trace.compare(name)));
  // Of a table that no catalog describes, the columns that are named here are known after all.
  const told = all.open.length === 0 ? [] : [
    ...[...replaced].filter(([key]) => !known.has(key)).map(([, column]) => column),
    ...[...newNames].filter(([key]) => !known.has(key)).map(([, { from, name }]) => ({ name, origins: originsOf({ kind: 'Column', parts: [...star.qualifier, from], pos: from.pos, end: from.end }, scope, trace) })),
  ];
  const except = [...excluded, ...replaced.keys(), ...newNames.keys()];
  return { columns: [...columns, ...told], open: all.open.map((part) => ({ ...part, except: new Set([...part.except, ...except]) })) };
}

const likePattern = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*').replaceAll('_', '.')}$`, 'is');

function noteGroups(groupBy: GroupBy, select: Select, shape: Shape, scope: NameScope, trace: Trace): void {
  if (groupBy.type === 'ALL') {
    const keys = select.projections.filter(({ expression }) => expression.kind !== 'Star' && !sums(expression)).map(({ expression }) => originsOf(expression, scope, trace));
    return trace.influence('group', union(keys));
  }
  for (const item of groupBy.items) trace.influence('group', positionOf(item, shape) ?? originsOf(item, scope, trace));
}

function sums(expression: Expression): boolean {
  let found = false;
  visit(expression, { Call: (call) => { if (call.over === undefined && isAggregate(call)) found = true; } });
  return found;
}

/** `ORDER BY 2`: the second column. */
function positionOf(expression: Expression, shape: Shape): Origins | undefined {
  return expression.kind === 'Literal' && expression.type === 'number' && shape.open.length === 0 ? originsAt(shape, Number(expression.value) - 1) : undefined;
}

/** ORDER BY means the columns of the result before those of FROM. */
function noteOrder(query: Pick<Query, 'orderBy'>, shape: Shape, scope: NameScope, trace: Trace): void {
  for (const { expression } of query.orderBy) {
    const [only, second] = expression.kind === 'Column' ? expression.parts : [];
    const output = only === undefined || second !== undefined ? undefined : originsAtName(shape, compared(only, trace), trace);
    trace.influence('order', positionOf(expression, shape) ?? output ?? originsOf(expression, scope, trace));
  }
}

function setShape(query: SetOperation, scope: NameScope, trace: Trace): Shape {
  const left = trace.query(query.left, scope, trace);
  const right = trace.query(query.right, scope, trace);
  const shape = combined(query, left, right, trace);
  noteOrder(query, shape, inside(scope, {}), trace);
  return shape;
}

function valuesShape(values: Values, scope: NameScope, trace: Trace): Shape {
  const [first] = values.rows;
  if (first === undefined) return noShape;
  const name = (i: number): string => (trace.dialect === 'snowflake' ? `COLUMN${i + 1}` : trace.dialect === 'duckdb' ? `col${i}` : `column${i + 1}`);
  const shape: Shape = { open: [], columns: first.map((_, i) => ({ name: name(i), origins: union(values.rows.map((row) => (row[i] === undefined ? noOrigins : originsOf(row[i], scope, trace)))) })) };
  noteOrder(values, shape, inside(scope, {}), trace);
  return shape;
}
