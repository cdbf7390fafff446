/** SQL types that cross into JavaScript, and what they are there. Dates and timestamps are text as DuckDB prints them. */
export interface UdfTypes {
  readonly BOOLEAN: boolean;
  readonly INTEGER: number;
  readonly BIGINT: bigint;
  readonly DOUBLE: number;
  readonly VARCHAR: string;
  readonly DATE: string;
  readonly TIMESTAMP: string;
}

export type UdfType = keyof UdfTypes;

/** What a scalar function takes and gives. */
export interface ScalarSpec<A extends Readonly<Record<string, UdfType>>, R extends UdfType, N extends 'propagate' | 'call'> {
  /** Argument names and types, in the order of the call. */
  readonly args: A;
  readonly returns: R;
  /** Values of the last arguments when a call leaves them out. */
  readonly defaults?: { readonly [K in keyof A]?: UdfTypes[A[K]] };
  /** `propagate`: any NULL argument makes the result NULL without a call; `call`: the function sees null. */
  readonly nulls?: N;
  /** Whether equal arguments may give different results, as a random number does. */
  readonly volatile?: boolean;
}

type Argument<A extends Readonly<Record<string, UdfType>>, N> = UdfTypes[A[keyof A]] | (N extends 'call' ? null : never);

/** The function behind a scalar UDF. Arguments of several types may be annotated: `(price: number, label: string) => …`. */
export interface ScalarBody<A extends Readonly<Record<string, UdfType>>, R extends UdfType, N> {
  call(...args: readonly Argument<A, N>[]): UdfTypes[R] | null;
}

/** A value of any type that crosses. */
export type UdfValue = UdfTypes[UdfType] | null;

/** A scalar function for SQL, as a UDF file exports it. */
export interface ScalarUdf {
  readonly kind: 'millrace.scalarUdf';
  readonly args: readonly { readonly name: string; readonly type: UdfType; readonly fallback?: UdfValue }[];
  readonly returns: UdfType;
  readonly nulls: 'propagate' | 'call';
  readonly volatile: boolean;
  readonly run: (...args: readonly never[]) => unknown;
}

/**
 * Makes a TypeScript function callable from a pipeline's SQL, under the name it is exported with from a file in `udfs/`.
 *
 * @param spec argument names and types in order, the result's type, defaults and what NULL does.
 * @param run called once per row.
 * @example
 * export const apply_discount = scalarUdf(
 *   { args: { price: 'DOUBLE', pct: 'DOUBLE' }, returns: 'DOUBLE', defaults: { pct: 10 } },
 *   (price, pct) => price * (1 - pct / 100),
 * ); // SELECT apply_discount(price, 15), apply_discount(price) FROM sales
 */
export function scalarUdf<const A extends Readonly<Record<string, UdfType>>, const R extends UdfType, const N extends 'propagate' | 'call' = 'propagate'>(
  spec: ScalarSpec<A, R, N>, run: ScalarBody<A, R, N>['call'],
): ScalarUdf {
  const defaults: Readonly<Record<string, UdfValue | undefined>> = spec.defaults ?? {};
  const args = Object.entries(spec.args).map(([name, type]): ScalarUdf['args'][number] => {
    const fallback = defaults[name];
    return fallback === undefined ? { name, type } : { name, type, fallback };
  });
  return { kind: 'millrace.scalarUdf', args, returns: spec.returns, nulls: spec.nulls ?? 'propagate', volatile: spec.volatile ?? false, run };
}

/** Whether something a UDF file exports is a scalar UDF, even one of another copy of this package. */
export function isScalarUdf(value: unknown): value is ScalarUdf {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'millrace.scalarUdf';
}
