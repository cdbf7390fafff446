import { didYouMean } from '@millrace/diagnostics';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { locationOf } from '../dsl/scanner.ts';
import { errors } from '../errors.ts';
import { fileFormats } from '../planner/formats.ts';
import { quoteName, quoteText } from '../planner/quote.ts';
import type { JsonValue } from '../planner/resolve-json.ts';
import type { SourceStep } from '../planner/step.ts';
import { plainText } from '../planner/plain-text.ts';

function isRecord(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON value as a DuckDB literal: text, number, list or struct. */
function literalOf(value: JsonValue): string {
  if (typeof value === 'string') return quoteText(value);
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => literalOf(item)).join(', ')}]`;
  if (isRecord(value)) return `{${Object.entries(value).map(([key, item]) => `${quoteText(key)}: ${literalOf(item)}`).join(', ')}}`;
  return value === null ? 'NULL' : plainText(value);
}

/** The files of a source, absolute. @throws ToolError FLOW_SOURCE_FILE at the path in the pipeline. */
function pathsOf(source: SourceStep, root: string): readonly string[] {
  const { path } = source.settings.values;
  const paths = (Array.isArray(path) ? path : [path]).map((item: JsonValue | undefined) => plainText(item));
  return paths.map((name) => {
    if (/^[a-z][a-z0-9]+:\/\//i.test(name)) return name;
    const absolute = isAbsolute(name) ? name : join(root, name);
    if (/[*?[]/.test(name) || existsSync(absolute)) return absolute;
    const folder = dirname(absolute);
    const siblings = existsSync(folder) ? readdirSync(folder).map((sibling) => join(dirname(name), sibling)) : [];
    const near = didYouMean(name, siblings);
    const hint = near ?? (existsSync(folder) ? `relative paths start from ${root}` : `the folder ${folder} does not exist`);
    throw errors.FLOW_SOURCE_FILE.error({ path: name }, { ...locationOf(source.text, source.settings.spans['path'] ?? source.span), hint });
  });
}

/** What stands after FROM to read a file source with DuckDB's own readers: every value a literal, every name quoted. */
export function fileRelation(source: SourceStep, root: string): string {
  const format = fileFormats[source.type];
  if (format === undefined) return '';
  const settings = Object.entries(source.settings.values).flatMap(([name, value]) => {
    const parameter = format.parameters[name]?.read;
    if (parameter === undefined || (name === 'encoding' && /^utf-?8$/i.test(plainText(value)))) return [];
    return [`${parameter} = ${literalOf(value)}`];
  });
  const paths = pathsOf(source, root);
  const path = paths.length === 1 ? quoteText(paths[0] ?? '') : `[${paths.map(quoteText).join(', ')}]`;
  const { columns } = source.settings.values;
  if (isRecord(columns)) settings.push(`columns = ${literalOf(columns)}`);
  // Left to itself, the reader bends a broken file into one wide column rather than refuse it.
  if (source.type === 'csv' || source.type === 'tsv') {
    const given = (name: string): boolean => settings.some((setting) => setting.startsWith(`${name} =`));
    if (!given('delim')) settings.push(source.type === 'tsv' ? "delim = '\t'" : "delim = ','");
    if (!given('quote')) settings.push(`quote = '"'`);
  }
  if (source.type === 'jsonl') settings.push("format = 'newline_delimited'");
  const call = `${format.reader}(${[path, ...settings].join(', ')})`;
  return Array.isArray(columns) ? `(SELECT ${columns.map((column: JsonValue) => quoteName(plainText(column))).join(', ')} FROM ${call})` : call;
}
