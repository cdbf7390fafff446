import type { ValueBatch } from '../batch.ts';
import { toScaled } from '../physical.ts';
import type { WireColumn } from '../result-column.ts';
import { recordBatchMessage, schemaMessage } from './arrow-schema.ts';
import { arrowField } from './arrow-type.ts';
import { columnBuffers } from './column-buffers.ts';

/**
 * Encodes rows as one Arrow IPC stream: schema, a record batch per batch, end of stream.
 * Buffer lengths are recorded exactly and padded outside, because the Python driver validates offsets over the recorded length.
 */
export function encodeArrowStream(columns: readonly WireColumn[], batches: readonly ValueBatch[]): Buffer {
  const fields = columns.map((column, index) => arrowField(column, column.type === 'fixed' && needsDecimal(column, index, batches)));
  const parts = [...framed(schemaMessage(fields))];
  for (const { rowCount, vectors } of batches) {
    const laidOut = fields.map((field, index) => {
      const column = columns[index];
      const vector = vectors[index];
      return column === undefined || vector === undefined ? { nodes: [], buffers: [] } : columnBuffers(column, field.type, vector, rowCount);
    });
    const body: Uint8Array[] = [];
    const places: [number, number][] = [];
    let offset = 0;
    for (const buffer of laidOut.flatMap(({ buffers }) => buffers)) {
      places.push([offset, buffer.length]);
      body.push(buffer, padding(buffer.length));
      offset += padded(buffer.length);
    }
    parts.push(...framed(recordBatchMessage(rowCount, laidOut.flatMap(({ nodes }) => nodes), places, offset)), ...body);
  }
  parts.push(endOfStream);
  return Buffer.concat(parts);
}

const continuation = 0xffffffff;
const endOfStream = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
const padded = (length: number): number => (length + 7) & ~7;
const padding = (length: number): Uint8Array => new Uint8Array(padded(length) - length);

function framed(message: Uint8Array): readonly Uint8Array[] {
  const prefix = new DataView(new ArrayBuffer(8));
  prefix.setUint32(0, continuation, true);
  prefix.setInt32(4, padded(message.length), true);
  return [new Uint8Array(prefix.buffer), message, padding(message.length)];
}

const largest = 2n ** 63n - 1n;

function needsDecimal(column: WireColumn, index: number, batches: readonly ValueBatch[]): boolean {
  if ((column.precision ?? 38) <= 18) return false;
  return batches.some(({ vectors, rowCount }) => {
    for (let row = 0; row < rowCount; row++) {
      const value = vectors[index]?.getItem(row) ?? null;
      if (value === null) continue;
      const scaled = toScaled(value, column.scale ?? 0);
      if (scaled > largest || scaled < -largest) return true;
    }
    return false;
  });
}
