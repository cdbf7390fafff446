import { build, type Call, type Expression, type OrderItem } from '@millrace/sql-ir';

/** The same call around other arguments, with what stood around it: OVER, FILTER, DISTINCT. */
export function aggregate(call: Call, name: string, args: readonly Expression[], more: Partial<Call> = {}): Expression {
  const { over, filter, nulls, distinct } = call;
  return { ...build.call(name, args), distinct, ...(over === undefined ? {} : { over }), ...(filter === undefined ? {} : { filter }), ...(nulls === undefined ? {} : { nulls }), ...more };
}

/** NULL counts as the greatest value where the order does not say. */
export const nullLast = (item: OrderItem): OrderItem => ({ ...item, nulls: item.nulls ?? (item.descending ? 'FIRST' : 'LAST') });

/** Whether none of the values is NULL. */
export function allPresent(values: readonly Expression[]): Expression {
  return build.all(values.map((value): Expression => ({ kind: 'Is', operand: value, test: 'NULL', negated: true, pos: -1, end: -1 }))) ?? build.boolean(true);
}

/** The values of the group that are not NULL, as a list. */
export function listOf(call: Call, item: Expression, present: Expression, more: Partial<Call> = {}): Expression {
  return aggregate(call, 'list', [item], { filter: call.filter === undefined ? present : build.binary('AND', call.filter, present), ...more });
}

/** What stands between the parentheses of the whole call, in order. */
export function ordersOf(call: Call): readonly OrderItem[] {
  return [...call.withinGroup, ...call.orderBy].map(nullLast);
}

/** `list_transform(list, x -> body(x))`. */
export function mapList(list: Expression, item: string, body: Expression): Expression {
  return build.call('list_transform', [list, { kind: 'Lambda', parameters: [{ name: build.identifier(item) }], body, pos: -1, end: -1 }]);
}
