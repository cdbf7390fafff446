import { existsSync, statSync } from 'node:fs';
import { messageOf, ToolError } from '@millrace/diagnostics';
import type { Batch, Field } from '../batch.ts';
import type { Connector, ObjectName, ReadOptions } from '../connector.ts';
import { type DuckDbConnector, openDuckDb } from '../duckdb/connector.ts';
import { duckDbPlaceholder } from '../duckdb/session.ts';
import { errors } from '../errors.ts';
import { checkColumns, wantedColumns } from '../sql/columns.ts';
import { selectFrom } from '../sql/statements.ts';
import { type FileFormat, readFrom } from './format.ts';
import { listFiles, pathOf, type Place, placeOf, readablePath } from './place.ts';
import { writeFile } from './write.ts';

/**
 * Opens the files of one format, read and written by a DuckDB of our own.
 *
 * @param path a folder, a file or a pattern; objects are paths, relative to the folder.
 */
export async function openFiles(format: FileFormat, path: string): Promise<Connector> {
  const place = placeOf(path);
  const engine = await openDuckDb();
  const connector: Connector = {
    kind: format.kind,
    check: () => Promise.resolve().then(() => {
      listFiles(place, format.extensions);
    }),
    list: () => Promise.resolve().then(() => listFiles(place, format.extensions)),
    schema: (object) => Promise.resolve(pathOf(place, object)).then((file) => fileSchema(engine, format, file)),
    read: (object, options) => readFiles(engine, format, place, object, options),
    write: async (object, fields, batches, options) => {
      const file = pathOf(place, object);
      const present = existsSync(file) && options.mode !== 'replace' && !isEmptyFile(format, file) ? await fileSchema(engine, format, file) : undefined;
      await using session = await engine.begin();
      try {
        return await writeFile({ format, path: file, object, session, present }, fields, batches, options);
      } catch (error) {
        throw fileError(error, file, 'written');
      }
    },
    close: () => engine.close(),
    [Symbol.asyncDispose]: () => engine.close(),
  };
  return connector;
}

async function fileSchema(engine: DuckDbConnector, format: FileFormat, path: string): Promise<readonly Field[]> {
  const from = readFrom(format, readablePath(path));
  if (isEmptyFile(format, path)) return [];
  try {
    const { fields, batches } = await engine.query(`SELECT * FROM ${from.sql} LIMIT 0`, from.parameters);
    for await (const batch of batches) if (batch.rowCount > 0) break;
    return fields;
  } catch (error) {
    throw fileError(error, path, 'read');
  }
}

/** A text file without a line has no columns; the engine would make one up. */
function isEmptyFile(format: FileFormat, path: string): boolean {
  return format.text && existsSync(path) && statSync(path).size === 0;
}

async function* readFiles(engine: DuckDbConnector, format: FileFormat, place: Place, object: ObjectName, options: ReadOptions = {}): AsyncGenerator<Batch> {
  const path = pathOf(place, object);
  const wanted = wantedColumns(options);
  if (wanted.length > 0) checkColumns(object, await fileSchema(engine, format, path), wanted, true);
  const from = readFrom(format, readablePath(path));
  if (options.signal?.aborted === true) throw errors.CONNECT_CANCELLED.error({ target: path });
  if (isEmptyFile(format, path)) return;
  const { sql, parameters } = selectFrom(from.sql, options, duckDbPlaceholder, from.parameters);
  try {
    yield* (await engine.query(sql, parameters, options)).batches;
  } catch (error) {
    throw fileError(error, path, 'read');
  }
}

/** What the engine says of its own statement, said of the user's file. */
function fileError(error: unknown, path: string, action: string): unknown {
  if (error instanceof ToolError) {
    if (error.code !== 'CONNECT_SQL') return error;
    return errors.CONNECT_FILE.error({ path, action, reason: messageOf(error).replace(/\.$/, '') }, {}, { cause: error });
  }
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? errors.CONNECT_FILE.error({ path, action, reason: messageOf(error) }, {}, { cause: error }) : error;
}
