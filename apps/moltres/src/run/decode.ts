import type { Batch, Value } from '@millrace/connectors';
import type { PlanColumn } from '@millrace/plan';
import { errors } from '../errors.ts';

type Decoder = (value: Exclude<Value, null>) => unknown;

/**
 * What turns a cell into the value its static type promises, whatever the engine made of it:
 * a sum of integers may arrive as a bigint or as decimal text, a boolean from SQLite as 0 or 1.
 */
function decoderOf(column: PlanColumn): Decoder | undefined {
  switch (column.type.name) {
    case 'SMALLINT': case 'INTEGER': return (value) => (typeof value === 'number' ? value : wholeNumber(value, column));
    case 'BIGINT': case 'HUGEINT': return (value) => (typeof value === 'bigint' ? value : BigInt(digitsOf(value)));
    case 'REAL': case 'DOUBLE': return (value) => (typeof value === 'number' ? value : Number(value));
    case 'DECIMAL': return (value) => (typeof value === 'string' ? value : decimalText(value, column.type.args[1]));
    case 'BOOLEAN': return (value) => (typeof value === 'boolean' ? value : value === 1 || value === 1n || value === 't' || value === 'true');
    case 'JSON': case 'VARIANT': return (value) => (typeof value === 'string' ? parsed(value) : value);
    case 'VARCHAR': case 'UUID': case 'DATE': case 'TIMESTAMP': case 'TIMESTAMPTZ': return (value) => (typeof value === 'string' ? value : String(value));
    default: return undefined;
  }
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}

function wholeNumber(value: Exclude<Value, null>, column: PlanColumn): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) && typeof value !== 'boolean') throw errors.MOLTRES_UNSAFE_INTEGER.error({ column: column.name, value: String(value) });
  return number;
}

function digitsOf(value: Exclude<Value, null>): string {
  return String(value).replace(/\.0*$/, '');
}

function decimalText(value: Exclude<Value, null>, scale: number | undefined): string {
  if (typeof value === 'bigint') return scale === undefined || scale === 0 ? String(value) : `${value}.${'0'.repeat(scale)}`;
  return typeof value === 'number' && scale !== undefined ? value.toFixed(scale) : String(value);
}

/** Rows of a batch as objects with the columns of a schema, by place. @throws ToolError MOLTRES_UNSAFE_INTEGER */
export function rowDecoder<Row>(schema: readonly PlanColumn[]): (batch: Batch) => Row[] {
  const decoders = schema.map(decoderOf);
  const names = schema.map((column) => column.name);
  return (batch) => {
    const columns = decoders.map((decode, c) => decodeColumn(batch.columns[c] ?? [], decode));
    const rows: Row[] = [];
    for (let r = 0; r < batch.rowCount; r++) {
      const row: Record<string, unknown> = {};
      for (let c = 0; c < names.length; c++) row[names[c] ?? ''] = columns[c]?.[r];
      // The decoders gave each cell the type that the schema, and so the static row, states.
      rows.push(row as Row);
    }
    return rows;
  };
}

function decodeColumn(cells: readonly Value[], decode: Decoder | undefined): readonly unknown[] {
  return decode === undefined ? cells : cells.map((cell) => (cell === null ? null : decode(cell)));
}
