import { z } from 'zod';
import { type ConnectorDefinition, defineConnector } from '../definition.ts';
import { openFiles } from '../file/connector.ts';

const parameters = z.strictObject({
  path: z.string().default('.').describe('A folder, a file or a pattern such as `data/*.csv`; objects are paths relative to the folder.'),
  delimiter: z.string().length(1).optional().describe('The sign between fields; found by looking when absent, `,` when written.'),
  header: z.boolean().optional().describe('Whether the first line names the columns; found by looking when absent, written.'),
  quote: z.string().max(1).optional().describe('The sign around fields, `"` when absent.'),
  escape: z.string().max(1).optional().describe('The sign before a quote within a field, `"` when absent.'),
  null: z.string().optional().describe('How NULL is written; nothing when absent. An empty text is `""`.'),
  encoding: z.string().optional().describe('The encoding of files that are read, `utf-8` when absent; files are written as UTF-8.'),
  skip: z.int().nonnegative().optional().describe('Lines to skip at the start.'),
  dateFormat: z.string().optional().describe('How dates are written, as strftime has it: `%d.%m.%Y`.'),
  timestampFormat: z.string().optional().describe('How timestamps are written, as strftime has it.'),
  types: z.record(z.string(), z.string()).optional().describe('Types by column, such as `{ price: "DECIMAL(10, 2)" }`; the others are found by looking, where digits after a point make a DOUBLE.'),
  allText: z.boolean().optional().describe('Read every column as VARCHAR instead of finding types by looking.'),
});

export const definition: ConnectorDefinition = defineConnector({
  kind: 'csv',
  description: 'CSV files in a folder, `.csv` or `.tsv`, `.gz` too.',
  parameters,
  capabilities: { sql: false, transactions: false, files: true },
  open: (given) => {
    const shared = { delim: given.delimiter, quote: given.quote, escape: given.escape, nullstr: given.null, dateformat: given.dateFormat, timestampformat: given.timestampFormat };
    return openFiles({
      kind: 'csv',
      extensions: ['csv', 'tsv', 'txt'],
      reader: 'read_csv',
      // Otherwise an empty text would come back as NULL.
      readOptions: { ...shared, header: given.header, encoding: given.encoding, skip: given.skip, all_varchar: given.allText, allow_quoted_nulls: false },
      ...(given.types === undefined ? {} : { types: given.types }),
      writer: 'csv',
      writeOptions: { ...shared, header: given.header ?? true },
      appendOptions: { header: false },
      text: true,
      cells: 'text',
    }, given.path);
  },
});
