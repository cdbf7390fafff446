import type { SqlFailure } from '../failures.ts';
import type { QueryResult } from '../history/query-result.ts';
import type { Session } from '../session/session.ts';
import { encodeArrowStream } from '../wire/arrow/arrow-stream.ts';
import { encodeJsonRows } from '../wire/json-rowset.ts';
import { describeColumn } from '../wire/result-column.ts';
import type { Envelope } from './envelope.ts';

/**
 * The reply to a statement that went well, as JSON text.
 *
 * @param base where the client reaches this server: the start of the chunks' URLs.
 */
export function queryReply(session: Session, queryId: string, result: QueryResult, base: string): string {
  const { context, account } = session;
  const data = {
    ...result.transfer,
    parameters: session.parameters.all().map(({ name, value }) => ({ name, value })),
    rowtype: result.columns.map(describeColumn),
    total: result.total, returned: result.total,
    queryId, databaseProvider: null,
    finalDatabaseName: context.database ?? null, finalSchemaName: context.schema ?? null,
    finalWarehouseName: context.warehouse ?? null, finalRoleName: context.role,
    numberOfBinds: result.numberOfBinds ?? 0, arrayBindSupported: result.arrayBindSupported ?? false,
    statementTypeId: result.statementTypeId, version: 1, sendResultTime: Date.now(), queryResultFormat: result.format,
    ...(result.stats === undefined ? {} : { stats: result.stats }),
    ...(result.children === undefined ? {} : {
      resultIds: result.children.map(({ id }) => id).join(','),
      resultTypes: result.children.map(({ statementTypeId }) => statementTypeId).join(','),
    }),
    ...(result.chunks.length === 0 ? {} : {
      chunks: result.chunks.map(({ key, rowCount, uncompressedSize, compressedSize }) => ({
        url: `${base}/chunks/${encodeURIComponent(account.name)}/${key}`, rowCount, uncompressedSize, compressedSize,
      })),
      chunkHeaders: {},
    }),
    sqlState: '00000',
  };
  if (result.transfer !== undefined) return JSON.stringify({ data, code: null, message: null, success: true });
  // The rows are JSON text already: they are set into the envelope, not parsed and written again.
  const rows = result.format === 'arrow'
    ? `"rowsetBase64":"${encodeArrowStream(result.columns, result.batches).toString('base64')}"`
    : `"rowset":[${encodeJsonRows(result.columns, result.batches)}]`;
  return `{"data":${JSON.stringify(data).slice(0, -1)},${rows}},"code":null,"message":null,"success":true}`;
}

/** The reply to a statement that failed. */
export function failureReply(failure: SqlFailure, queryId: string): Envelope & { readonly headers: null } {
  return {
    data: {
      internalError: false, unredactedFromSecureObject: false, errorCode: failure.code, age: 0, sqlState: failure.sqlState, queryId,
      line: failure.line ?? -1, pos: failure.position ?? -1, type: failure.type,
    },
    code: failure.code, message: failure.message, success: false, headers: null,
  };
}
