import type { Pivot, Projection, Query, Unpivot } from '@millrace/sql-ir';
import { originsOf } from './expression-origins.ts';
import { inside, type NameScope } from './names.ts';
import { noOrigins, union } from './origins.ts';
import { type LineageRelation, originsAt, type Shape, together } from './shape.ts';
import type { Trace } from './trace.ts';

/** The name of a column without its table; empty for what is no column. */
function lastName(expression: Projection['expression'], trace: Trace): string {
  const last = expression.kind === 'Column' ? expression.parts.at(-1) : undefined;
  return last === undefined ? '' : trace.fold(last);
}

/** The columns that PIVOT's aggregates and column take away, as names are compared. */
function usedNames(expressions: readonly Projection['expression'][], trace: Trace): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (expression: Projection['expression']): void => {
    if (expression.kind === 'Column') names.add(trace.compare(lastName(expression, trace)));
    if (expression.kind === 'Call') expression.args.forEach(walk);
    if (expression.kind === 'Tuple') expression.items.forEach(walk);
  };
  expressions.forEach(walk);
  return names;
}

const without = (shape: Shape, names: ReadonlySet<string>, trace: Trace): Shape => ({
  columns: shape.columns.filter((column) => column.hidden !== true && !names.has(trace.compare(column.name))),
  open: shape.open.map((part) => ({ ...part, except: new Set([...part.except, ...names]) })),
});

const isQuery = (values: readonly Projection[] | Query | 'ANY'): values is Query => typeof values === 'object' && 'kind' in values;

/** The columns of PIVOT: those it does not use, and one per value and aggregate. Rule: https://docs.snowflake.com/en/sql-reference/constructs/pivot */
export function pivoted(pivot: Pivot, relations: readonly LineageRelation[], scope: NameScope, trace: Trace): Shape {
  const inner = inside(scope, { relations });
  const spread = [{ column: pivot.column, values: pivot.values }, ...(pivot.more ?? [])];
  trace.influence('group', union([...spread.map(({ column }) => originsOf(column, inner, trace)), ...(pivot.groupBy ?? []).map((key) => originsOf(key, inner, trace))]));
  for (const { values } of spread) if (isQuery(values)) trace.influence('group', originsAt(trace.query(values, scope, trace), 0));
  const aggregates = pivot.aggregates.map(({ expression, alias }) => ({ origins: originsOf(expression, inner, trace), ...(alias === undefined ? {} : { alias: trace.fold(alias) }) }));
  const used = usedNames([...spread.map(({ column }) => column), ...pivot.aggregates.map(({ expression }) => expression)], trace);
  const keys = pivot.groupBy === undefined ? without(together(relations), used, trace) : { open: [], columns: pivot.groupBy.map((key) => ({ name: lastName(key, trace), origins: originsOf(key, inner, trace) })) };
  const made = labels(spread, trace);
  if (made === undefined) return { columns: keys.columns, open: [...keys.open, { star: union(aggregates.map(({ origins }) => origins)), except: new Set() }] };
  return { ...keys, columns: [...keys.columns, ...made.flatMap((label) => aggregates.map(({ origins, alias }) => ({ name: alias === undefined ? label : `${label}_${alias}`, origins })))] };
}

/** The names of the columns that the values make; undefined where only the data knows them. */
function labels(spread: readonly { readonly values: Pivot['values'] }[], trace: Trace): readonly string[] | undefined {
  let names: readonly string[] = [''];
  for (const { values } of spread) {
    if (values === 'ANY' || isQuery(values)) return undefined;
    names = names.flatMap((name) => values.map((value) => [name, labelOf(value, trace)].filter((part) => part !== '').join('_')));
  }
  return names;
}

/** Snowflake names the column as the value is written, quotes and all; DuckDB after the value. */
function labelOf({ expression, alias }: Projection, trace: Trace): string {
  if (alias !== undefined) return trace.fold(alias);
  if (expression.kind !== 'Literal') return '';
  const text = 'value' in expression ? String(expression.value) : 'NULL';
  return expression.type === 'string' && trace.dialect === 'snowflake' ? `'${text}'` : text;
}

/** The columns of UNPIVOT: those it does not list, their names, and their values. Rule: https://docs.snowflake.com/en/sql-reference/constructs/unpivot */
export function unpivoted(unpivot: Unpivot, relations: readonly LineageRelation[], scope: NameScope, trace: Trace): Shape {
  const inner = inside(scope, { relations });
  const value = union(unpivot.columns.map(({ expression }) => originsOf(expression, inner, trace)));
  const rest = without(together(relations), usedNames(unpivot.columns.map(({ expression }) => expression), trace), trace);
  return { ...rest, columns: [...rest.columns, { name: trace.fold(unpivot.name), origins: noOrigins }, { name: trace.fold(unpivot.value), origins: value }] };
}
