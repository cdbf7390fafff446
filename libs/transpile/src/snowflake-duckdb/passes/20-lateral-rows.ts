import { build, type Expression, type Join, type Relation, visit } from '@millrace/sql-ir';
import { lowering, type LowerContext } from '../lower-context.ts';
import type { RelationalPass } from './pass.ts';
import { rowSource, type RowSource } from './row-source.ts';

/**
 * FLATTEN and the SPLIT functions beside another relation: where the input comes from one relation on the left, the list is unnested beside
 * that relation's own columns, as a struct column that goes by the function's alias: rows keep their order, SEQ numbers the input rows, and
 * nothing is joined. All others are for the pass `table-rows`.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/flatten
 */
export const lateralRows: RelationalPass = {
  name: 'lateral-rows',
  over: 'lateralJoins',
  run: (statement, context) => inlined(statement, { ...context, hosts: new Map() }),
};

interface LateralContext extends LowerContext {
  /** By the alias of a table function that has been put beside a relation, that relation's name. */
  readonly hosts: Map<string, string>;
}

const inlined = lowering<LateralContext>([{ Join: (join, context) => inline(join, context.hosts, context) ?? join }]);

/** The join's left side with the function's rows beside their relation, undefined where that cannot be. */
function inline(join: Join, hosts: Map<string, string>, context: LowerContext): Relation | undefined {
  const plain = (join.type === 'CROSS' || join.type === 'INNER') && join.on === undefined && join.using.length === 0;
  if (!plain || join.right.kind !== 'TableFunction' || join.right.alias === undefined) return undefined;
  const source = rowSource(join.right, context);
  const host = source === undefined ? undefined : hostOf(source.entries, hosts);
  if (source === undefined || host === undefined) return undefined;
  const alias = join.right.alias.name.name;
  const names = join.right.alias.columns.map(({ name }) => name);
  const replaced = replaceRelation(join.left, host, (relation) => withRows(relation, host, alias, names, source, context));
  if (replaced !== undefined) hosts.set(alias, host);
  return replaced;
}

/** The one relation that all columns of an expression come from. */
function hostOf(expression: Expression, hosts: ReadonlyMap<string, string>): string | undefined {
  const found = new Set<string | undefined>();
  visit(expression, {
    Column: ({ parts }) => void (parts.length > 1 && found.add(hosts.get(parts[0]?.name ?? '') ?? parts[0]?.name)),
    Select: () => void found.add(undefined),
  });
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** Replaces the relation of that name, where only inner joins lie between. */
function replaceRelation(relation: Relation, name: string, change: (relation: Relation) => Relation): Relation | undefined {
  if (relation.kind === 'Join') {
    if (relation.type !== 'CROSS' && relation.type !== 'INNER') return undefined;
    const left = replaceRelation(relation.left, name, change);
    if (left !== undefined) return { ...relation, left };
    const right = replaceRelation(relation.right, name, change);
    return right === undefined ? undefined : { ...relation, right };
  }
  return relation.alias?.name.name === name && (relation.kind === 'Table' || (relation.kind === 'DerivedTable' && !relation.lateral)) ? change(relation) : undefined;
}

/** `(SELECT * EXCLUDE n, unnest(…) AS f FROM (SELECT *, row_number() OVER () AS n FROM t AS t) AS t) AS t`. */
function withRows(relation: Relation, host: string, alias: string, names: readonly string[], source: RowSource, context: LowerContext): Relation {
  const number = context.freshName();
  const rows = build.select({
    projections: [build.projection(build.star()), build.projection({ ...build.call('row_number', []), over: { kind: 'WindowSpec', partitionBy: [], orderBy: [], pos: -1, end: -1 } }, number)],
    from: relation,
  });
  const star = { ...build.star(), exclude: [build.identifier(number)] };
  const list = build.call('list_transform', [source.entries, entryLambda(source, build.column(number), names, context)]);
  const query = build.select({ projections: [build.projection(star), build.projection(build.call('unnest', [list]), alias)], from: build.derived(rows, host) });
  return { kind: 'DerivedTable', query, alias: build.alias(host), lateral: false, pos: relation.pos, end: relation.end };
}

/** `LAMBDA e : {SEQ, KEY, …}` under the names that the function's columns go by. */
function entryLambda(source: RowSource, sequence: Expression, names: readonly string[], context: LowerContext): Expression {
  const item = context.freshName();
  const columns: readonly (readonly [string, Expression])[] = [
    ['SEQ', sequence],
    ...source.fields.map((field) => [field, build.column(item, field)] as const),
    ...(source.container === undefined ? [] : [['THIS', source.container] as const]),
  ];
  const entries = columns.map(([name, value], i) => ({ key: names[i] ?? name, value }));
  return { kind: 'Lambda', parameters: [{ name: build.identifier(item) }], body: { kind: 'ObjectOf', entries, pos: -1, end: -1 }, pos: -1, end: -1 };
}
