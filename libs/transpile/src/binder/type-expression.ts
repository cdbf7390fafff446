import type { Binary, Expression, Literal } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { hasTimeStep } from '../snowflake-duckdb/functions/interval-constant.ts';
import { fromDataType } from '../types/data-type.ts';
import { arithmeticResult, literalNumber } from '../types/number-rules.ts';
import { collated, isSemiStructured, isTimestamp, memberType, numberType, type SqlType, types, typeText, varcharType } from '../types/sql-type.ts';
import { unifyAll } from '../types/unify.ts';
import { type BindContext, errorAt } from './bind-context.ts';
import { sessionParameter } from './session.ts';
import type { TypeTable } from './type-table.ts';

/**
 * Records the type of an expression whose children have theirs, and gives it back.
 *
 * @throws ToolError TRANSPILE_UNKNOWN_TYPE for a cast to a type that is none.
 */
export function typeExpression<E extends Expression>(expression: E, context: BindContext): E {
  const { type, nullable } = infer(expression, context);
  return context.table.bind(expression, type, nullable);
}

interface Inferred {
  readonly type: SqlType;
  readonly nullable: boolean;
}

function infer(expression: Expression, context: BindContext): Inferred {
  const { table } = context;
  switch (expression.kind) {
    case 'Literal': return { type: literalType(expression), nullable: expression.type === 'null' };
    case 'TypedLiteral': return { type: writtenType(expression.type, context), nullable: false };
    case 'Interval': return { type: types.interval, nullable: false };
    case 'Unary': return { type: expression.op === 'NOT' ? types.boolean : expression.op === '(+)' ? table.typeOf(expression.operand) : negated(table.typeOf(expression.operand)), nullable: table.nullable(expression.operand) };
    case 'Binary': return { type: checkedBinary(expression, context), nullable: table.nullable(expression.left) || table.nullable(expression.right) };
    case 'Between': return { type: types.boolean, nullable: anyNull([expression.operand, expression.low, expression.high], table) };
    case 'In': case 'Quantified': return { type: types.boolean, nullable: true };
    case 'Like': return { type: types.boolean, nullable: anyNull([expression.operand, expression.pattern], table) };
    case 'Is': case 'Exists': return { type: types.boolean, nullable: false };
    case 'Case': {
      const results = [...expression.branches.map(({ then }) => then), ...(expression.otherwise === undefined ? [] : [expression.otherwise])];
      return { type: unifyAll(results.map((result) => table.typeOf(result))) ?? types.variant, nullable: expression.otherwise === undefined || anyNull(results, table) };
    }
    case 'Cast': return { type: writtenType(expression.type, context), nullable: expression.safe || table.nullable(expression.operand) };
    case 'Path': return { type: expression.steps.reduce((type, step) => memberType(type, 'key' in step ? step.key : textOf(step.index)), table.typeOf(expression.operand)), nullable: true };
    case 'Index': return { type: memberType(table.typeOf(expression.operand), textOf(expression.index)), nullable: true };
    case 'Slice': return { type: table.typeOf(expression.operand), nullable: true };
    case 'ArrayOf': return { type: types.array, nullable: false };
    case 'ObjectOf': return { type: types.object, nullable: false };
    case 'Collate': return { type: collated(table.typeOf(expression.operand), expression.collation), nullable: table.nullable(expression.operand) };
    case 'AtTimeZone': case 'NamedArgument': {
      const inner = expression.kind === 'NamedArgument' ? expression.value : expression.operand;
      return { type: expression.kind === 'AtTimeZone' ? types.timestamp : table.typeOf(inner), nullable: table.nullable(inner) };
    }
    case 'Tuple': case 'Star': case 'Lambda': case 'Verbatim': case 'Identifier': case 'Column': case 'Parameter': case 'Subquery': case 'Call':
      return { type: table.typeOf(expression), nullable: table.nullable(expression) };
  }
}

/** A constant key, undefined for one that only the data tells. */
const textOf = (key: Expression): string | undefined => (key.kind === 'Literal' && key.type === 'string' ? key.value : undefined);

const anyNull = (parts: readonly Expression[], table: TypeTable): boolean => parts.some((part) => table.nullable(part));

function literalType(literal: Literal): SqlType {
  switch (literal.type) {
    case 'string': return varcharType(Math.max(1, charactersIn(literal.value)));
    case 'number': return literalNumber(literal.value) ?? types.float;
    case 'boolean': return types.boolean;
    case 'null': return types.nothing;
  }
}

/** The length in characters, of which those past the first plane are two code units each. */
function charactersIn(text: string): number {
  let count = text.length;
  for (let i = 1; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) count -= 1;
  return count;
}

