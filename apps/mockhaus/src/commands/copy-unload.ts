import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { build, type Copy, type Query, synthetic } from '@millrace/sql-ir';
import type { Translation } from '@millrace/transpile';
import { SqlFailure, shapes, unsupported } from '../failures.ts';
import { type QueryResult, statementTypes } from '../history/query-result.ts';
import { locateStage, joinPath } from '../stages/locate-stage.ts';
import { numberColumn } from '../wire/result-column.ts';
import type { StatementContext } from './context.ts';
import { readSettings, settingGroup, settingIsOn, settingText } from './properties.ts';
import { rowsResult } from './results.ts';
import { translate } from './translate.ts';

const compress = promisify(gzip);

/** COPY INTO a stage: unloads a table or a query into one file. */
export async function unloadQuery(statement: Copy, context: StatementContext): Promise<QueryResult> {
  if (statement.partitionBy !== undefined) throw unsupported('COPY INTO a stage with PARTITION BY');
  const settings = readSettings(statement.properties);
  const place = locateStage(context.session, statement.target.name[0]?.name ?? '');
  const format = { ...settingGroup(place.settings, 'FILE_FORMAT'), ...settingGroup(settings, 'FILE_FORMAT') };
  const type = (settingText(format, 'TYPE') ?? 'CSV').toUpperCase();
  const isGzip = type !== 'PARQUET' && !['NONE'].includes((settingText(format, 'COMPRESSION') ?? 'GZIP').toUpperCase());
  const path = fileName(place.path, settingIsOn(settings, 'SINGLE'), type, isGzip);
  if (context.account.stages.get(place.key, path) !== undefined && !settingIsOn(settings, 'OVERWRITE')) {
    throw new SqlFailure(shapes.fileFormat, `Files already existing at the unload destination: ${joinPath({ ...place, path: '' }, path)}. Use overwrite option to force unloading.`);
  }
  const source: Query = statement.source.kind === 'Table' ? build.select({ projections: [build.projection(build.star())], from: statement.source }) : statement.source;
  const translated = (query: Query): Translation => translate({ kind: 'QueryStatement', query, ...synthetic }, context);
  const typed = translated(source);
  const texts = type === 'CSV' ? momentsAsText(source, typed, format) : undefined;
  const translation = texts === undefined ? typed : translated(texts);
  const target = context.account.stages.newBlob();
  const rows = await context.lane.unit.run(async (connection) => (await connection.run({
    sql: `COPY (${type === 'JSON' ? documentsOf(translation) : translation.sql}) TO '${target.replaceAll("'", "''")}' (${copyOptions(type, format, settings)})`, parameters: translation.parameters,
  })).rowsChanged);
  const plain = await readFile(target);
  const content = isGzip ? await compress(plain) : plain;
  if (isGzip) await writeFile(target, content);
  if (rows === 0 && plain.length === 0) await rm(target, { force: true });
  else await context.account.stages.adopt(place.key, path, target, content);
  return rowsResult(
    [numberColumn('rows_unloaded'), numberColumn('input_bytes'), numberColumn('output_bytes')],
    [[BigInt(rows), BigInt(plain.length), BigInt(content.length)]], statementTypes.unload,
  );
}

function fileName(path: string, isSingle: boolean, type: string, isGzip: boolean): string {
  if (isSingle && path !== '' && !path.endsWith('/')) return path;
  const extension = type === 'PARQUET' ? '.snappy.parquet' : `.${type.toLowerCase()}${isGzip ? '.gz' : ''}`;
  const base = path === '' || path.endsWith('/') ? `${path}data` : path;
  return isSingle ? `${base}${extension}` : `${base}_0_0_0${extension}`;
}

/** The query with its dates and times as texts, as the file format or the session writes them; undefined where it has none. */
function momentsAsText(source: Query, { columns }: Translation, format: ReturnType<typeof readSettings>): Query | undefined {
  const kindOf = (type: string): string | undefined => (type.startsWith('timestamp') ? 'TIMESTAMP' : type === 'date' || type === 'time' ? type.toUpperCase() : undefined);
  if (columns.every(({ type }) => kindOf(type.type) === undefined)) return undefined;
  const projections = columns.map(({ name, type }, i) => {
    const column = build.column('_unloaded', `_${i}`);
    const kind = kindOf(type.type);
    const model = kind === undefined ? undefined : settingText(format, `${kind}_FORMAT`);
    const isGiven = model !== undefined && model.toUpperCase() !== 'AUTO';
    return build.projection(kind === undefined ? column : build.call('TO_VARCHAR', isGiven ? [column, build.string(model)] : [column]), name);
  });
  const from = { ...build.derived(source, '_unloaded'), alias: build.alias('_unloaded', columns.map((_, i) => `_${i}`)) };
  return build.select({ projections, from });
}

/** The rows of a query as JSON texts. @throws SqlFailure unless it has one semi-structured column. */
function documentsOf(translation: Translation): string {
  const [column] = translation.columns;
  if (translation.columns.length !== 1 || column === undefined || !['variant', 'object', 'array', 'map'].includes(column.type.type)) {
    throw new SqlFailure(shapes.fileColumns, 'JSON file format can produce one and only one column of type variant, object, or array. Use OBJECT_CONSTRUCT.');
  }
  return `SELECT mr_json_text(document) FROM (${translation.sql}) AS _documents(document)`;
}

function copyOptions(type: string, format: ReturnType<typeof readSettings>, settings: ReturnType<typeof readSettings>): string {
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
  switch (type) {
    case 'PARQUET': return 'FORMAT parquet, COMPRESSION snappy';
    // One document per line, as it is: no quotes, and a delimiter that no JSON text holds.
    case 'JSON': return "FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER e'\\x01'";
    case 'CSV': {
      const quote = settingText(format, 'FIELD_OPTIONALLY_ENCLOSED_BY');
      const nulls = settingText(format, 'NULL_IF');
      return [
        'FORMAT csv', `HEADER ${settingIsOn(settings, 'HEADER')}`, `DELIMITER ${text(settingText(format, 'FIELD_DELIMITER') ?? ',')}`,
        `NULLSTR ${text(nulls ?? '\\N')}`, ...(quote === undefined || quote.toUpperCase() === 'NONE' ? [] : [`QUOTE ${text(quote)}`, 'FORCE_QUOTE *']),
      ].join(', ');
    }
    default: throw unsupported(`FILE_FORMAT TYPE = ${type}`);
  }
}
