import type { NativeFunction, NativeValue } from '../functions/record.ts';
import { readParts } from './json-parts.ts';

/*
 * States of the estimating aggregates. A HyperLogLog has 4096 registers; its state is text, one number a register that is set: bucket * 64 + run of zeros.
 * The other states are JSON objects with `state`, `type` and `version`.
 */

const text = (value: NativeValue | undefined): string => String(value);
const buckets = 4096;

function readRegisters(codes: string): ReadonlyMap<number, number> {
  const registers = new Map<number, number>();
  for (const word of codes === '' ? [] : codes.split(',')) {
    const code = Number(word);
    const bucket = Math.floor(code / 64);
    registers.set(bucket, Math.max(registers.get(bucket) ?? 0, code % 64));
  }
  return registers;
}

const writeRegisters = (registers: ReadonlyMap<number, number>): string => [...registers].filter(([, run]) => run > 0).map(([bucket, run]) => bucket * 64 + run).toSorted((a, b) => a - b).join(',');
const mergeRegisters = (codes: string): string => writeRegisters(readRegisters(codes));

/** Flajolet's estimate, with linear counting while registers are empty. */
function estimate(codes: string): bigint {
  const registers = readRegisters(codes);
  const empty = buckets - registers.size;
  const sum = [...registers.values()].reduce((total, run) => total + 2 ** -run, empty);
  const raw = ((0.7213 / (1 + 1.079 / buckets)) * buckets * buckets) / sum;
  return BigInt(Math.round(raw <= 2.5 * buckets && empty > 0 ? buckets * Math.log(buckets / empty) : raw));
}

/** The state in the form that HLL_EXPORT documents. */
function exportRegisters(codes: string): string {
  const registers = [...readRegisters(codes)].toSorted(([a], [b]) => a - b);
  return `{"precision":12,"sparse":{"indices":[${registers.map(([bucket]) => bucket).join(',')}],"maxLzCounts":[${registers.map(([, run]) => run).join(',')}]},"version":4}`;
}

function importRegisters(json: string): string {
  const { sparse, dense } = JSON.parse(json) as { readonly sparse?: { readonly indices: readonly number[]; readonly maxLzCounts: readonly number[] }; readonly dense?: readonly number[] };
  return writeRegisters(new Map(dense === undefined ? (sparse?.indices ?? []).map((bucket, i) => [bucket, sparse?.maxLzCounts[i] ?? 0]) : dense.entries()));
}

const stateOf = (type: string, state: string): string => `{"state":[${state}],"type":"${type}","version":1}`;
const memberOf = (json: string, key: string): string => readParts(json).parts.find((part) => part.key === key)?.value ?? '[]';
/** The lists that some states hold. */
const numbersOf = (states: string): readonly (readonly number[])[] => readParts(states).parts.map(({ value }) => readParts(memberOf(value, 'state')).parts.map((part) => Number(part.value)));

/** Frequencies added up, most frequent first; only the first `counters` stay. */
function mergeTopK(states: string, counters: number | undefined): string {
  const counts = new Map<string, number>();
  for (const state of readParts(states).parts) {
    for (const pair of readParts(memberOf(state.value, 'state')).parts) {
      const [value, times] = readParts(pair.value).parts;
      if (value !== undefined) counts.set(value.value, (counts.get(value.value) ?? 0) + Number(times?.value));
    }
  }
  const sorted = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, counters);
  return stateOf('top_k', sorted.map(([value, times]) => `[${value},${times}]`).join(','));
}

type Centroid = readonly [mean: number, weight: number];
const centroidsKept = 1000;

/** Centroids of equal weight, as many as are kept; few values stay as they are. */
function digest(centroids: readonly Centroid[]): string {
  const sorted = centroids.toSorted(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  const kept: [number, number][] = [];
  let seen = 0;
  for (const [mean, weight] of sorted) {
    const last = kept.at(-1);
    const slot = Math.floor((seen * centroidsKept) / total);
    if (sorted.length > centroidsKept && last !== undefined && slot === Math.floor(((seen - last[1]) * centroidsKept) / total)) {
      last[0] += ((mean - last[0]) * weight) / (last[1] + weight);
      last[1] += weight;
    } else {
      kept.push([mean, weight]);
    }
    seen += weight;
  }
  return stateOf('tdigest', kept.flat().join(','));
}

const pairs = (numbers: readonly number[]): readonly Centroid[] => Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i] ?? 0, numbers[2 * i + 1] ?? 1] as const);

