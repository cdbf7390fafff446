import { unreachable } from '@millrace/diagnostics';
import { variantText } from '@millrace/transpile';
import type { ValueVector } from '../batch.ts';
import { toBytes, toDays, toDouble, toMoment, toScaled, toTimeNanos } from '../physical.ts';
import type { WireColumn } from '../result-column.ts';
import { toVariantText } from '../variant-text.ts';
import type { ArrowType } from './arrow-type.ts';

/** The arrays of one column: a node (length, nulls) per array, and its buffers in Arrow's order, with exact lengths. */
export interface ColumnBuffers {
  readonly nodes: readonly (readonly [number, number])[];
  readonly buffers: readonly Uint8Array[];
}

type Value = NonNullable<ReturnType<ValueVector['getItem']>>;

/** Lays one column of a batch out in Arrow's format. */
export function columnBuffers(column: WireColumn, type: ArrowType, vector: ValueVector, rows: number): ColumnBuffers {
  const { validity, nulls } = validityOf(vector, rows);
  const node: readonly [number, number] = [rows, nulls];
  const each = (visit: (value: Value, row: number) => void): void => {
    for (let row = 0; row < rows; row++) {
      const value = vector.getItem(row);
      if (value !== null) visit(value, row);
    }
  };
  switch (type.kind) {
    case 'int': return { nodes: [node], buffers: [validity, integers(column, type.bits, rows, each)] };
    case 'decimal': return { nodes: [node], buffers: [validity, decimals(column, rows, each)] };
    case 'float64': {
      const data = new Float64Array(rows);
      each((value, row) => { data[row] = toDouble(value); });
      return { nodes: [node], buffers: [validity, bytesOf(data)] };
    }
    case 'date32': {
      const data = new Int32Array(rows);
      each((value, row) => { data[row] = toDays(value); });
      return { nodes: [node], buffers: [validity, bytesOf(data)] };
    }
    case 'bool': {
      const data = new Uint8Array((rows + 7) >> 3);
      each((value, row) => { if (value === true || value === 1) setBit(data, row); });
      return { nodes: [node], buffers: [validity, data] };
    }
    case 'utf8': return { nodes: [node], buffers: [validity, ...variableWidth(rows, each, textOf(column))] };
    case 'binary': return { nodes: [node], buffers: [validity, ...variableWidth(rows, each, toBytes)] };
    case 'struct': return moments(column, rows, node, validity, each);
    default: return unreachable(type);
  }
}

type Each = (visit: (value: Value, row: number) => void) => void;

function validityOf(vector: ValueVector, rows: number): { validity: Uint8Array; nulls: number } {
  const validity = new Uint8Array((rows + 7) >> 3);
  let nulls = 0;
  for (let row = 0; row < rows; row++) {
    if (vector.getItem(row) === null) nulls++;
    else setBit(validity, row);
  }
  return { validity, nulls };
}

function setBit(bits: Uint8Array, index: number): void {
  bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
}

function integers(column: WireColumn, bits: 32 | 64, rows: number, each: Each): Uint8Array {
  const scale = column.scale ?? (column.type === 'time' ? 9 : 0);
  const read = column.type === 'time' ? (value: Value) => toTimeNanos(value) / 10n ** BigInt(9 - scale) : (value: Value) => toScaled(value, scale);
  if (bits === 32) {
    const data = new Int32Array(rows);
    each((value, row) => { data[row] = Number(read(value)); });
    return bytesOf(data);
  }
  const data = new BigInt64Array(rows);
  each((value, row) => { data[row] = read(value); });
  return bytesOf(data);
}

function decimals(column: WireColumn, rows: number, each: Each): Uint8Array {
  const data = new BigInt64Array(rows * 2);
  each((value, row) => {
    const scaled = toScaled(value, column.scale ?? 0);
    data[row * 2] = BigInt.asIntN(64, scaled);
    data[row * 2 + 1] = scaled >> 64n;
  });
  return bytesOf(data);
}

function variableWidth(rows: number, each: Each, encode: (value: Value) => Uint8Array): readonly [Uint8Array, Uint8Array] {
  const cells = Array.from({ length: rows }, (): Uint8Array => nothing);
  each((value, row) => { cells[row] = encode(value); });
  const offsets = new Int32Array(rows + 1);
  let total = 0;
  for (const [row, cell] of cells.entries()) {
    total += cell.length;
    offsets[row + 1] = total;
  }
  return [bytesOf(offsets), Buffer.concat(cells, total)];
}

const nothing = new Uint8Array(0);
const encoder = new TextEncoder();

function textOf(column: WireColumn): (value: Value) => Uint8Array {
  if (column.type === 'variant' || column.type === 'object' || column.type === 'array' || column.type === 'map') {
    return (value) => encoder.encode(variantText(toVariantText(value)));
  }
  if (column.type === 'vector') return (value) => encoder.encode(toVariantText(value));
  return (value) => encoder.encode(typeof value === 'string' ? value : String(value));
}

const billion = 1_000_000_000n;

function moments(column: WireColumn, rows: number, node: readonly [number, number], validity: Uint8Array, each: Each): ColumnBuffers {
  const seconds = new BigInt64Array(rows);
  const fractions = new Int32Array(rows);
  const zones = new Int32Array(rows);
  each((value, row) => {
    const { nanos, offset } = toMoment(value);
    const fraction = ((nanos % billion) + billion) % billion;
    seconds[row] = (nanos - fraction) / billion;
    fractions[row] = Number(fraction);
    zones[row] = offset + 1440;
  });
  const children = [bytesOf(seconds), bytesOf(fractions), ...(column.type === 'timestamp_tz' ? [bytesOf(zones)] : [])];
  return {
    nodes: [node, ...children.map(() => node)],
    buffers: [validity, ...children.flatMap((data) => [validity, data])],
  };
}

function bytesOf(data: Float64Array | Int32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
