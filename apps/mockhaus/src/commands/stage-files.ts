import { basename } from 'node:path';
import { SqlFailure, shapes } from '../failures.ts';
import { type QueryResult, statementTypes } from '../history/query-result.ts';
import { filesAt, joinPath, locateStage, type StagePlace } from '../stages/locate-stage.ts';
import type { StageFile } from '../stages/stage-store.ts';
import { numberColumn, textColumn } from '../wire/result-column.ts';
import type { Command, StatementContext } from './context.ts';
import { readSettings, settingText } from './properties.ts';
import { rowsResult } from './results.ts';

/** PUT, GET, LIST and REMOVE. */
export const stageCommand: Command<'StageCommand'> = async (statement, context) => {
  const place = locateStage(context.session, statement.stage);
  const settings = readSettings(statement.properties);
  switch (statement.action) {
    case 'PUT': return upload(context, place, statement.file ?? '', {
      parallel: Number(settingText(settings, 'PARALLEL') ?? 4),
      autoCompress: !/^false$/i.test(settingText(settings, 'AUTO_COMPRESS') ?? 'true'),
      overwrite: /^true$/i.test(settingText(settings, 'OVERWRITE') ?? 'false'),
      sourceCompression: (settingText(settings, 'SOURCE_COMPRESSION') ?? 'auto_detect').toLowerCase(),
    });
    case 'GET': return download(context, place, statement.file ?? '', settingText(settings, 'PATTERN'));
    case 'LIST': return list(context, place, settingText(settings, 'PATTERN'));
    case 'REMOVE': return remove(context, place, settingText(settings, 'PATTERN'));
  }
};

interface UploadSettings {
  readonly parallel: number;
  readonly autoCompress: boolean;
  readonly overwrite: boolean;
  readonly sourceCompression: string;
}

/**
 * Answers PUT with a URL of our own, spoken of as Google Cloud Storage: then every driver uploads over plain HTTP.
 * Drivers ask again for each file, with the file's final name in the command, so the URL is for that name.
 */
function upload(context: StatementContext, place: StagePlace, file: string, settings: UploadSettings): QueryResult {
  const source = decodeURIComponent(file.replace(/^file:\/\//, ''));
  const path = joinPath(place, basename(source.replaceAll('\\', '/')));
  const key = context.services.tickets.issue({ action: 'upload', account: context.account.name, stage: place.key, path, overwrite: settings.overwrite });
  const stageInfo = stageInfoOf(`${context.request.baseUrl}/stage/${key}?${signedHeaders}`, place);
  return transfer(statementTypes.put, {
    ...settings, command: 'UPLOAD', src_locations: [source], localLocation: null, threshold: 209_715_200, stageInfo, uploadInfo: stageInfo,
  });
}

// Newer drivers upload "only if absent" and first look whether the URL allows the headers that say so.
const signedHeaders = `X-Goog-SignedHeaders=${encodeURIComponent('host;x-goog-if-generation-match;x-goog-meta-encryptiondata;x-goog-meta-matdesc;x-goog-meta-sfc-digest')}`;

function download(context: StatementContext, place: StagePlace, target: string, pattern: string | undefined): QueryResult {
  const files = matching(context, place, pattern);
  if (files.length === 0) throw new SqlFailure(shapes.fileNotFound, `Remote file '${place.prefix}${place.path}' was not found.`);
  const urls = files.map((file) => {
    const key = context.services.tickets.issue({ action: 'download', account: context.account.name, stage: file.stage, path: file.path });
    return `${context.request.baseUrl}/stage/${key}`;
  });
  return transfer(statementTypes.get, {
    command: 'DOWNLOAD', src_locations: files.map((file) => file.path), localLocation: decodeURIComponent(target.replace(/^file:\/\//, '')),
    parallel: 4, threshold: 209_715_200, autoCompress: false, overwrite: false, sourceCompression: 'none',
    presignedUrls: urls, stageInfo: stageInfoOf(urls[0] ?? '', place),
  });
}

function stageInfoOf(presignedUrl: string, place: StagePlace): Readonly<Record<string, unknown>> {
  return {
    locationType: 'GCS', location: `mockhaus/${place.key}/`, path: place.path, region: 'local', storageAccount: null, creds: {}, presignedUrl,
    endPoint: null, isClientSideEncrypted: false, useS3RegionalUrl: false,
  };
}

function transfer(statementTypeId: number, fields: Readonly<Record<string, unknown>>): QueryResult {
  return {
    columns: [], batches: [], chunks: [], total: 0, format: 'json', statementTypeId,
    // Nothing is encrypted. The Node driver takes null for that on upload, an empty list on download, and crashes on the other.
    transfer: { ...fields, encryptionMaterial: statementTypeId === statementTypes.put ? null : [], clientShowEncryptionParameter: false, operation: 'Node' },
  };
}

function list(context: StatementContext, place: StagePlace, pattern: string | undefined): QueryResult {
  const rows = matching(context, place, pattern).map((file) => [
    place.prefix + file.path, BigInt(file.size), file.md5, new Date(file.modifiedOn).toUTCString(),
  ]);
  return rowsResult([textColumn('name'), numberColumn('size'), textColumn('md5'), textColumn('last_modified')], rows, statementTypes.list);
}

async function remove(context: StatementContext, place: StagePlace, pattern: string | undefined): Promise<QueryResult> {
  const files = matching(context, place, pattern);
  for (const file of files) await context.account.stages.remove(file);
  return rowsResult([textColumn('name'), textColumn('result')], files.map((file) => [place.prefix + file.path, 'removed']), statementTypes.remove);
}

/** The files at a place, of those the ones whose whole path fits the pattern. */
export function matching(context: StatementContext, place: StagePlace, pattern: string | undefined): readonly StageFile[] {
  const files = filesAt(context.session, place);
  if (pattern === undefined) return files;
  const expression = patternOf(pattern);
  return files.filter((file) => expression.test(file.path));
}

function patternOf(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch (error) {
    throw new SqlFailure(shapes.invalidProperty, `Invalid regular expression: '${pattern}'`, undefined, { cause: error });
  }
}
