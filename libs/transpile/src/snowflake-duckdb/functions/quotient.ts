import { build, type Expression } from '@millrace/sql-ir';
import { arithmeticResult, divisionScale } from '../../types/number-rules.ts';
import { numberType, type SqlType, types } from '../../types/sql-type.ts';
import { castTo } from '../convert.ts';
import { divide } from '../passes/40-arithmetic.ts';
import type { RewriteContext } from './record.ts';

type NumberType = Extract<SqlType, { type: 'number' }>;
const exact = (type: SqlType | undefined): NumberType => (type?.type === 'number' ? type : numberType(38, 5));

/** The type of a quotient. */
export function quotient(args: readonly SqlType[]): SqlType {
  return args.some((type) => type.type === 'float' || type.type === 'variant') ? types.float : arithmeticResult('/', exact(args[0]), exact(args[1]));
}

/** A division that gives `instead` where the divisor is zero, and with `orNull` where it is NULL. */
export function divideOr(args: readonly Expression[], context: RewriteContext, instead: Expression, orNull: boolean): Expression {
  const [left = instead, right = instead] = args;
  const type = quotient(context.types);
  const value = type.type === 'number'
    ? divide(left, exact(context.types[0]), right, exact(context.types[1]), type)
    : build.binary('/', castTo(left, types.float), castTo(right, types.float));
  const isZero = build.binary('=', right, build.number(0));
  const isNull: Expression = { kind: 'Is', operand: right, test: 'NULL', negated: false, pos: -1, end: -1 };
  return { kind: 'Case', branches: [{ when: orNull ? build.binary('OR', isZero, isNull) : isZero, then: instead }], otherwise: value, pos: -1, end: -1 };
}

/** The type of an average: exact numbers keep six more digits. */
export function averageType(args: readonly SqlType[]): SqlType {
  const [type] = args;
  return type?.type === 'number' ? numberType(38, divisionScale(type.scale)) : types.float;
}
