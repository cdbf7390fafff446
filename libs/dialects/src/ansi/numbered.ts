import { build, type Expression, type Identifier, type Node, type OrderItem, type Projection, rewrite, type Select, synthetic } from '@millrace/sql-ir';

const chosen = build.identifier('chosen_rows', false);
const isChosen = build.identifier('is_chosen', false);

const column = (name: Identifier): Expression => ({ kind: 'Column', parts: [name], ...synthetic });

/** `DISTINCT ON (k) … ORDER BY k, x` as QUALIFY: the first row of each k. */
function distinctOnAsQualify(n: Select): Select {
  if (typeof n.distinct === 'boolean') return n;
  const over = { kind: 'WindowSpec', partitionBy: n.distinct.map((key) => meant(n, key)), orderBy: n.orderBy.map((item) => ({ ...item, expression: meant(n, item.expression) })), ...synthetic } as const;
  const first = build.binary('=', build.call('ROW_NUMBER', [], { over }), build.number(1));
  return n.qualify === undefined ? { ...n, distinct: false, qualify: first } : n;
}

/** What an alias or a position of the SELECT list stands for. */
function meant(n: Select, expression: Expression): Expression {
  if (expression.kind === 'Literal' && expression.type === 'number') {
    const at = n.projections[Number(expression.value) - 1];
    return at === undefined || at.expression.kind === 'Star' ? expression : at.expression;
  }
  const name = expression.kind === 'Column' && expression.parts.length === 1 ? expression.parts[0]?.name.toLowerCase() : undefined;
  const found = name === undefined ? undefined : n.projections.find((p) => p.alias?.name.toLowerCase() === name);
  return found === undefined || found.expression.kind === 'Star' ? expression : found.expression;
}

/** The name a column of the result goes by; undefined for a star, whose columns are not known. */
function nameOf(p: Projection, i: number): Identifier | undefined {
  if (p.alias !== undefined) return p.alias;
  if (p.expression.kind === 'Star') return undefined;
  return (p.expression.kind === 'Column' ? p.expression.parts.at(-1) : undefined) ?? build.identifier(`column${String(i + 1)}`, false);
}

/** A sort key outside the derived table: by position, by the name of a column, or by a column that is carried along for it. */
function outerKey(n: Select, item: OrderItem, names: readonly Identifier[], carried: Projection[]): OrderItem {
  const { expression } = item;
  if (expression.kind === 'Literal') return item;
  const last = expression.kind === 'Column' ? expression.parts.at(-1)?.name.toLowerCase() : undefined;
  const known = names.find((name) => name.name.toLowerCase() === last);
  if (known !== undefined) return { ...item, expression: column(known) };
  const name = build.identifier(`sort_key${String(carried.length + 1)}`, false);
  carried.push({ kind: 'Projection', expression: meant(n, expression), alias: name, ...synthetic });
  return { ...item, expression: column(name) };
}

/**
 * QUALIFY as a condition on a derived table that carries what it says of each row as a column. A query that selects `*`
 * stays as it is, since its columns are not known here, as does DISTINCT, which counts rows after QUALIFY.
 */
function qualifyAsSubquery(n: Select): Select {
  const names = n.projections.map(nameOf);
  if (n.qualify === undefined || n.distinct !== false || names.some((name) => name === undefined)) return n;
  const known = names.filter((name) => name !== undefined);
  const carried: Projection[] = [];
  const orderBy = n.orderBy.map((item) => outerKey(n, item, known, carried));
  const condition = rewrite(n.qualify, { Column: (c) => meant(n, c) });
  const { qualify: _qualify, limit, offset, with: ctes, recursive, ...rest } = n;
  const named = n.projections.map((p, i): Projection => ({ ...p, ...(known[i] === undefined ? {} : { alias: known[i] }) }));
  const inner: Select = { ...rest, with: [], recursive: false, orderBy: [], projections: [...named, ...carried, { kind: 'Projection', expression: condition, alias: isChosen, ...synthetic }] };
  return {
    ...build.select({
      with: ctes, recursive, projections: known.map((name) => ({ kind: 'Projection', expression: column(name), ...synthetic })),
      from: { kind: 'DerivedTable', query: inner, alias: { name: chosen, columns: [] }, lateral: false, ...synthetic }, where: column(isChosen), orderBy,
      ...(limit === undefined ? {} : { limit }), ...(offset === undefined ? {} : { offset }),
    }),
    pos: n.pos, end: n.end,
  };
}

/** DISTINCT ON as QUALIFY. */
export function withoutDistinctOn(node: Node): Node {
  return rewrite(node, { Select: distinctOnAsQualify });
}

/** DISTINCT ON and QUALIFY as conditions on numbered rows of a derived table. */
export function withoutQualify(node: Node): Node {
  return rewrite(node, { Select: (n) => qualifyAsSubquery(distinctOnAsQualify(n)) });
}
