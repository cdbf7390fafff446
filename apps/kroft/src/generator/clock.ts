/** Microseconds since 1970 as a number: exact until the year 2255. */
export type Micros = number;

/** The simulator's time: it moves only when the plan does, so that two runs of a seed tell the same story. */
export interface Clock {
  /** The present moment. */
  readonly now: () => Micros;
  /** Moves on and returns the new moment, later than all before. */
  advance(by: Micros): Micros;
}

/** A clock that starts at the given moment. */
export function simulatedClock(start: Micros): Clock {
  let moment = start;
  return { now: () => moment, advance: (by) => (moment += by) };
}

let cachedSecond = Number.NaN;
let cachedText = '';

/** A moment as PostgreSQL prints a timestamptz in UTC: `2024-01-31 12:34:56.1234+00`, with no trailing zeros. */
export function printMoment(at: Micros): string {
  const second = Math.floor(at / 1_000_000);
  if (second !== cachedSecond) {
    cachedSecond = second;
    cachedText = new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ');
  }
  const fraction = at - second * 1_000_000;
  if (fraction === 0) return `${cachedText}+00`;
  const digits = String(1_000_000 + fraction);
  let end = 7;
  while (digits.charCodeAt(end - 1) === 48) end--;
  return `${cachedText}.${digits.slice(1, end)}+00`;
}

/** The day of a moment: `2024-01-31`. */
export function printDay(at: Micros): string {
  return new Date(Math.floor(at / 1000)).toISOString().slice(0, 10);
}