/** The type of `-x`. */
const negated = (type: SqlType): SqlType => (type.type === 'varchar' ? numberType(18, 5) : type);

function writtenType(written: Parameters<typeof fromDataType>[0], context: BindContext): SqlType {
  const type = written.name === 'TIMESTAMP' ? fromDataType(written, timestampMapping(context)) : fromDataType(written);
  if (type === undefined && context.catalog !== undefined) throw errorAt(errors.TRANSPILE_UNKNOWN_TYPE, { name: written.name }, written, context);
  return type ?? types.unknown;
}

/** What plain TIMESTAMP means in the session. */
export function timestampMapping(context: Pick<BindContext, 'session'>): 'timestamp_ntz' | 'timestamp_ltz' | 'timestamp_tz' {
  const mapping = String(sessionParameter(context.session, 'TIMESTAMP_TYPE_MAPPING')).toLowerCase();
  return mapping === 'timestamp_ltz' || mapping === 'timestamp_tz' ? mapping : 'timestamp_ntz';
}

const arithmeticOperators: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);
/** Types that stand on a side of an arithmetic operator only where a rule says so. */
const rigid: ReadonlySet<string> = new Set(['number', 'float', 'boolean', 'date', 'time', 'timestamp_ntz', 'timestamp_ltz', 'timestamp_tz', 'array', 'object', 'binary']);

/** The type of an operator's result; arithmetic that no rule allows is refused as Snowflake refuses it. */
function checkedBinary(node: Binary, context: BindContext): SqlType {
  const [left, right] = [context.table.typeOf(node.left), context.table.typeOf(node.right)];
  const type = binaryType(node, left, right);
  if (type.type === 'unknown' && context.catalog !== undefined && arithmeticOperators.has(node.op) && rigid.has(left.type) && rigid.has(right.type)) {
    throw errorAt(errors.TRANSPILE_ARGUMENT_TYPES, { name: node.op, types: `${typeText(left)}, ${typeText(right)}` }, node, context);
  }
  return type;
}

/** A side of an arithmetic operator as the number it counts as: strings and VARIANT are converted. */
function asNumber(type: SqlType): Extract<SqlType, { type: 'number' }> | 'float' | undefined {
  switch (type.type) {
    case 'number': return type;
    case 'float': return 'float';
    case 'varchar': return numberType(18, 5);
    case 'variant': return 'float';
    case 'boolean': case 'null': return numberType(1);
    default: return undefined;
  }
}

function binaryType(node: Binary, left: SqlType, right: SqlType): SqlType {
  switch (node.op) {
    case '+': case '-': return temporal({ ...node, op: node.op }, left, right) ?? arithmetic(node.op, left, right);
    case '*': case '/': case '%': return arithmetic(node.op, left, right);
    case '||': return left.type === 'binary' && right.type === 'binary' ? types.binary : joined(left, right);
    case '//': case '^': case '&': case '|': case '#': case '<<': case '>>': return types.integer;
    case '->': case '->>': case '#>': case '#>>': return types.unknown;
    default: return types.boolean;
  }
}

const joined = (left: SqlType, right: SqlType): SqlType =>
  left.type === 'varchar' && right.type === 'varchar' ? varcharType(left.length + right.length) : types.text;

function arithmetic(op: '+' | '-' | '*' | '/' | '%', left: SqlType, right: SqlType): SqlType {
  const a = asNumber(left);
  const b = asNumber(right);
  if (a === undefined || b === undefined) return types.unknown;
  return a === 'float' || b === 'float' ? types.float : arithmeticResult(op, a, b);
}

/** DATE ± days, moment ± INTERVAL (a date with hours added is a timestamp), DATE - DATE. */
function temporal(node: Binary & { readonly op: '+' | '-' }, left: SqlType, right: SqlType): SqlType | undefined {
  if (left.type === 'date' && right.type === 'date' && node.op === '-') return numberType(9);
  if (left.type === 'date' && right.type === 'number') return left;
  if (right.type === 'date' && left.type === 'number' && node.op === '+') return right;
  if (right.type === 'interval') return moved(left, node.right);
  if (left.type === 'interval' && node.op === '+') return moved(right, node.left);
  return isSemiStructured(left) && isSemiStructured(right) ? types.float : undefined;
}

function moved(type: SqlType, interval: Expression): SqlType | undefined {
  if (type.type === 'date') return interval.kind === 'Interval' && hasTimeStep(interval) ? types.timestamp : type;
  return isTimestamp(type) || type.type === 'time' ? type : undefined;
}
