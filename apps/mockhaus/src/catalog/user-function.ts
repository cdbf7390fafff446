import { type CatalogFunction, type SqlType, typeText } from '@millrace/transpile';
import type { ObjectEntry, Setting, Settings } from './entries.ts';

/** A user's function with its own name: an entry of the catalog goes by the name and the types of the arguments, which tell overloads apart. */
export interface UserFunction {
  readonly name: string;
  readonly meaning: CatalogFunction;
  readonly isSecure: boolean;
}

/** A type without precision, scale and length: what overloads are told apart by. */
export const familyOf = (type: SqlType): string => typeText(type).replace(/\(.*$/s, '');

/** The exact name under which the catalog keeps a function. */
export const functionKey = (name: string, types: readonly SqlType[]): string => `${name}(${types.map(familyOf).join(', ')})`;

/** What an entry keeps of a function. */
export function functionSettings({ name, meaning, isSecure }: UserFunction): Settings {
  return { NAME: name, SECURE: isSecure, MEANING: JSON.stringify(meaning) satisfies Setting };
}

const read = new WeakMap<ObjectEntry, UserFunction>();

/** The function that an entry keeps: always the same object of the same entry, by which a function that calls itself is known. */
export function functionOf(entry: ObjectEntry): UserFunction {
  const known = read.get(entry) ?? readFunction(entry);
  read.set(entry, known);
  return known;
}

function readFunction(entry: ObjectEntry): UserFunction {
  // Written by `functionSettings` alone.
  return { name: String(entry.settings['NAME']), isSecure: entry.settings['SECURE'] === true, meaning: JSON.parse(String(entry.settings['MEANING'])) as CatalogFunction };
}

/**
 * The overload that takes arguments of these types with the least conversion; undefined where none takes as many.
 * Rule: https://docs.snowflake.com/en/developer-guide/udf-stored-procedure-naming-conventions#overloading
 */
export function overloadFor(candidates: readonly UserFunction[], args: readonly SqlType[]): UserFunction | undefined {
  const cost = ({ meaning }: UserFunction): number => args.reduce((sum, arg, i) => sum + conversionCost(arg, meaning.parameters[i]?.type ?? arg), 0);
  return candidates.filter(({ meaning }) => meaning.parameters.length === args.length).toSorted((a, b) => cost(a) - cost(b))[0];
}

function conversionCost(from: SqlType, to: SqlType): number {
  if (from.type === to.type || from.type === 'null' || from.type === 'unknown') return 0;
  if (from.type === 'number' && to.type === 'float') return 1;
  return to.type === 'variant' ? 2 : to.type === 'varchar' ? 3 : 4;
}
