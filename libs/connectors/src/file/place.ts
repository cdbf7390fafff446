import { existsSync, readdirSync, statSync } from 'node:fs';
import { globSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { didYouMean } from '@millrace/diagnostics';
import type { ObjectName } from '../connector.ts';
import { errors } from '../errors.ts';

/** Where a file connector looks: a folder, and which of its files it lists. */
export interface Place {
  readonly folder: string;
  /** Files that the connector was opened on, by name or pattern; all of the format's files when absent. */
  readonly pattern?: string;
}

/** @param path a folder, a file (it need not be there yet), or a pattern such as `data/*.csv`. */
export function placeOf(path: string): Place {
  if (existsSync(path) ? statSync(path).isDirectory() : !isPattern(path) && !/\.\w+$/.test(path)) return { folder: path };
  const plain = path.split('/').findIndex(isPattern);
  const folder = plain === -1 ? dirname(path) : path.split('/').slice(0, plain).join('/') || '.';
  return { folder, pattern: relative(folder, path) };
}

function isPattern(path: string): boolean {
  return /[*?[\]{}]/.test(path);
}

/** The files a place lists, as names relative to its folder. */
export function listFiles(place: Place, extensions: readonly string[]): readonly ObjectName[] {
  if (!existsSync(place.folder)) throw missingFile(place.folder);
  const names = place.pattern === undefined
    ? readdirSync(place.folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name).filter((name) => hasExtension(name, extensions))
    : existsSync(join(place.folder, place.pattern)) ? [place.pattern] : globSync(place.pattern, { cwd: place.folder });
  return names.toSorted().map((name) => [name]);
}

/** Whether a file's name says that it is of a format, compressed or not. */
function hasExtension(name: string, extensions: readonly string[]): boolean {
  return extensions.some((extension) => new RegExp(`\\.${extension}(\\.gz|\\.zst)?$`, 'i').test(name));
}

/** The path of an object. @throws ToolError CONNECT_BAD_WRITE when it has not one part. */
export function pathOf(place: Place, object: ObjectName): string {
  const [name] = object;
  if (name === undefined || name === '' || object.length !== 1) {
    throw errors.CONNECT_BAD_WRITE.error({ object: object.join('.'), problem: 'a file has one name, its path' });
  }
  return resolve(place.folder, name);
}

/**
 * A path as DuckDB's readers take it: the signs of a pattern are escaped when a file has just this name.
 *
 * @throws ToolError CONNECT_NO_FILE with the nearest name in the folder.
 */
export function readablePath(path: string): string {
  if (existsSync(path)) return path.replace(/[*?[]/g, '[$&]');
  if (isPattern(path) && globSync(path).length > 0) return path;
  throw missingFile(path);
}

function missingFile(path: string): Error {
  const folder = dirname(path);
  const hint = existsSync(folder) ? didYouMean(basename(path), readdirSync(folder)) : `the folder '${folder}' does not exist`;
  return errors.CONNECT_NO_FILE.error({ path }, hint === undefined ? {} : { hint });
}
