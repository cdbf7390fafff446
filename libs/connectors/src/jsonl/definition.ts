import { z } from 'zod';
import { type ConnectorDefinition, defineConnector } from '../definition.ts';
import { openFiles } from '../file/connector.ts';

const parameters = z.strictObject({
  path: z.string().default('.').describe('A folder, a file or a pattern such as `data/*.jsonl`; objects are paths relative to the folder.'),
  sampleSize: z.int().min(-1).optional().describe('Lines to look at to find the types; 20480 when absent, -1 for all.'),
  maximumObjectSize: z.int().positive().optional().describe('Bytes of the longest line; 16 MB when absent.'),
});

export const definition: ConnectorDefinition = defineConnector({
  kind: 'jsonl',
  description: 'JSON Lines files in a folder, `.jsonl` or `.ndjson`, `.gz` too.',
  parameters,
  capabilities: { sql: false, transactions: false, files: true },
  open: (given) => openFiles({
    kind: 'jsonl',
    extensions: ['jsonl', 'ndjson', 'json'],
    reader: 'read_json',
    readOptions: { format: 'newline_delimited', sample_size: given.sampleSize, maximum_object_size: given.maximumObjectSize },
    writer: 'json',
    writeOptions: {},
    appendOptions: {},
    text: true,
    cells: 'json',
  }, given.path),
});
