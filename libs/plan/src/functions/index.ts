import { arithmetic, type ArithmeticName } from './arithmetic.ts';
import { type ComparisonName, comparisons } from './comparison.ts';
import { type DateName, dates } from './dates.ts';
import type { ScalarFunction } from './function-record.ts';
import { type NullName, nulls } from './nulls.ts';
import { type TextName, texts } from './text.ts';

export type FunctionName = ComparisonName | ArithmeticName | TextName | DateName | NullName;

/** Every scalar function by name. */
export const functions: Readonly<Record<FunctionName, ScalarFunction>> = { ...comparisons, ...arithmetic, ...texts, ...dates, ...nulls };
