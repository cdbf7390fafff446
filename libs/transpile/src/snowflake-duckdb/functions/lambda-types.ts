import type { Expression, Lambda } from '@millrace/sql-ir';
import { fromDataType } from '../../types/data-type.ts';
import { memberType, numberType, type SqlType, types } from '../../types/sql-type.ts';

/**
 * The types of a lambda's parameters: those it declares, else the array's element's. REDUCE's first is its accumulator's.
 *
 * @param before the types of the arguments to its left.
 * Rule: https://docs.snowflake.com/en/user-guide/querying-semistructured#using-lambda-functions-on-data-with-snowflake-higher-order-functions
 */
export function lambdaTypes(lambda: Lambda, before: readonly SqlType[]): readonly SqlType[] {
  const [array, init] = before;
  return lambda.parameters.map(({ type }, i) => {
    const declared = type === undefined ? undefined : fromDataType(type);
    if (declared !== undefined) return declared;
    return init !== undefined && i === 0 ? accumulatorType(lambda, array, init) : memberType(array ?? types.array);
  });
}

/** The type of REDUCE's accumulator: declared, else the start value's with room for what is folded into it. */
export function accumulatorType(lambda: Expression | undefined, array: SqlType | undefined, init: SqlType | undefined): SqlType {
  const declared = lambda?.kind === 'Lambda' ? lambda.parameters[0]?.type : undefined;
  const written = declared === undefined ? undefined : fromDataType(declared);
  if (written !== undefined) return written;
  if (init === undefined) return types.variant;
  switch (init.type) {
    case 'number': {
      const element = memberType(array ?? types.array);
      return element.type === 'number' ? numberType(38, Math.max(element.scale, init.scale)) : types.float;
    }
    case 'varchar': return types.text;
    case 'null': case 'unknown': return types.variant;
    default: return init;
  }
}
