export type { Capabilities, Dialect, TypeSpelling } from './dialect.ts';
export { errors } from './errors.ts';
export { foldIdentifier, quoteIdentifier } from './identifiers.ts';
export { print, type PrintOptions, printOrThrow } from './print.ts';
export type { Printers } from './printers.ts';
export { dialect } from './registry.ts';
export type { Mark, Printed, Writer } from './writer.ts';
