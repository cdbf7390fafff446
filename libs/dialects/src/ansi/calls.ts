import type { Call, CallClause, Expression, NodeOf, OrderItem, WindowFrame } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';

/** Functions that standard SQL writes without parentheses, and DEFAULT, which stands where a value does. */
const bare: ReadonlySet<string> = new Set([
  'CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP', 'CURRENT_USER', 'LOCALTIME', 'LOCALTIMESTAMP', 'SESSION_USER', 'DEFAULT',
]);
const bareInPostgres: ReadonlySet<string> = new Set(['CURRENT_CATALOG', 'CURRENT_ROLE', 'CURRENT_SCHEMA', 'USER', 'SYSTEM_USER']);

const isPart = (n: Expression | undefined): n is Extract<Expression, { type: 'string' }> =>
  n?.kind === 'Literal' && n.type === 'string' && /^[A-Za-z_]\w*$/.test(n.value);

/** Calls whose arguments standard SQL writes with words between them. */
function wordy(w: Writer, n: Call, name: string): boolean {
  const [first, second] = n.args;
  if (first === undefined || second === undefined || n.args.length !== 2) return false;
  if (name === 'EXTRACT' && isPart(first)) {
    w.text += `EXTRACT(${first.value} FROM `;
    w.node(second);
  } else if (name === 'POSITION' && w.dialect.name !== 'snowflake' && w.dialect.name !== 'sqlite') {
    w.text += 'POSITION(';
    w.expression(first, w.dialect.precedence.in.power + 1);
    w.text += ' IN ';
    w.expression(second, w.dialect.precedence.in.power + 1);
  } else return false;
  w.text += ')';
  return true;
}

/** ` ORDER BY a, b`, nothing for none. */
export function orderBy(w: Writer, items: readonly OrderItem[], lead = ' '): void {
  if (items.length === 0) return;
  w.text += `${lead}ORDER BY `;
  w.list(items);
}

const functionName = /^[A-Za-z_][\w$!]*$/;

function callName(w: Writer, n: Call): void {
  for (let i = 0; i < n.name.length; i++) {
    const part = n.name[i];
    if (part === undefined) continue;
    if (i > 0) w.text += '.';
    // EXISTS(array, x -> …) of Spark.
    if (part.name === 'EXISTS' && !part.quoted) w.need(w.dialect.name === 'spark', n, 'EXISTS over an array');
    if (part.name.includes('!') && !part.quoted) w.need(w.dialect.name === 'snowflake', n, 'a method of a model');
    // A function's name may be a reserved word: LEFT, REPLACE, VALUES.
    if (!part.quoted && functionName.test(part.name)) w.text += part.name;
    else w.node(part);
  }
}

function callArguments(w: Writer, n: Call): void {
  const can = w.dialect.capabilities;
  w.text += n.distinct ? '(DISTINCT ' : '(';
  const start = w.text.length;
  let broken = false;
  if (n.query !== undefined) {
    w.need(w.dialect.name === 'postgres', n, 'a query as arguments');
    w.node(n.query);
  } else if (n.pairs === true) pairs(w, n);
  else if (n.variadic === true) variadic(w, n);
  else if (w.pretty) broken = w.items(n.args, (arg) => w.node(arg));
  else w.list(n.args);
  if (n.orderBy.length > 0) w.need(can.aggregateOrderBy || (w.dialect.name === 'oracle' && ordersItself.has(n.name[0]?.name ?? '')), n, 'ORDER BY inside a function');
  orderBy(w, n.orderBy);
  if (n.nulls !== undefined && can.nullTreatment === 'inside') w.text += ` ${n.nulls} NULLS`;
  for (const clause of n.clauses ?? []) callClause(w, n, clause, w.text.length === start);
  if (broken) w.line();
  w.text += ')';
}

/** Aggregates of Oracle that are ordered in their parentheses. */
const ordersItself: ReadonlySet<string> = new Set(['JSON_ARRAYAGG', 'XMLAGG']);

/** `k : v, …`. */
function pairs(w: Writer, n: Call): void {
  w.need(w.dialect.name === 'postgres' || w.dialect.name === 'oracle' || w.dialect.name === 'trino', n, 'keys and values in a call');
  n.args.forEach((arg, i) => {
    if (i > 0) w.text += i % 2 === 0 ? ', ' : ' : ';
    w.node(arg);
  });
}

