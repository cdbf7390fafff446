import { createRequire } from 'node:module';
import { functionRecords } from '../functions/all.ts';
import type { NativeFunction } from '../functions/record.ts';
import type { Macro } from './macro.ts';
import { runtimeName } from './runtime-name.ts';

/** What the engine's side of a translation is made of. */
interface EngineSide {
  readonly engineMacros: readonly Macro[];
  readonly engineNatives: readonly RuntimeFunction[];
}

let loaded: EngineSide | undefined;

/** Loaded when first asked for: whoever only translates needs no cryptography, no geometry and no search of row patterns, which cost more to load than the rest. */
const engineSide = (): EngineSide => (loaded ??= createRequire(import.meta.url)('#engine-side') as EngineSide);

/**
 * The SQL that makes the macros of translated statements. Functions of `runtimeFunctions` must be registered first, since macros call them.
 *
 * @param scope for a `connection` the macros are temporary and each connection runs this once; for a `database` they stay in the current
 * schema, and a connection that has it on its search path needs no more: making them costs tens of milliseconds.
 */
export function runtimeSetup(scope: 'connection' | 'database' = 'connection'): readonly string[] {
  const made = scope === 'connection' ? 'TEMP MACRO' : 'MACRO';
  const ofRecords: readonly Macro[] = functionRecords.flatMap(({ name, to }) => ('macro' in to ? [{ name: runtimeName(name), ...to.macro }] : []));
  return [...engineSide().engineMacros, ...ofRecords].map(({ name, parameters, body }) => `CREATE OR REPLACE ${made} ${name}(${parameters}) AS ${body}`);
}

/** A scalar function written in TypeScript that a DuckDB connection needs. */
export interface RuntimeFunction extends NativeFunction {
  readonly name: string;
}

/** The scalar functions to register with the engine, by name. */
export function runtimeFunctions(): readonly RuntimeFunction[] {
  const ofRecords = functionRecords.flatMap(({ name, to }) => ('native' in to ? [{ name: runtimeName(name), ...to.native }] : []));
  return [...engineSide().engineNatives, ...ofRecords];
}
