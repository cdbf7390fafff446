import { geoNatives } from './geo/geo-natives.ts';
import { h3Natives } from './geo/h3-natives.ts';
import type { Macro } from './macro.ts';
import { coreMacros } from './macros.ts';
import { coreNatives } from './natives.ts';
import { regexpNatives } from './regexp.ts';
import type { RuntimeFunction } from './setup.ts';
import { sketchNatives } from './sketches.ts';
import { textMacros } from './text-macros.ts';
import { textNatives } from './text-natives.ts';
import { xmlNatives } from './xml-natives.ts';
import { zipfRank } from './zipf.ts';

/** The macros that lowering calls, those of function records apart. In order: later ones use earlier ones. */
export const engineMacros: readonly Macro[] = [...coreMacros, ...textMacros];

/** The functions in TypeScript that lowering and the macros call, those of function records apart. */
export const engineNatives: readonly RuntimeFunction[] = [...coreNatives, ...xmlNatives, ...geoNatives, ...h3Natives, ...sketchNatives, zipfRank, ...regexpNatives, ...textNatives];
