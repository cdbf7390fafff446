import { functionRecords } from '../functions/all.ts';
import { regexpNatives } from './regexp.ts';
import { textMacros } from './text-macros.ts';
import { textNatives } from './text-natives.ts';
import { zipfRank } from '../functions/data-generation.ts';
import type { NativeFunction } from '../functions/record.ts';
import type { Macro } from './macro.ts';
import { coreMacros } from './macros.ts';
import { xmlNatives } from './xml-natives.ts';
import { h3Natives } from './geo/h3-natives.ts';
import { geoNatives } from './geo/geo-natives.ts';
import { coreNatives } from './natives.ts';
import { runtimeName } from './runtime-name.ts';
import { sketchNatives } from './sketches.ts';

const recordMacros: readonly Macro[] = functionRecords.flatMap(({ name, to }) => ('macro' in to ? [{ name: runtimeName(name), ...to.macro }] : []));

/**
 * The SQL that makes the macros of translated statements. Functions of `runtimeFunctions` must be registered first, since macros call them.
 *
 * @param scope for a `connection` the macros are temporary and each connection runs this once; for a `database` they stay in the current
 * schema, and a connection that has it on its search path needs no more: making them costs tens of milliseconds.
 */
export function runtimeSetup(scope: 'connection' | 'database' = 'connection'): readonly string[] {
  const made = scope === 'connection' ? 'TEMP MACRO' : 'MACRO';
  return [...coreMacros, ...textMacros, ...recordMacros].map(({ name, parameters, body }) => `CREATE OR REPLACE ${made} ${name}(${parameters}) AS ${body}`);
}

/** A scalar function written in TypeScript that a DuckDB connection needs. */
export interface RuntimeFunction extends NativeFunction {
  readonly name: string;
}

/** The scalar functions to register with the engine, by name. */
export function runtimeFunctions(): readonly RuntimeFunction[] {
  const ofRecords = functionRecords.flatMap(({ name, to }) => ('native' in to ? [{ name: runtimeName(name), ...to.native }] : []));
  return [...coreNatives, ...xmlNatives, ...geoNatives, ...h3Natives, ...sketchNatives, zipfRank, ...regexpNatives, ...textNatives, ...ofRecords];
}
