import { z } from 'zod';
import { type ConnectorDefinition, defineConnector } from '../definition.ts';
import { openFiles } from '../file/connector.ts';

const parameters = z.strictObject({
  path: z.string().default('.').describe('A folder, a file or a pattern such as `data/*.parquet`; objects are paths relative to the folder.'),
  compression: z.enum(['uncompressed', 'snappy', 'gzip', 'zstd', 'lz4', 'brotli']).default('zstd').describe('How written files are compressed.'),
  rowGroupSize: z.int().positive().optional().describe('Rows per row group in written files; 122880 when absent.'),
});

export const definition: ConnectorDefinition = defineConnector({
  kind: 'parquet',
  description: 'Parquet files in a folder.',
  parameters,
  capabilities: { sql: false, transactions: false, files: true },
  open: (given) => openFiles({
    kind: 'parquet',
    extensions: ['parquet'],
    reader: 'read_parquet',
    readOptions: {},
    writer: 'parquet',
    writeOptions: { compression: given.compression, row_group_size: given.rowGroupSize },
    appendOptions: {},
    text: false,
    cells: 'typed',
  }, given.path),
});
