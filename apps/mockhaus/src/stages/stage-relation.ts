import { randomUUID } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { BIGINT, DuckDBDataChunk, type DuckDBValue, VARCHAR } from '@duckdb/node-api';
import type { CatalogColumn, CatalogTable, SqlType } from '@millrace/transpile';
import type { EngineConnection } from '../engine/engine.ts';
import { quoteName } from '../engine/names.ts';
import { readCsv } from './csv-reader.ts';
import type { CsvFormat, FileFormat, JsonFormat } from './file-format.ts';
import { readJsonDocuments } from './json-reader.ts';
import { parquetColumns } from './parquet-columns.ts';
import { readStageText } from './read-file.ts';
import type { StageFile } from './stage-store.ts';

const text: SqlType = { type: 'varchar', length: 16_777_216 };
const count: SqlType = { type: 'number', precision: 38, scale: 0 };

/** Stage files as a relation that queries can read. */
export interface StageRelation {
  readonly table: CatalogTable;
  /** The names of the file's own columns, where it has names: a Parquet file, a CSV file with PARSE_HEADER, JSON objects. */
  readonly fileColumns: readonly CatalogColumn[];
  release(): Promise<void>;
}

/** Columns beside the data: where each row comes from. Named as Snowflake names them, plus two that COPY needs. */
export const sourceColumns = { file: 'METADATA$FILENAME', row: 'METADATA$FILE_ROW_NUMBER', line: '_MH_LINE', fields: '_MH_FIELDS' } as const;

/** What the relation must offer. */
export interface RelationNeeds {
  /** At least so many columns `$1`, `$2`, … */
  readonly width: number;
}

/** Makes files readable as a relation of the connection: `$1`, `$2`, … and where each row came from. */
export async function stageRelation(connection: EngineConnection, files: readonly StageFile[], format: FileFormat, needs: RelationNeeds): Promise<StageRelation> {
  const name = `STAGE ${randomUUID()}`;
  switch (format.type) {
    case 'CSV': return csvRelation(connection, name, files, format, needs);
    case 'JSON': return jsonRelation(connection, name, files, format);
    case 'PARQUET': return parquetRelation(connection, name, files);
  }
}

const metadata: readonly CatalogColumn[] = [
  { name: sourceColumns.file, type: text, nullable: false }, { name: sourceColumns.row, type: count, nullable: false },
  { name: sourceColumns.line, type: count, nullable: false }, { name: sourceColumns.fields, type: count, nullable: false },
];

function relation(connection: EngineConnection, name: string, data: readonly CatalogColumn[], fileColumns: readonly CatalogColumn[], kind: 'TABLE' | 'VIEW'): StageRelation {
  return {
    table: { name: ['', '', name], physicalName: ['temp', name], columns: [...data, ...metadata] },
    fileColumns,
    release: async () => { await connection.run({ sql: `DROP ${kind} IF EXISTS ${quoteName('temp', name)}` }); },
  };
}

async function csvRelation(connection: EngineConnection, name: string, files: readonly StageFile[], format: CsvFormat, needs: RelationNeeds): Promise<StageRelation> {
  let width = needs.width;
  let header: readonly (string | null)[] = [];
  let writer: RowWriter | undefined;
  for (const file of files) {
    const content = await readStageText(file, format.compression);
    let row = 0;
    let isHeader = format.parseHeader;
    for (const record of readCsv(content, format)) {
      if (writer === undefined) width = Math.max(width, record.fields.length);
      if (isHeader) {
        if (header.length === 0) header = record.fields;
        isHeader = false;
        continue;
      }
      writer ??= await RowWriter.open(connection, name, width);
      row++;
      await writer.add(record.fields, [file.path, BigInt(row), BigInt(record.line), BigInt(record.fields.length)]);
    }
  }
  writer ??= await RowWriter.open(connection, name, width);
  writer.end();
  const data = Array.from({ length: width }, (_, index): CatalogColumn => ({ name: `$${index + 1}`, type: text, nullable: true }));
  const named = header.map((column, index): CatalogColumn => ({ name: column ?? '', type: text, nullable: true, physicalName: `$${index + 1}` }));
  return relation(connection, name, data, named, 'TABLE');
}

async function jsonRelation(connection: EngineConnection, name: string, files: readonly StageFile[], format: JsonFormat): Promise<StageRelation> {
  const raw = `${name} raw`;
  const writer = await RowWriter.open(connection, raw, 1);
  for (const file of files) {
    let row = 0;
    for (const document of readJsonDocuments(await readStageText(file, format.compression), format.stripOuterArray)) {
      row++;
      await writer.add([document], [file.path, BigInt(row), BigInt(row), 1n]);
    }
  }
  writer.end();
  await connection.run({
    sql: `CREATE TEMPORARY TABLE ${quoteName(name)} AS SELECT CAST(mr_parse_json("$1") AS JSON) AS "$1", * EXCLUDE ("$1") FROM ${quoteName('temp', raw)}`,
  });
  await connection.run({ sql: `DROP TABLE ${quoteName('temp', raw)}` });
  const keys = await (await connection.run({ sql: `SELECT DISTINCT unnest(json_keys("$1")) FROM ${quoteName('temp', name)} WHERE json_type("$1") = 'OBJECT'` })).getRowsJS();
  const fileColumns = keys.map(([key]): CatalogColumn => ({ name: String(key), type: { type: 'variant' }, nullable: true, physicalName: '$1' }));
  return relation(connection, name, [{ name: '$1', type: { type: 'variant' }, nullable: true }], fileColumns, 'TABLE');
}

