import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openConnector, type Value } from '@millrace/connectors';
import { connectorConformance, temporaryFolder } from '@millrace/testkit';

const folder = temporaryFolder();
for (const kind of ['parquet', 'csv', 'jsonl']) mkdirSync(join(folder.path, kind));
afterAll(() => folder[Symbol.dispose]());

connectorConformance('Parquet', {
  open: () => openConnector('parquet', { path: join(folder.path, 'parquet') }),
  object: (name) => [`${name}.parquet`],
  // Parquet's widest exact number has 38 digits, and its intervals no sign.
  stores: { hugeint: String, 'widest hugeint': false, 'negative interval': false },
});

/** In a text file a small integer is an integer like any other, and digits after a point make a double. */
const guessed = { smallint: big, integer: big, decimal: Number, 'wide decimal': Number };
function big(value: Value): Value {
  return typeof value === 'number' ? BigInt(value) : value;
}
/** Bytes as DuckDB writes them in text: printable ones as they are. */
function blobText(value: Value): Value {
  return value instanceof Uint8Array ? Array.from(value, (byte) => (byte >= 32 && byte < 127 && byte !== 92 ? String.fromCodePoint(byte) : `\\x${byte.toString(16).padStart(2, '0').toUpperCase()}`)).join('') : value;
}

connectorConformance('CSV', {
  open: () => openConnector('csv', { path: join(folder.path, 'csv') }),
  object: (name) => [`${name}.csv`],
  stores: {
    ...guessed, hugeint: Number, 'widest hugeint': Number, binary: blobText,
    array: (value) => JSON.stringify(value).replaceAll(',', ', ').replaceAll('null', 'NULL'),
    struct: (value) => (JSON.stringify(value) === '{"x":1,"y z":"one"}' ? "{'x': 1, 'y z': one}" : "{'x': NULL, 'y z': ''}"),
  },
});

connectorConformance('JSON Lines', {
  open: () => openConnector('jsonl', { path: join(folder.path, 'jsonl') }),
  object: (name) => [`${name}.jsonl`],
  emptyColumns: [],
  stores: {
    ...guessed, hugeint: Number, 'widest hugeint': Number, binary: blobText,
    array: (value) => (Array.isArray(value) ? value.map(big) : value),
    struct: (value) => (JSON.stringify(value) === '{"x":1,"y z":"one"}' ? { x: 1n, 'y z': 'one' } : value),
  },
});