function variadic(w: Writer, n: Call): void {
  w.need(w.dialect.name === 'postgres', n, 'VARIADIC');
  n.args.forEach((arg, i) => {
    if (i > 0) w.text += ', ';
    if (i === n.args.length - 1) w.text += 'VARIADIC ';
    w.node(arg);
  });
}

/** `RETURNING jsonb`, `DEFAULT 0 ON EMPTY`. */
function callClause(w: Writer, n: Call, c: CallClause, first: boolean): void {
  w.need(w.dialect.name === 'postgres' || w.dialect.name === 'oracle' || w.dialect.name === 'trino', n, c.words);
  w.text += first ? c.words : ` ${c.words}`;
  if (c.values.length > 0) w.text += ' ';
  w.list(c.values);
  if (c.after !== undefined) w.text += ` ${c.after}`;
}

/** Snowflake calls CURRENT_ROLE() and its kin with parentheses. */
const isBare = (w: Writer, name: string): boolean => bare.has(name) || (bareInPostgres.has(name) && w.dialect.name === 'postgres');

function call(w: Writer, n: Call): void {
  const can = w.dialect.capabilities;
  const name = n.name.length === 1 && n.name[0]?.quoted === false ? n.name[0].name : '';
  if (n.args.length === 0 && isBare(w, name) && !w.wroteParentheses(n)) w.text += name;
  else if (!wordy(w, n, name)) {
    callName(w, n);
    callArguments(w, n);
  }
  if (n.withinGroup.length > 0) {
    w.need(can.withinGroup, n, 'WITHIN GROUP');
    orderBy(w, n.withinGroup, ' WITHIN GROUP (');
    w.text += ')';
  }
  if (n.filter !== undefined) {
    w.need(can.filterClause, n, 'FILTER clause');
    w.text += ' FILTER (WHERE ';
    w.node(n.filter);
    w.text += ')';
  }
  if (n.fromLast === true) {
    w.need(w.dialect.name === 'snowflake', n, 'FROM LAST');
    w.text += ' FROM LAST';
  }
  if (n.keep !== undefined) {
    w.need(w.dialect.name === 'oracle', n, 'KEEP (DENSE_RANK …)');
    orderBy(w, n.keep.orderBy, ` KEEP (DENSE_RANK ${n.keep.rank} `);
    w.text += ')';
  }
  if (n.nulls !== undefined && can.nullTreatment !== 'inside') {
    w.need(can.nullTreatment === 'after', n, `${n.nulls} NULLS`);
    w.text += ` ${n.nulls} NULLS`;
  }
  if (n.over !== undefined) {
    w.text += ' OVER ';
    w.node(n.over);
  }
}

function frame(w: Writer, f: WindowFrame): void {
  const bound = (b: WindowFrame['start']): void => {
    if ('offset' in b) {
      w.expression(b.offset, w.dialect.precedence.between.power + 1);
      w.text += ' ';
    }
    w.text += b.type;
  };
  w.text += `${f.unit} `;
  if (f.end !== undefined) w.text += 'BETWEEN ';
  bound(f.start);
  if (f.end !== undefined) {
    w.text += ' AND ';
    bound(f.end);
  }
  if (f.exclude !== undefined) w.text += ` EXCLUDE ${f.exclude}`;
}

function windowSpec(w: Writer, n: NodeOf<'WindowSpec'>): void {
  const parts: (() => void)[] = [];
  const { base, frame: written } = n;
  if (base !== undefined) parts.push(() => w.node(base));
  if (n.partitionBy.length > 0) {
    parts.push(() => {
      w.text += 'PARTITION BY ';
      w.list(n.partitionBy);
    });
  }
  if (n.orderBy.length > 0) parts.push(() => orderBy(w, n.orderBy, ''));
  if (written !== undefined) parts.push(() => frame(w, written));
  w.block(() => parts.forEach((part, i) => {
    if (i > 0) w.line();
    part();
  }));
}

/** ` DESC NULLS LAST` after a sort key. */
export function orderKey(w: Writer, n: OrderItem): void {
  if (n.descending) w.text += ' DESC';
  if (n.nulls !== undefined) w.text += ` NULLS ${n.nulls}`;
}

/** Standard SQL's calls and windows. */
export const calls: Pick<Printers, 'Call' | 'WindowSpec' | 'OrderItem'> = {
  Call: call,
  WindowSpec: windowSpec,
  OrderItem(w, n) {
    if (n.expression.kind === 'Star') w.text += 'ALL';
    else w.node(n.expression);
    orderKey(w, n);
  },
};
