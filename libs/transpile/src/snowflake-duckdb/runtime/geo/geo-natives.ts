import { BugError } from '@millrace/diagnostics';
import type { NativeFunction, NativeValue } from '../../functions/record.ts';
import { measures, sameReference, tests } from './measures.ts';
import { invalidity, toShape } from './read-shape.ts';
import { partsOf, readStored, type Shape, storedText } from './shape.ts';
import { collect, geohashFunctions, shapeFunctions, textFunctions } from './shapes.ts';

const text = (value: NativeValue | undefined): string => String(value);

function named<T>(table: Readonly<Record<string, T>>, name: NativeValue | undefined): T {
  const found = table[text(name)];
  if (found === undefined) throw new BugError(`no geospatial function ${text(name)}`);
  return found;
}

function number(name?: NativeValue, a?: NativeValue, b?: NativeValue, onEarth?: NativeValue): number | null {
  const { shape, srid } = readStored(text(a));
  const other = b === '' ? undefined : readStored(text(b));
  if (other !== undefined) sameReference(srid, other.srid, text(name));
  return named(measures, name)({ shape, other: other?.shape, srid, onEarth: onEarth === true }) ?? null;
}

function test(name?: NativeValue, a?: NativeValue, b?: NativeValue, limit?: NativeValue, onEarth?: NativeValue): boolean | null {
  const [one, other] = [readStored(text(a)), readStored(text(b))];
  sameReference(one.srid, other.srid, text(name));
  return named(tests, name)(partsOf(one.shape), partsOf(other.shape), onEarth === true, Number(limit)) ?? null;
}

function shape(name?: NativeValue, a?: NativeValue, b?: NativeValue, amount?: NativeValue, onEarth?: NativeValue): string | null {
  const placed = readStored(text(a));
  const asked = { ...placed, text: text(b), number: Number(amount), onEarth: onEarth === true };
  const words = textFunctions[text(name)];
  if (words !== undefined) return words(asked) ?? null;
  const made = named(shapeFunctions, name)(asked);
  return made === undefined ? null : storedText({ shape: made, srid: placed.srid });
}

const convert = (onEarth: boolean, safe: boolean) => (value?: NativeValue, srid?: NativeValue, allowInvalid?: NativeValue): string | null => {
  if (value === null) return null;
  try {
    return storedText(toShape(text(value), onEarth, srid === null ? undefined : Number(srid), allowInvalid === true));
  } catch (error) {
    if (safe) return null;
    throw error;
  }
};

function collectAll(list?: NativeValue): string | null {
  const shapes = (JSON.parse(text(list)) as readonly string[]).map(readStored);
  const members: readonly Shape[] = shapes.map((placed) => placed.shape);
  return shapes[0] === undefined ? null : storedText({ shape: collect(members), srid: shapes[0].srid });
}

const converter = (name: string, onEarth: boolean, safe: boolean): NativeFunction & { readonly name: string } =>
  ({ name, parameters: ['VARCHAR', 'BIGINT', 'BOOLEAN'], returns: 'VARCHAR', takesNull: true, call: convert(onEarth, safe) });

/**
 * The geospatial functions, few and each told which one it is: registering is what a new connection pays for.
 * Shapes travel as the text of `storedText`; `onEarth` is true for GEOGRAPHY.
 */
export const geoNatives: readonly (NativeFunction & { readonly name: string })[] = [
  converter('mr_to_geography', true, false), converter('mr_try_to_geography', true, true), converter('mr_to_geometry', false, false), converter('mr_try_to_geometry', false, true),
  { name: 'mr_geo_number', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR', 'BOOLEAN'], returns: 'DOUBLE', call: number },
  { name: 'mr_geo_test', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR', 'DOUBLE', 'BOOLEAN'], returns: 'BOOLEAN', call: test },
  { name: 'mr_geo_shape', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR', 'DOUBLE', 'BOOLEAN'], returns: 'VARCHAR', call: shape },
  { name: 'mr_geo_hash', parameters: ['VARCHAR', 'VARCHAR', 'BIGINT'], returns: 'VARCHAR', call: (kind, hash, length) => named(geohashFunctions, kind)(text(hash), Number(length)) },
  { name: 'mr_geo_collect', parameters: ['VARCHAR'], returns: 'VARCHAR', call: collectAll },
  { name: 'mr_geo_valid', parameters: ['VARCHAR', 'BOOLEAN'], returns: 'BOOLEAN', call: (value, onEarth) => invalidity(readStored(text(value)).shape, onEarth === true) === undefined },
];