/** The value at a fraction, between the centroids around it. */
function quantile(state: string, fraction: number): number | null {
  const centroids = pairs(numbersOf(`[${state}]`)[0] ?? []);
  const total = centroids.reduce((sum, [, weight]) => sum + weight, 0);
  const target = fraction * (total - 1);
  let before = 0;
  let low: Centroid | undefined;
  for (const [mean, weight] of centroids) {
    const place = before + (weight - 1) / 2;
    if (place >= target) return low === undefined || place === target ? mean : low[0] + ((mean - low[0]) * (target - low[1])) / (place - low[1]);
    low = [mean, place];
    before += weight;
  }
  return low?.[0] ?? null;
}

/** One of many hash functions of a 64-bit hash, 32 bits wide. */
function mixed(low: number, high: number, seed: number): number {
  let value = Math.imul(low ^ Math.imul(seed + 1, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(high + seed, 0xc2b2ae35);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return (value ^ (value >>> 15)) >>> 0;
}

function minhash(size: number, hashes: string): string {
  const words = hashes === '' ? [] : hashes.split(',').map(BigInt);
  const halves = words.map((word) => [Number(word & 0xffffffffn) | 0, Number(word >> 32n) | 0] as const);
  const least = Array.from({ length: size }, (_, seed) => halves.reduce((minimum, [low, high]) => Math.min(minimum, mixed(low, high, seed)), 0xffffffff));
  return stateOf('minhash', least.join(','));
}

function mergeMinhash(states: string): string {
  const lists = numbersOf(states);
  return stateOf('minhash', (lists[0] ?? []).map((_, i) => Math.min(...lists.map((list) => list[i] ?? 0xffffffff))).join(','));
}

/** The part of the hash functions whose least values are the same in every state. */
function similarity(states: string): number | null {
  const [first = [], ...others] = numbersOf(states);
  if (first.length === 0) return null;
  return first.filter((value, i) => others.every((list) => list[i] === value)).length / first.length;
}

const centroidsOf = (csv: string): readonly Centroid[] => (csv === '' ? [] : csv.split(',').map((word) => [Number(word), 1] as const));

/** The functions over states that the records of `sketch.ts` call. */
export const sketchNatives: readonly (NativeFunction & { readonly name: string })[] = [
  { name: 'mr_hll_state', parameters: ['VARCHAR'], returns: 'VARCHAR', call: (codes) => mergeRegisters(text(codes)) },
  { name: 'mr_hll_merge', parameters: ['VARCHAR'], returns: 'VARCHAR', call: (codes) => mergeRegisters(text(codes).split(',').filter((code) => code !== '').join(',')) },
  { name: 'mr_hll_estimate', parameters: ['VARCHAR'], returns: 'BIGINT', call: (codes) => estimate(text(codes)) },
  { name: 'mr_hll_export_json', parameters: ['VARCHAR'], returns: 'JSON', call: (codes) => exportRegisters(text(codes)) },
  { name: 'mr_hll_import_json', parameters: ['VARCHAR'], returns: 'VARCHAR', call: (json) => importRegisters(text(json)) },
  { name: 'mr_top_k_merge', parameters: ['VARCHAR', 'BIGINT'], returns: 'JSON', takesNull: true, call: (states, counters) => mergeTopK(text(states), counters === null ? undefined : Number(counters)) },
  { name: 'mr_tdigest_of', parameters: ['VARCHAR'], returns: 'JSON', call: (values) => digest(centroidsOf(text(values))) },
  { name: 'mr_tdigest_merge', parameters: ['VARCHAR'], returns: 'JSON', call: (states) => digest(numbersOf(text(states)).flatMap(pairs)) },
  { name: 'mr_tdigest_value', parameters: ['VARCHAR', 'DOUBLE'], returns: 'DOUBLE', call: (state, fraction) => quantile(text(state), Number(fraction)) },
  { name: 'mr_minhash_of', parameters: ['BIGINT', 'VARCHAR'], returns: 'JSON', call: (size, hashes) => minhash(Number(size), text(hashes)) },
  { name: 'mr_minhash_merge', parameters: ['VARCHAR'], returns: 'JSON', call: (states) => mergeMinhash(text(states)) },
  { name: 'mr_minhash_similarity', parameters: ['VARCHAR'], returns: 'DOUBLE', call: (states) => similarity(text(states)) },
];
