import { build, type Between, type Binary, type Call, type Case, type Collate, type Expression, type In, type OrderItem } from '@millrace/sql-ir';
import type { SqlType } from '../../types/sql-type.ts';
import { type Collation, collationKey, foldedText, readCollation } from '../collation.ts';
import { at, type LowerContext } from '../lower-context.ts';
import { comparedRows, groupedSelect, type Merging, partitionedWindow } from './collated-groups.ts';
import type { NodePass } from './pass.ts';

/**
 * Text with a collation is compared and sorted by its key: by the language's rules, or with case, accents or blanks made alike.
 * Rule: https://docs.snowflake.com/en/sql-reference/collation
 */
export const collations: NodePass = {
  name: 'collations',
  handlers: {
    Binary: (node, context) => (comparisons.has(node.op) ? comparison(node, context) : node),
    Between: between,
    In: inList,
    Case: caseOf,
    OrderItem: orderItem,
    Call: call,
    Collate: operandOf,
    Select: (node, context) => (context.table.hasCollations ? groupedSelect(node, merging, context) : node),
    WindowSpec: (node, context) => (context.table.hasCollations ? partitionedWindow(node, merging, context) : node),
    SetOperation: (node, context) => (context.table.hasCollations ? comparedRows(node, merging, context) : node),
  },
};

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM']);
/** Functions that look for one text in another: they see both with what the collation ignores made alike. */
const searches: ReadonlySet<string> = new Set(['CONTAINS', 'STARTSWITH', 'ENDSWITH', 'POSITION', 'CHARINDEX']);
/** Languages whose upper and lower case are not Unicode's. */
const ownCase: ReadonlySet<string> = new Set(['tr', 'az', 'lt']);

/** The collation that several texts are compared by: the first that any of them has. */
function shared(operands: readonly Expression[], context: LowerContext): Collation | undefined {
  if (!context.table.hasCollations) return undefined;
  for (const operand of operands) {
    const collation = collationOf(context.table.typeOf(operand));
    if (collation !== undefined) return collation;
  }
  return undefined;
}

/** The collation of a text that others are taken for the same as; a language alone only sorts. */
const merging: Merging = (expression, context) => {
  const collation = collationOf(context.table.typeOf(expression));
  return collation !== undefined && collation.attributes.length + collation.changes.length > 0 ? collation : undefined;
};

const collationOf = (type: SqlType): Collation | undefined => (type.type === 'varchar' && type.collation !== undefined ? readCollation(type.collation) : undefined);

function carried<E extends Expression>(before: E, after: E, context: LowerContext): E {
  context.table.carry(before, after);
  return after;
}

function comparison(node: Binary, context: LowerContext): Binary {
  const collation = shared([node.left, node.right], context);
  return collation === undefined ? node : carried(node, { ...node, left: collationKey(node.left, collation), right: collationKey(node.right, collation) }, context);
}

function between(node: Between, context: LowerContext): Between {
  const collation = shared([node.operand, node.low, node.high], context);
  if (collation === undefined) return node;
  return carried(node, { ...node, operand: collationKey(node.operand, collation), low: collationKey(node.low, collation), high: collationKey(node.high, collation) }, context);
}

function inList(node: In, context: LowerContext): In {
  if (!Array.isArray(node.values)) return node;
  const values: readonly Expression[] = node.values;
  const collation = shared([node.operand, ...values], context);
  return collation === undefined ? node : carried(node, { ...node, operand: collationKey(node.operand, collation), values: values.map((value) => collationKey(value, collation)) }, context);
}

function caseOf(node: Case, context: LowerContext): Case {
  const { operand } = node;
  const collation = operand === undefined ? undefined : shared([operand, ...node.branches.map(({ when }) => when)], context);
  if (operand === undefined || collation === undefined) return node;
  return carried(node, { ...node, operand: collationKey(operand, collation), branches: node.branches.map(({ when, then }) => ({ when: collationKey(when, collation), then })) }, context);
}

/** The text itself, in a copy that is known to have the collation. */
function operandOf(node: Collate, context: LowerContext): Expression {
  return retyped({ ...node.operand }, node, context);
}

function orderItem(item: OrderItem, context: LowerContext): OrderItem {
  const collation = collationOf(context.table.typeOf(item.expression));
  return collation === undefined ? item : { ...item, expression: collationKey(item.expression, collation) };
}

function call(node: Call, context: LowerContext): Expression {
  if (!context.table.hasCollations) return node;
  const name = context.table.recordOf(node)?.name;
  const [first] = node.args;
  const collation = name === undefined || first === undefined ? undefined : shared(node.args, context);
  if (name === undefined || first === undefined || collation === undefined) return node;
  if (searches.has(name)) return carried(node, { ...node, args: node.args.map((arg) => (context.table.typeOf(arg).type === 'varchar' ? retyped(foldedText(arg, collation), arg, context) : arg)) }, context);
  if (node.distinct && (name === 'COUNT' || name === 'APPROX_COUNT_DISTINCT')) return carried(node, { ...node, args: node.args.map((arg) => keyOf(arg, context)) }, context);
  if ((name === 'MIN' || name === 'MAX') && node.over === undefined) return at({ ...build.call(name === 'MIN' ? 'arg_min' : 'arg_max', [first, collationKey(first, collation)]), ...(node.filter === undefined ? {} : { filter: node.filter }) }, node);
  if ((name === 'UPPER' || name === 'LOWER') && collation.locale !== undefined && ownCase.has(collation.locale)) return at(build.call(`mr_locale_${name.toLowerCase()}`, [first, build.string(collation.locale)]), node);
  return node;
}

function keyOf(expression: Expression, context: LowerContext): Expression {
  const collation = merging(expression, context);
  return collation === undefined ? expression : collationKey(expression, collation);
}

function retyped(made: Expression, original: Expression, context: LowerContext): Expression {
  return context.table.set(made, context.table.typeOf(original), context.table.nullable(original));
}
