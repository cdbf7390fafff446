import { unreachable } from '@millrace/diagnostics';
import type { ArrowField, ArrowType } from './arrow-type.ts';
import { FlatBuffer, type Offset } from './flatbuffer.ts';

// Slots and union tags of Arrow's Schema.fbs and Message.fbs (format version 5).
const metadataVersion = 4;
const header = { schema: 1, recordBatch: 3 } as const;
const typeTag = { int: 2, float64: 3, binary: 4, utf8: 5, bool: 6, decimal: 7, date32: 8, struct: 13 } as const;

/** The Schema message for these fields. */
export function schemaMessage(fields: readonly ArrowField[]): Uint8Array {
  const buffer = new FlatBuffer();
  const vector = buffer.references(fields.map((field) => fieldTable(buffer, field)));
  const schema = buffer.table([{ slot: 0, bytes: 2, value: 0 }, { slot: 1, offset: vector }]);
  return message(buffer, header.schema, schema, 0);
}

/** The RecordBatch message. @param nodes length and null count per array. @param buffers offset and exact length per buffer. */
export function recordBatchMessage(rows: number, nodes: readonly (readonly [number, number])[], buffers: readonly (readonly [number, number])[], bodyLength: number): Uint8Array {
  const buffer = new FlatBuffer();
  const nodeVector = buffer.pairs(nodes);
  const bufferVector = buffer.pairs(buffers);
  const batch = buffer.table([{ slot: 0, bytes: 8, value: rows }, { slot: 1, offset: nodeVector }, { slot: 2, offset: bufferVector }]);
  return message(buffer, header.recordBatch, batch, bodyLength);
}

function message(buffer: FlatBuffer, tag: number, content: Offset, bodyLength: number): Uint8Array {
  return buffer.finish(buffer.table([
    { slot: 0, bytes: 2, value: metadataVersion },
    { slot: 1, bytes: 1, value: tag },
    { slot: 2, offset: content },
    { slot: 3, bytes: 8, value: bodyLength },
  ]));
}

function fieldTable(buffer: FlatBuffer, field: ArrowField): Offset {
  const children = field.type.kind === 'struct' ? field.type.children.map((child) => fieldTable(buffer, child)) : [];
  const childVector = buffer.references(children);
  const metadata = buffer.references(Object.entries(field.metadata).map(([key, value]) => {
    const keyText = buffer.string(key);
    const valueText = buffer.string(value);
    return buffer.table([{ slot: 0, offset: keyText }, { slot: 1, offset: valueText }]);
  }));
  const name = buffer.string(field.name);
  const type = typeTable(buffer, field.type, field.metadata);
  return buffer.table([
    { slot: 0, offset: name },
    { slot: 1, bytes: 1, value: field.nullable ? 1 : 0 },
    { slot: 2, bytes: 1, value: typeTag[field.type.kind] },
    { slot: 3, offset: type },
    { slot: 5, offset: childVector },
    { slot: 6, offset: metadata },
  ]);
}

function typeTable(buffer: FlatBuffer, type: ArrowType, metadata: Readonly<Record<string, string>>): Offset {
  switch (type.kind) {
    case 'int': return buffer.table([{ slot: 0, bytes: 4, value: type.bits }, { slot: 1, bytes: 1, value: 1 }]);
    case 'float64': return buffer.table([{ slot: 0, bytes: 2, value: 2 }]);
    case 'decimal': return buffer.table([
      { slot: 0, bytes: 4, value: 38 },
      { slot: 1, bytes: 4, value: Number(metadata['scale'] ?? 0) },
      { slot: 2, bytes: 4, value: 128 },
    ]);
    case 'date32': return buffer.table([{ slot: 0, bytes: 2, value: 0 }]);
    case 'utf8': case 'binary': case 'bool': case 'struct': return buffer.table([]);
    default: return unreachable(type);
  }
}
