import type { NativeFunction } from '../functions/record.ts';

/** The cumulative shares of the ranks, by exponent and count. */
const cumulative = new Map<string, Float64Array>();

/** The rank in a Zipf distribution of `count` elements, at a fraction of its cumulative share. */
function zipf(exponent: number, count: number, fraction: number): bigint {
  const key = `${exponent}/${count}`;
  const shares = cumulative.get(key) ?? new Float64Array(count).map((_, i) => (i + 1) ** -exponent);
  if (!cumulative.has(key)) {
    for (let i = 1; i < count; i++) shares[i] = (shares[i] ?? 0) + (shares[i - 1] ?? 0);
    cumulative.set(key, shares);
  }
  const target = fraction * (shares.at(-1) ?? 1);
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shares[middle] ?? 0) < target) low = middle + 1;
    else high = middle;
  }
  return BigInt(low + 1);
}

/** The native behind ZIPF. */
export const zipfRank: NativeFunction & { readonly name: string } = { name: 'mr_zipf_rank', parameters: ['DOUBLE', 'BIGINT', 'DOUBLE'], returns: 'BIGINT', volatile: true, call: (exponent, count, fraction) => zipf(Number(exponent), Number(count), Number(fraction)) };