async function parquetRelation(connection: EngineConnection, name: string, files: readonly StageFile[]): Promise<StageRelation> {
  const union = files.map((file) => `SELECT *, ${literal(file.path)} AS "${sourceColumns.file}", file_row_number + 1 AS "${sourceColumns.row}"
    FROM read_parquet(${literal(file.file)}, file_row_number = true)`).join(' UNION ALL BY NAME ');
  const hidden = [sourceColumns.file, sourceColumns.row, 'file_row_number'];
  const columns = await parquetColumns(connection, union, hidden);
  // A variant's keys are in order, and its doubles are told from exact numbers (docs/adr/0004).
  const fields = columns.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ name: field, sql, type }) => `${literal(field)}, ${type.type === 'float' ? `mr_float_json(${sql})` : sql}`).join(', ');
  await connection.run({
    sql: `CREATE TEMPORARY VIEW ${quoteName(name)} AS SELECT json_object(${fields}) AS "$1", ${columns.map(({ name: field, sql }) => `${sql} AS ${quoteName(`FILE ${field}`)}, `).join('')}
      "${sourceColumns.file}", CAST("${sourceColumns.row}" AS DECIMAL(38, 0)) AS "${sourceColumns.row}", CAST("${sourceColumns.row}" AS DECIMAL(38, 0)) AS "${sourceColumns.line}",
      CAST(${columns.length} AS DECIMAL(38, 0)) AS "${sourceColumns.fields}" FROM (${union})`,
  });
  const fileColumns = columns.map(({ name: field, type }): CatalogColumn => ({ name: field, type, nullable: true, physicalName: `FILE ${field}` }));
  const own = relation(connection, name, [{ name: '$1', type: { type: 'variant' }, nullable: false }], fileColumns, 'VIEW');
  // The file's own columns can be read by name, after `$1` and before where the rows come from.
  const byName = fileColumns.map((column): CatalogColumn => ({ ...column, name: column.physicalName ?? column.name }));
  return { ...own, table: { ...own.table, columns: [...own.table.columns, ...byName] } };
}

/** A text in the engine's SQL, for paths of our own making and names out of a file, where no parameter can stand (views). */
function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

const batchRows = 2048;

/** Writes rows of texts, with where they come from, into a temporary table. */
class RowWriter {
  readonly #width: number;
  readonly #append: (chunk: DuckDBDataChunk) => void;
  readonly #close: () => void;
  #columns: DuckDBValue[][];

  private constructor(width: number, append: (chunk: DuckDBDataChunk) => void, close: () => void) {
    this.#width = width;
    this.#append = append;
    this.#close = close;
    this.#columns = this.#empty();
  }

  static async open(connection: EngineConnection, name: string, width: number): Promise<RowWriter> {
    const columns = Array.from({ length: width }, (_, index) => `"$${index + 1}" VARCHAR`);
    await connection.run({
      sql: `CREATE TEMPORARY TABLE ${quoteName(name)} (${[...columns, `"${sourceColumns.file}" VARCHAR`, `"${sourceColumns.row}" BIGINT`, `"${sourceColumns.line}" BIGINT`, `"${sourceColumns.fields}" BIGINT`].join(', ')})`,
    });
    const appender = await connection.duckdb.createAppender(name, null, 'temp');
    return new RowWriter(width, (chunk) => { appender.appendDataChunk(chunk); }, () => { appender.closeSync(); });
  }

  #empty(): DuckDBValue[][] {
    return Array.from({ length: this.#width + 4 }, () => []);
  }

  /** Adds a row; fields beyond the width are left out, missing ones are NULL. */
  async add(fields: readonly (string | null)[], source: readonly DuckDBValue[]): Promise<void> {
    for (const [index, column] of this.#columns.entries()) column.push((index < this.#width ? fields[index] : source[index - this.#width]) ?? null);
    if ((this.#columns[0]?.length ?? 0) < batchRows) return;
    this.#flush();
    // A large file must not keep other sessions waiting.
    await breathe();
  }

  #flush(): void {
    const chunk = DuckDBDataChunk.create(this.#columns.map((_, index) => (index <= this.#width ? VARCHAR : BIGINT)));
    chunk.setColumns(this.#columns);
    this.#append(chunk);
    this.#columns = this.#empty();
  }

  end(): void {
    if ((this.#columns[0]?.length ?? 0) > 0) this.#flush();
    this.#close();
  }
}
