import { z } from 'zod';
import { type ConnectorDefinition, defineConnector } from '../definition.ts';
import { withoutAbsent } from '../present.ts';
import { openDuckDb } from './connector.ts';

const parameters = z.strictObject({
  path: z.string().optional().describe('The database file, made when it is not there; in memory when absent or `:memory:`.'),
  readOnly: z.boolean().optional().describe('Open an existing file without writing to it, beside other readers.'),
  settings: z.record(z.string(), z.string()).optional().describe('DuckDB settings by name, such as `memory_limit`.'),
});

export const definition: ConnectorDefinition = defineConnector({
  kind: 'duckdb',
  description: 'A DuckDB database, in memory or in a file.',
  parameters,
  capabilities: { sql: true, transactions: true, files: false },
  open: (given) => openDuckDb(withoutAbsent(given)),
});
