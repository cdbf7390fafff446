import type { Dialect } from './dialect.ts';

const asciiName = /^[A-Za-z_][A-Za-z0-9_$]*$/;
const nameOfAnyLetters = /^[\p{L}_][\p{L}0-9_$]*$/u;
/** How many names are remembered per dialect. */
const rememberedNames = 10_000;

/** Whether a name has the letters, digits and signs that every dialect takes without quotes. */
export const isAsciiName = (name: string): boolean => asciiName.test(name);

/** What of a dialect's names need no quotes. */
export interface BareNames {
  /** Whether its letters need none; it may be a reserved word. */
  hasBareLetters(name: string): boolean;
  /** Whether it may stand anywhere without. */
  isBare(name: string): boolean;
}

const known = new WeakMap<Dialect, BareNames>();

/** A dialect's. Most names come again, and finding out costs more than looking up: so what has been found out is remembered. */
export function bareNamesOf(dialect: Dialect): BareNames {
  const found = known.get(dialect);
  if (found !== undefined) return found;
  const made = makeBareNames(dialect.identifiers);
  known.set(dialect, made);
  return made;
}

function makeBareNames({ bareLetters, reserved }: Dialect['identifiers']): BareNames {
  const remembered = new Map<string, boolean>();
  const hasBareLetters = (name: string): boolean => asciiName.test(name) || (bareLetters === 'any' && nameOfAnyLetters.test(name));
  return {
    hasBareLetters,
    isBare: (name) => {
      const found = remembered.get(name);
      if (found !== undefined) return found;
      if (remembered.size >= rememberedNames) remembered.clear();
      const bare = hasBareLetters(name) && !reserved.has(name.toUpperCase());
      remembered.set(name, bare);
      return bare;
    },
  };
}
