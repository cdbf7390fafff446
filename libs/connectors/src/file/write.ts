import { randomBytes } from 'node:crypto';
import { appendFile, copyFile, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from '@millrace/sql-ir';
import type { Batch, Field } from '../batch.ts';
import type { ObjectName, SqlSession, WriteOptions } from '../connector.ts';
import { duckDbTypeName } from '../duckdb/types.ts';
import { errors } from '../errors.ts';
import { jsonText } from '../json-text.ts';
import { checkColumns, checkKeys } from '../sql/columns.ts';
import { quoteIdentifier, quoteList, quoteName } from '../sql/quote.ts';
import { duplicateKeys, type Statement } from '../sql/statements.ts';
import { copyTo, type FileFormat, readFrom } from './format.ts';
import { readablePath } from './place.ts';

const staging = ['temp', 'main', 'staging'];

/** What a write has to do with. */
export interface FileWrite {
  readonly format: FileFormat;
  readonly path: string;
  readonly object: ObjectName;
  /** A transaction of an engine of our own, which is rolled back afterwards. */
  readonly session: SqlSession;
  /** The columns of the file as it is, absent when there is none. */
  readonly present: readonly Field[] | undefined;
}

/** Writes batches to a file beside it that then takes its place, so that nobody ever sees half a file. @returns rows written. */
export async function writeFile(write: FileWrite, fields: readonly Field[], batches: AsyncIterable<Batch>, options: WriteOptions): Promise<number> {
  const { format, present, object, session } = write;
  const keys = options.mode === 'upsert' ? checkKeys(object, fields, options.keys) : [];
  if (options.mode !== 'replace' && present !== undefined) checkColumns(object, present, fields.map((field) => field.name), false);
  await session.execute(`CREATE TEMP TABLE ${quoteName(staging)} (${columnList(format.kind === 'parquet' ? asStored(fields, options.mode === 'replace' ? undefined : present) : fields)})`);
  const rows = await session.append(staging, batches);
  await refuseTwice(write, keys);
  await mkdir(dirname(write.path), { recursive: true });
  const beside = besideOf(write.path);
  try {
    if (options.mode === 'replace' || present === undefined) await run(session, copyTo(format, quoteName(staging), beside, compression(write)));
    else if (options.mode === 'upsert') await rewrite(write, beside, present, fields, keys);
    else if (format.text) await extend(write, beside, present, fields);
    else await rewrite(write, beside, present, fields, []);
    await rename(beside, write.path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  return rows;
}

function run(session: SqlSession, statement: ReturnType<typeof copyTo>): Promise<number> {
  return session.execute(statement.sql, statement.parameters);
}

function columnList(fields: readonly Field[]): string {
  return fields.map((field) => `${quoteIdentifier(field.name)} ${duckDbTypeName(field.type)}`).join(', ');
}

/** The fields with the types that the file has for them. Parquet has no 128-bit integers, which DuckDB would write as doubles. */
function asStored(fields: readonly Field[], present: readonly Field[] | undefined): readonly Field[] {
  return fields.map((field) => present?.find((other) => other.name === field.name) ?? (field.type.name === 'HUGEINT' ? { ...field, type: build.type('DECIMAL', 38, 0) } : field));
}

/** A name in the same folder: renaming within a folder is atomic. */
function besideOf(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
}

async function refuseTwice(write: FileWrite, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const { batches } = await write.session.query(duplicateKeys(staging, keys));
  for await (const batch of batches) {
    throw errors.CONNECT_BAD_WRITE.error({ object: write.path, problem: `two rows have the key ${batch.columns.map((column) => jsonText(column[0] ?? null)).join(', ')}` });
  }
}

/** The file's own compression, which DuckDB cannot guess from the temporary name. */
function compression(write: FileWrite): { readonly compression?: string } {
  if (!write.format.text) return {};
  return { compression: write.path.endsWith('.gz') ? 'gzip' : write.path.endsWith('.zst') ? 'zstd' : 'none' };
}

/** Adds lines at the end of a copy of the file; what was there stays as it is, to the byte. Compressed files of both kinds may be concatenated. */
async function extend(write: FileWrite, beside: string, present: readonly Field[], fields: readonly Field[]): Promise<void> {
  const part = besideOf(write.path);
  const columns = present.map((column) => (fields.some((field) => field.name === column.name) ? quoteIdentifier(column.name) : `NULL AS ${quoteIdentifier(column.name)}`));
  try {
    await run(write.session, copyTo(write.format, `(SELECT ${columns.join(', ')} FROM ${quoteName(staging)})`, part, { ...write.format.appendOptions, ...compression(write) }));
    await copyFile(write.path, beside);
    if (compression(write).compression === 'none' && (await lacksNewline(beside))) await appendFile(beside, '\n');
    await appendFile(beside, await readFile(part));
  } finally {
    await rm(part, { force: true });
  }
}

async function lacksNewline(path: string): Promise<boolean> {
  await using file = await open(path);
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}

/** Writes old and new rows together; with keys, new values take the place of old ones. */
async function rewrite(write: FileWrite, beside: string, present: readonly Field[], fields: readonly Field[], keys: readonly string[]): Promise<void> {
  const old = ['temp', 'main', 'old'];
  const from = readCells(write, present);
  await write.session.execute(`CREATE TEMP TABLE ${quoteName(old)} AS SELECT * FROM ${from.sql}`, from.parameters);
  const has = (name: string): boolean => fields.some((field) => field.name === name);
  const fresh = (name: string): string => cellOf(write.format, `"s".${quoteIdentifier(name)}`);
  const same = keys.map((key) => `"o".${quoteIdentifier(key)} = ${fresh(key)}`).join(' AND ');
  const matched = keys[0] === undefined ? 'false' : `"s".${quoteIdentifier(keys[0])} IS NOT NULL`;
  const kept = present.map(({ name }) => (has(name) ? `CASE WHEN ${matched} THEN ${fresh(name)} ELSE "o".${quoteIdentifier(name)} END` : `"o".${quoteIdentifier(name)}`) + ` AS ${quoteIdentifier(name)}`);
  const added = present.map(({ name }) => `${has(name) ? fresh(name) : 'NULL'} AS ${quoteIdentifier(name)}`);
  const [s, o] = [`${quoteName(staging)} AS "s"`, `${quoteName(old)} AS "o"`];
  const sql = keys.length === 0
    ? `SELECT ${quoteList(present.map(({ name }) => name))} FROM ${quoteName(old)} UNION ALL SELECT ${added.join(', ')} FROM ${s}`
    : `SELECT ${kept.join(', ')} FROM ${o} LEFT JOIN ${s} ON ${same} UNION ALL SELECT ${added.join(', ')} FROM ${s} ANTI JOIN ${o} ON ${same}`;
  await run(write.session, copyTo(write.format, `(${sql})`, beside, compression(write)));
}

function readCells({ format, path }: FileWrite, present: readonly Field[]): Statement {
  const file = readablePath(path);
  if (format.cells === 'text') return readFrom(format, file, { all_varchar: true });
  if (format.cells === 'typed') return readFrom(format, file);
  const columns = present.map((column) => `${quoteIdentifier(column.name)}: 'JSON'`).join(', ');
  return { sql: `${format.reader}($1, format = 'newline_delimited', columns = {${columns}})`, parameters: [file] };
}

/** A new cell in the form in which old ones are held. */
function cellOf(format: FileFormat, cell: string): string {
  switch (format.cells) {
    case 'text':
      return `CAST(${cell} AS VARCHAR)`;
    case 'json':
      return `to_json(${cell})`;
    case 'typed':
      return cell;
  }
}
