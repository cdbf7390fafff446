import { build, type Expression, type OrderItem, type Query, type Select, type SetOperation } from '@millrace/sql-ir';
import { nextColumnId } from '../column-id.ts';
import type { PlanColumn } from '../plan.ts';
import type { ColumnId } from '../scalar.ts';
import { type Block, type BlockOrder, type Cell, type Cells, type Context, freeAlias, sourceBlock } from './block.ts';
import { orderItem } from './lower-scalar.ts';

/** The names of a block's columns in its SELECT list: their own, numbered where two are alike. */
function emittedNames(cells: Cells): ReadonlyMap<ColumnId, string> {
  const taken = new Set<string>();
  const names = new Map<ColumnId, string>();
  for (const [id, cell] of cells) {
    let name = cell.name;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${cell.name}_${n}`;
    taken.add(name.toLowerCase());
    names.set(id, name);
  }
  return names;
}

function projection(cell: Cell, name: string): Select['projections'][number] {
  const { expression } = cell;
  const same = expression.kind === 'Column' && expression.parts.at(-1)?.name === name;
  return build.projection(expression, same ? undefined : name);
}

function tail(block: Block, orderBy: readonly OrderItem[]): Partial<Pick<Select, 'orderBy' | 'limit' | 'offset'>> {
  const { limit } = block;
  return {
    orderBy,
    ...(limit?.count === undefined ? {} : { limit: build.parameter(limit.count) }),
    ...(limit === undefined || limit.offset === 0 ? {} : { offset: build.parameter(limit.offset) }),
  };
}

/** A column of the result is ordered by its name: engines that match expressions cannot match two equal parameters. */
function orderOf(block: Block, names: ReadonlyMap<ColumnId, string>, context: Context): readonly OrderItem[] {
  return block.order.map((item) => orderItem(orderTerm(item, block, names), item, item.nullable, context.target));
}

function orderTerm(item: BlockOrder, block: Block, names: ReadonlyMap<ColumnId, string>): Expression {
  for (const [id, cell] of block.cells) {
    if (cell.expression === item.expression && !cell.plain) return build.column(names.get(id) ?? cell.name);
  }
  return item.expression;
}

/** Without GROUP BY only an aggregate makes one row of all rows: where no column is one, nothing else says so. */
function losesItsGroup(block: Block): boolean {
  if (block.keys?.length !== 0) return false;
  for (const cell of block.cells.values()) if (cell.aggregate) return false;
  return true;
}

/** The one row of a group that nobody reads an aggregate of: it is counted one level down. */
function counted(block: Block, context: Context): Block {
  const count: Cell = { name: 'row_count', expression: build.call('COUNT', [build.star()]), plain: false, aggregate: true, window: false, weight: 1 };
  const outer = wrap({ ...block, cells: new Map(block.cells).set(nextColumnId(), count) }, context);
  return { ...outer, cells: new Map([...outer.cells].filter(([id]) => block.cells.has(id))) };
}

/** Closes a block into a query of these columns, in this order and under these names. */
export function finishNamed(block: Block, schema: readonly PlanColumn[], context: Context): Query {
  const cells = new Map(schema.flatMap((column): [ColumnId, Cell][] => {
    const cell = block.cells.get(column.id);
    return cell === undefined ? [] : [[column.id, cell.name === column.name ? cell : { ...cell, name: column.name }]];
  }));
  return finish({ ...block, cells }, context);
}

/** Closes a block into a query. A block that only passes a set operation on gives the set operation. */
export function finish(block: Block, context: Context): Query {
  if (losesItsGroup(block)) return finish(counted(block, context), context);
  const names = emittedNames(block.cells);
  const passed = passedSetOperation(block, names, context);
  if (passed !== undefined) return passed;
  const where = build.all(block.where);
  const having = build.all(block.having);
  const qualify = build.all(block.qualify);
  const projections = [...block.cells].map(([id, cell]) => projection(cell, names.get(id) ?? cell.name));
  return build.select({
    distinct: block.distinct,
    projections: projections.length > 0 ? projections : [build.projection(build.number(1), 'one')],
    ...(block.from === undefined ? {} : { from: block.from }),
    ...(where === undefined ? {} : { where }),
    ...(block.keys === undefined || block.keys.length === 0 ? {} : { groupBy: { type: 'list', items: block.keys } }),
    ...(having === undefined ? {} : { having }),
    ...(qualify === undefined ? {} : { qualify }),
    ...tail(block, orderOf(block, names, context)),
  });
}

function passedSetOperation(block: Block, names: ReadonlyMap<ColumnId, string>, context: Context): SetOperation | undefined {
  const { from } = block;
  if (from?.kind !== 'DerivedTable' || from.sample !== undefined || from.query.kind !== 'SetOperation' || from.query.limit !== undefined || from.query.orderBy.length > 0) return undefined;
  if (block.where.length > 0 || block.keys !== undefined || block.qualify.length > 0 || block.distinct) return undefined;
  const wanted = [...block.cells].map(([id, cell]) => (cell.expression.kind === 'Column' ? cell.expression.parts.at(-1)?.name : undefined) === names.get(id) ? names.get(id) : undefined);
  const given = columnNames(from.query);
  if (wanted.length !== given.length || wanted.some((name, i) => name === undefined || name !== given[i])) return undefined;
  const order = block.order.map((item) => (item.expression.kind === 'Column' ? { ...item, expression: build.column(item.expression.parts.at(-1)?.name ?? '') } : undefined));
  if (order.some((item) => item === undefined)) return undefined;
  const items = order.flatMap((item) => (item === undefined ? [] : [orderItem(item.expression, item, item.nullable, context.target)]));
  return { ...from.query, ...tail(block, items) };
}

/** The result columns of a query that lowering made. */
function columnNames(query: Query): readonly (string | undefined)[] {
  if (query.kind === 'SetOperation') return columnNames(query.left);
  if (query.kind === 'Values') return [];
  return query.projections.map((item) => item.alias?.name ?? (item.expression.kind === 'Column' ? item.expression.parts.at(-1)?.name : undefined));
}

/** Makes a query a relation that a new block reads. */
export function derive(query: Query, columns: readonly (readonly [ColumnId, string])[], context: Context, wanted = 'q'): Block {
  const alias = freeAlias(context, wanted);
  const cells = new Map(columns.map(([id, name]): [ColumnId, Cell] => [id, plainCell(alias, name, name)]));
  return sourceBlock(build.derived(query, alias), cells);
}

/** A column of a table, under the name it has in the result. */
export function plainCell(table: string, column: string, name: string): Cell {
  return { name, expression: build.column(table, column), plain: true, aggregate: false, window: false, weight: 0 };
}

/**
 * Closes a block and opens a new one over it, where every column is a plain one again.
 * The order of the rows is kept: an ordering column that is not in the result goes along unseen.
 */
export function wrap(block: Block, context: Context): Block {
  const cells = new Map(block.cells);
  const carried = block.distinct && block.limit === undefined ? [] : block.order;
  const orderIds = carried.map((item) => {
    for (const [id, cell] of cells) if (cell.expression === item.expression) return id;
    const id = nextColumnId();
    cells.set(id, { name: 'sort_key', expression: item.expression, plain: false, aggregate: false, window: false, weight: 0 });
    return id;
  });
  const inner: Block = { ...block, cells, order: block.limit === undefined ? [] : block.order };
  const names = emittedNames(cells);
  const outer = derive(finish(inner, context), [...names], context);
  const visible = new Map([...block.cells].flatMap(([id, cell]): [ColumnId, Cell][] => {
    const made = outer.cells.get(id);
    return made === undefined ? [] : [[id, { ...made, name: cell.name }]];
  }));
  const order = carried.flatMap((item, i): BlockOrder[] => {
    const made = outer.cells.get(orderIds[i] ?? -1);
    return made === undefined ? [] : [{ ...item, expression: made.expression }];
  });
  return { ...outer, cells: visible, order };
}
