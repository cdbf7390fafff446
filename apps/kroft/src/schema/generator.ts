/**
 * How a column's values are made, as data: a plan can be stored, replayed in another process, and hashed.
 * `Of` is what the generator yields, so that a text generator does not fit a number column.
 */
export type Generator =
  | { readonly kind: 'uuid' }
  | { readonly kind: 'serial' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'decimal'; readonly min: number; readonly max: number; readonly scale: number }
  | { readonly kind: 'lognormal'; readonly mu: number; readonly sigma: number; readonly scale: number; readonly max: number }
  | { readonly kind: 'pick'; readonly values: readonly string[]; readonly skew: number }
  | { readonly kind: 'personName' }
  | { readonly kind: 'email' }
  | { readonly kind: 'words'; readonly min: number; readonly max: number }
  | { readonly kind: 'code'; readonly length: number }
  | { readonly kind: 'chance'; readonly rate: number }
  | { readonly kind: 'moment'; readonly withinDays: number }
  | { readonly kind: 'day'; readonly withinDays: number };

/** A generator whose texts are values of TypeScript type `V`. */
export interface TypedGenerator<V> {
  readonly generator: Generator;
  /** Never present: it only carries the type. */
  readonly of?: V;
}

/** The generators by name: `g.integer(1, 6)`. */
export interface Generators {
  /** Random version-4 UUIDs. */
  uuid(): TypedGenerator<string>;
  /** 1, 2, 3, … per column. */
  serial<V extends number | bigint>(): TypedGenerator<V>;
  /** Whole numbers from `min` to `max`, both included. */
  integer<V extends number | bigint>(min: number, max: number): TypedGenerator<V>;
  /** Uniform decimals from `min` to `max` with `scale` digits. */
  decimal(min: number, max: number, scale?: number): TypedGenerator<string>;
  /** exp(normal(mu, sigma)), cut at `max`: prices, sizes. */
  lognormal(mu: number, sigma: number, max?: number, scale?: number): TypedGenerator<string>;
  /** One of `values`; with `skew` above 0 the first are the likelier, by a Zipf law of that exponent. */
  pick(values: readonly string[], skew?: number): TypedGenerator<string>;
  personName(): TypedGenerator<string>;
  /** Unique addresses. */
  email(): TypedGenerator<string>;
  /** `min` to `max` words. */
  words(min: number, max: number): TypedGenerator<string>;
  /** Capital letters and digits. */
  code(length: number): TypedGenerator<string>;
  /** `true` at the given rate, 0 to 1. */
  chance(rate: number): TypedGenerator<boolean>;
  /** A moment up to `withinDays` days after the simulator's clock. */
  moment(withinDays: number): TypedGenerator<string>;
  /** A day up to `withinDays` days after the simulator's clock. */
  day(withinDays: number): TypedGenerator<string>;
}

/** The generators by name, as `defineSchema` hands them to a model. */
export const generators: Generators = {
  uuid: () => ({ generator: { kind: 'uuid' } }),
  serial: () => ({ generator: { kind: 'serial' } }),
  integer: (min, max) => ({ generator: { kind: 'integer', min, max } }),
  decimal: (min, max, scale = 2) => ({ generator: { kind: 'decimal', min, max, scale } }),
  lognormal: (mu, sigma, max = 99_999, scale = 2) => ({ generator: { kind: 'lognormal', mu, sigma, max, scale } }),
  pick: (values, skew = 0) => ({ generator: { kind: 'pick', values, skew } }),
  personName: () => ({ generator: { kind: 'personName' } }),
  email: () => ({ generator: { kind: 'email' } }),
  words: (min, max) => ({ generator: { kind: 'words', min, max } }),
  code: (length) => ({ generator: { kind: 'code', length } }),
  chance: (rate) => ({ generator: { kind: 'chance', rate } }),
  moment: (withinDays) => ({ generator: { kind: 'moment', withinDays } }),
  day: (withinDays) => ({ generator: { kind: 'day', withinDays } }),
};
