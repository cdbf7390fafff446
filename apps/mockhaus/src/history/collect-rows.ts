import type { DuckDBResult } from '@duckdb/node-api';
import type { ValueBatch } from '../wire/batch.ts';
import { encodeArrowStream } from '../wire/arrow/arrow-stream.ts';
import { encodeJsonRows } from '../wire/json-rowset.ts';
import type { WireColumn } from '../wire/result-column.ts';
import type { QueryResult, ResultFormat } from './query-result.ts';
import type { ResultSpool, SpooledChunk } from './result-spool.ts';

/** Rows that travel in the reply itself; the rest is fetched in chunks. */
const inlineRows = 10_000;
/** Rows of a chunk. */
const chunkRows = 50_000;

/**
 * Reads a query's rows from the engine's vectors. Only the first rows and one chunk are ever in memory.
 *
 * @param limit the most rows to take; 0 takes all.
 */
export async function collectRows(
  rows: DuckDBResult, columns: readonly WireColumn[], format: ResultFormat, spool: ResultSpool, limit = 0,
): Promise<Pick<QueryResult, 'batches' | 'chunks' | 'total'>> {
  const inline: ValueBatch[] = [];
  const chunks: SpooledChunk[] = [];
  let pending: ValueBatch[] = [];
  let pendingRows = 0;
  let total = 0;
  const flush = async (): Promise<void> => {
    if (pendingRows === 0) return;
    chunks.push(await spool.write(encodeChunk(columns, pending, format), pendingRows));
    pending = [];
    pendingRows = 0;
  };
  for (let chunk = await rows.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await rows.fetchChunk()) {
    const room = limit === 0 ? chunk.rowCount : Math.min(chunk.rowCount, limit - total);
    if (room <= 0) break;
    const { columnCount } = chunk;
    const source = chunk;
    const batch: ValueBatch = { rowCount: room, vectors: Array.from({ length: columnCount }, (_, index) => source.getColumnVector(index)) };
    total += room;
    if (total <= inlineRows || (inline.length === 0 && chunks.length === 0)) inline.push(batch);
    else {
      pending.push(batch);
      pendingRows += room;
    }
    if (pendingRows >= chunkRows) await flush();
  }
  await flush();
  return { batches: inline, chunks, total };
}

function encodeChunk(columns: readonly WireColumn[], batches: readonly ValueBatch[], format: ResultFormat): Uint8Array {
  return format === 'arrow' ? encodeArrowStream(columns, batches) : Buffer.from(encodeJsonRows(columns, batches), 'utf8');
}
