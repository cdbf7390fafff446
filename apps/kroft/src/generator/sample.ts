import { unreachable } from '@millrace/diagnostics';
import type { Generator } from '../schema/generator.ts';
import { type Clock, printDay, printMoment } from './clock.ts';
import { type Random, skewedRank } from './random.ts';
import { familyNames, givenNames, plainWords } from './words.ts';

const microsPerDay = 86_400_000_000;
const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const hex: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexOf(word: number): string {
  return `${hex[word >>> 24]}${hex[(word >>> 16) & 255]}${hex[(word >>> 8) & 255]}${hex[word & 255]}`;
}

/** A version-4 UUID (RFC 9562) of random bits. */
function uuid(random: Random): string {
  const b = hexOf(((random.bits() & 0xffff0fff) | 0x4000) >>> 0);
  const c = hexOf(((random.bits() & 0x3fffffff) | 0x80000000) >>> 0);
  return `${hexOf(random.bits())}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${hexOf(random.bits())}`;
}

/** Standard normal, by Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}

/** A decimal of whole units of 10^-scale, in PostgreSQL's text form. */
function decimal(units: number, scale: number): string {
  if (scale === 0) return String(units);
  const digits = String(Math.abs(units)).padStart(scale + 1, '0');
  return `${units < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** What a draw may look at beside its own random stream. */
export interface Sampling {
  readonly random: Random;
  readonly clock: Clock;
  /** The next number of this column, from 1; never the same twice. */
  readonly serial: () => number;
}

/**
 * Draws one value in PostgreSQL's own text form, so that it compares byte for byte with what the server sends back.
 *
 * @param generator what to draw.
 * @param from the column's stream, the simulator's clock and the column's counter.
 */
export function sample(generator: Generator, from: Sampling): string {
  const { random } = from;
  switch (generator.kind) {
    case 'uuid':
      return uuid(random);
    case 'serial':
      return String(from.serial());
    case 'integer':
      return String(generator.min + random.below(generator.max - generator.min + 1));
    case 'decimal': {
      const unit = 10 ** generator.scale;
      const low = Math.round(generator.min * unit);
      return decimal(low + random.below(Math.round(generator.max * unit) - low + 1), generator.scale);
    }
    case 'lognormal': {
      const drawn = Math.min(generator.max, Math.exp(generator.mu + generator.sigma * normal(random)));
      return decimal(Math.round(drawn * 10 ** generator.scale), generator.scale);
    }
    case 'pick':
      return generator.values[skewedRank(random, generator.values.length, generator.skew)] ?? '';
    case 'personName':
      return `${pick(random, givenNames)} ${pick(random, familyNames)}`;
    case 'email':
      return `${pick(random, plainAddresses)}.${from.serial()}@example.com`;
    case 'words':
      return repeated(generator.min + random.below(generator.max - generator.min + 1), () => pick(random, plainWords), ' ');
    case 'code':
      return repeated(generator.length, () => codeLetters.charAt(random.bits() >>> 27), '');
    case 'chance':
      return random.unit() < generator.rate ? 't' : 'f';
    case 'moment':
      return printMoment(from.clock.now() + random.below(generator.withinDays * microsPerDay + 1));
    case 'day':
      return printDay(from.clock.now() + random.below(generator.withinDays * microsPerDay + 1));
    default:
      return unreachable(generator);
  }
}

function repeated(count: number, draw: () => string, separator: string): string {
  let text = count > 0 ? draw() : '';
  for (let i = 1; i < count; i++) text += separator + draw();
  return text;
}

const plainAddresses: readonly string[] = givenNames.filter((name) => /^[A-Za-z]+$/.test(name)).map((name) => name.toLowerCase());

function pick(random: Random, values: readonly string[]): string {
  return values[random.below(values.length)] ?? '';
}
