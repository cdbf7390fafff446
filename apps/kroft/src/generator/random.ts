/** A stream of random numbers. */
export interface Random {
  /** The next 32 random bits, as an unsigned integer. */
  bits(): number;
  /** A number in [0, 1) with 32 random bits. */
  unit(): number;
  /** A whole number in [0, bound); `bound` up to 2^53. */
  below(bound: number): number;
}

/** 53-bit-safe string hash (FNV-1a on UTF-16 units, then murmur3's finaliser) from a starting state. */
function hash32(text: string, start: number): number {
  let h = start ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A stream of its own for a purpose: sfc32 (Doty-Humphrey, PractRand), seeded from the run's seed and the name.
 * Streams of different names are independent, so that adding a table changes no other table's data.
 *
 * @param seed the run's seed, an integer.
 * @param name what the stream is for: `customers.email/insert`.
 */
export function randomStream(seed: number, name: string): Random {
  const low = seed >>> 0;
  const high = Math.floor(seed / 4_294_967_296) >>> 0;
  let a = hash32(name, low);
  let b = hash32(name, high ^ 0x9e3779b9);
  let c = hash32(name, low ^ 0x7f4a7c15);
  let counter = 1;
  const bits = (): number => {
    const t = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) bits();
  const unit = (): number => bits() / 4_294_967_296;
  const below = (bound: number): number => (bound <= 4_294_967_296 ? Math.floor(unit() * bound) : Math.floor(((bits() & 0x1fffff) * 4_294_967_296 + bits()) / 9_007_199_254_740_992 * bound));
  return { bits, unit, below };
}

/** A geometric draw from 1 upward with the given mean (at least 1): many small, few large. */
export function geometric(random: Random, mean: number): number {
  if (mean <= 1) return 1;
  return 1 + Math.floor(Math.log(1 - random.unit()) / Math.log(1 - 1 / mean));
}

/**
 * A rank in [0, count) by a Zipf-like law: the chance of rank k falls as (k + 1)^-exponent. Exponent 0 is uniform.
 * Drawn by inverting the continuous power law, which needs no table and follows a growing population.
 */
export function skewedRank(random: Random, count: number, exponent: number): number {
  if (exponent === 0 || count <= 1) return random.below(count);
  const u = random.unit();
  if (Math.abs(exponent - 1) < 1e-9) return Math.min(count - 1, Math.floor(Math.exp(u * Math.log(count + 1))) - 1);
  const power = 1 - exponent;
  return Math.min(count - 1, Math.floor((1 + u * ((count + 1) ** power - 1)) ** (1 / power)) - 1);
}

/** An index chosen in proportion to its weight. At least one weight must be above 0. */
export function weighted(random: Random, weights: readonly number[]): number {
  let at = random.unit() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < weights.length; i++) {
    at -= weights[i] ?? 0;
    if (at < 0) return i;
  }
  return weights.findLastIndex((weight) => weight > 0);
}
