import { type Call, type Column, type Expression, forEachChild, type Lambda, type Node, type Query, visit, type WindowSpec } from '@millrace/sql-ir';
import { datePartOf } from '../snowflake-duckdb/functions/date-parts.ts';
import { ruleAt } from '../snowflake-duckdb/functions/match.ts';
import { snowflakeFunctions } from '../snowflake-duckdb/functions/registry.ts';
import { goesBy, inside, type NameScope, resolve } from './names.ts';
import { by, noOrigins, type Origins, union } from './origins.ts';
import { originsAt, starOf } from './shape.ts';
import { compared, type Trace } from './trace.ts';

/** Aggregates that Snowflake does not know: DuckDB's, PostgreSQL's, MySQL's, SQL Server's, Trino's. */
const otherAggregates: ReadonlySet<string> = new Set(`
  STRING_AGG GROUP_CONCAT BOOL_AND BOOL_OR EVERY LIST FIRST LAST ARG_MAX ARG_MIN ARGMAX ARGMIN QUANTILE QUANTILE_CONT QUANTILE_DISC HISTOGRAM PRODUCT
  JSON_AGG JSONB_AGG JSON_OBJECT_AGG JSONB_OBJECT_AGG JSON_GROUP_ARRAY JSON_GROUP_OBJECT XMLAGG APPROX_DISTINCT APPROX_QUANTILE MAD ENTROPY FSUM
  JSON_ARRAYAGG JSON_OBJECTAGG TOTAL VAR VARP STDEV STDEVP COUNT_BIG COLLECT_LIST COLLECT_SET RANGE_AGG COUNT_STAR MULTIMAP_AGG MAP_AGG ANY_VALUE BIT_AND BIT_OR BIT_XOR COUNTIF
`.trim().split(/\s+/));

const isQuery = (node: Node): node is Query => node.kind === 'Select' || node.kind === 'SetOperation' || node.kind === 'Values';

/** Which columns give an expression its value. What it depends on otherwise is noted in the trace. */
export function originsOf(node: Node, scope: NameScope, trace: Trace): Origins {
  switch (node.kind) {
    case 'Column': return resolve(node, scope, trace);
    case 'Call': return originsOfCall(node, scope, trace);
    case 'Lambda': return originsOf(node.body, withParameters(node, scope, trace), trace);
    case 'Star': return by('derived', union(starOf(starShape(node.qualifier.map((part) => compared(part, trace)), scope)).map(({ origins }) => origins)));
    case 'Subquery': return valuesOf(node.query, scope, trace);
    case 'Exists':
      trace.query(node.query, scope, trace);
      return noOrigins;
    case 'Collate': return originsOf(node.operand, scope, trace);
    case 'WindowSpec':
      noteWindow(node, scope, trace);
      return noOrigins;
    case 'Identifier': case 'DataType': return noOrigins;
    default: return by('derived', union(childrenOf(node).map((child) => (isQuery(child) ? valuesOf(child, scope, trace) : originsOf(child, scope, trace)))));
  }
}

function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  forEachChild(node, (child) => children.push(child));
  return children;
}

/** The values of a query that stands for one. */
function valuesOf(query: Query, scope: NameScope, trace: Trace): Origins {
  return originsAt(trace.query(query, scope, trace), 0);
}

function withParameters(lambda: Lambda, scope: NameScope, trace: Trace): NameScope {
  return inside(scope, { locals: new Set(lambda.parameters.map(({ name }) => compared(name, trace))) });
}

/** What `*` or `t.*` gives at a place. */
export function starShape(qualifier: readonly string[], scope: NameScope): { readonly columns: NameScope['relations'][number]['columns']; readonly open: NameScope['relations'][number]['open'] } {
  for (let at: NameScope | undefined = scope; at !== undefined; at = at.parent) {
    const relations = qualifier.length === 0 ? at.relations : at.relations.filter((relation) => goesBy(relation, qualifier)).slice(0, 1);
    if (relations.length > 0) return { columns: relations.flatMap((relation) => relation.columns), open: relations.flatMap((relation) => relation.open) };
  }
  return { columns: [], open: [] };
}

/** Whether a call sums up rows. */
export function isAggregate(call: Call): boolean {
  const name = call.name.at(-1)?.name.toUpperCase() ?? '';
  const record = snowflakeFunctions.find(name);
  return record?.kind === 'aggregate' || otherAggregates.has(name) || call.withinGroup.length > 0;
}

function originsOfCall(call: Call, scope: NameScope, trace: Trace): Origins {
  const name = call.name.at(-1)?.name.toUpperCase() ?? '';
  const values = call.args.filter((arg, i) => !isWord(call, arg, i) && !(arg.kind === 'Star' && name === 'COUNT'));
  const passed = (call.clauses ?? []).flatMap((clause) => clause.values.flatMap((value) => (value.kind === 'Projection' ? [value.expression] : [])));
  const given = union([...[...values, ...passed].map((arg) => originsOf(arg, scope, trace)), call.query === undefined ? noOrigins : valuesOf(call.query, scope, trace)]);
  const sorted = union(call.withinGroup.map((item) => originsOf(item.expression, scope, trace)));
  // PERCENTILE_CONT and its kin take their value from the order.
  const isValue = call.withinGroup.length > 0 && !values.some(mentionsColumn);
  if (!isValue) trace.influence('order', sorted);
  for (const item of [...call.orderBy, ...(call.keep?.orderBy ?? [])]) trace.influence('order', originsOf(item.expression, scope, trace));
  if (call.filter !== undefined) trace.influence('filter', originsOf(call.filter, scope, trace));
  if (call.over?.kind === 'WindowSpec') noteWindow(call.over, scope, trace);
  return by(isAggregate(call) ? 'aggregated' : 'derived', isValue ? union([given, sorted]) : given);
}

function mentionsColumn(expression: Expression): boolean {
  let found = false;
  visit(expression, { Column: () => { found = true; } });
  return found;
}

/** Notes what a window parts and orders rows by. */
export function noteWindow(spec: WindowSpec, scope: NameScope, trace: Trace): void {
  const parts: readonly Expression[] = [...spec.partitionBy, ...spec.orderBy.map(({ expression }) => expression)];
  trace.influence('window', union(parts.map((part) => originsOf(part, scope, trace))));
}

/** Whether an argument is a word of the language that looks like a column: the `day` of DATEDIFF(day, a, b). */
function isWord(call: Call, arg: Expression, index: number): boolean {
  if (!isBareWord(arg)) return false;
  const record = snowflakeFunctions.find(call.name.at(-1)?.name.toUpperCase() ?? '');
  const kinds = new Set(record?.signatures.flatMap((signature) => ruleAt(signature, index)?.kinds ?? []));
  return kinds.has('part') && (kinds.size === 1 || (datePartOf(arg) !== undefined && !call.args.some((other, i) => i !== index && other.kind === 'Literal' && datePartOf(other) !== undefined)));
}

const isBareWord = (node: Expression): node is Column => node.kind === 'Column' && node.parts.length === 1 && node.parts[0]?.quoted === false;
