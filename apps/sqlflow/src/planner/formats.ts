import { type Diagnostic, didYouMean } from '@millrace/diagnostics';
import { locationOf } from '../dsl/scanner.ts';
import type { SourceText } from '../dsl/statement.ts';
import { errors } from '../errors.ts';
import type { JsonValue } from './resolve-json.ts';
import type { Settings } from './step.ts';

type Kind = 'text' | 'boolean' | 'number' | 'texts' | 'record' | 'any';

/** The parameters of one file format, by name: what they may hold, and DuckDB's name for them in reading and in COPY. */
interface Parameter {
  readonly kind: Kind;
  readonly read?: string;
  readonly write?: string;
}

const csv: Readonly<Record<string, Parameter>> = {
  delimiter: { kind: 'text', read: 'delim', write: 'DELIMITER' },
  delim: { kind: 'text', read: 'delim', write: 'DELIMITER' },
  sep: { kind: 'text', read: 'delim', write: 'DELIMITER' },
  has_header: { kind: 'boolean', read: 'header', write: 'HEADER' },
  header: { kind: 'boolean', read: 'header', write: 'HEADER' },
  quote_char: { kind: 'text', read: 'quote', write: 'QUOTE' },
  quote: { kind: 'text', read: 'quote', write: 'QUOTE' },
  escape: { kind: 'text', read: 'escape', write: 'ESCAPE' },
  null_string: { kind: 'text', read: 'nullstr', write: 'NULLSTR' },
  nullstr: { kind: 'text', read: 'nullstr', write: 'NULLSTR' },
  encoding: { kind: 'text', read: 'encoding' },
  compression: { kind: 'text', read: 'compression', write: 'COMPRESSION' },
  date_format: { kind: 'text', read: 'dateformat', write: 'DATEFORMAT' },
  timestamp_format: { kind: 'text', read: 'timestampformat', write: 'TIMESTAMPFORMAT' },
  skip: { kind: 'number', read: 'skip' },
  all_varchar: { kind: 'boolean', read: 'all_varchar' },
  sample_size: { kind: 'number', read: 'sample_size' },
  types: { kind: 'record', read: 'types' },
  columns: { kind: 'any' },
};

const json: Readonly<Record<string, Parameter>> = {
  compression: { kind: 'text', read: 'compression', write: 'COMPRESSION' },
  date_format: { kind: 'text', read: 'dateformat', write: 'DATEFORMAT' },
  timestamp_format: { kind: 'text', read: 'timestampformat', write: 'TIMESTAMPFORMAT' },
  sample_size: { kind: 'number', read: 'sample_size' },
  columns: { kind: 'any' },
};

const parquet: Readonly<Record<string, Parameter>> = {
  compression: { kind: 'text', write: 'COMPRESSION' },
  row_group_size: { kind: 'number', write: 'ROW_GROUP_SIZE' },
  hive_partitioning: { kind: 'boolean', read: 'hive_partitioning' },
  union_by_name: { kind: 'boolean', read: 'union_by_name' },
  columns: { kind: 'texts' },
};

/** A file format that DuckDB reads and writes itself. */
export interface FileFormat {
  readonly reader: string;
  readonly copy: readonly string[];
  readonly extensions: readonly string[];
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/** The file formats by type. */
export const fileFormats: Readonly<Record<string, FileFormat>> = {
  csv: { reader: 'read_csv', copy: ['FORMAT csv'], extensions: ['.csv'], parameters: csv },
  tsv: { reader: 'read_csv', copy: ['FORMAT csv'], extensions: ['.tsv', '.tab'], parameters: csv },
  parquet: { reader: 'read_parquet', copy: ['FORMAT parquet'], extensions: ['.parquet', '.pq'], parameters: parquet },
  json: { reader: 'read_json', copy: ['FORMAT json', 'ARRAY true'], extensions: ['.json'], parameters: json },
  jsonl: { reader: 'read_json', copy: ['FORMAT json'], extensions: ['.jsonl', '.ndjson'], parameters: json },
};

/** What every source understands, whatever its type. */
const sourceParameters: Readonly<Record<string, Parameter>> = {
  path: { kind: 'any' }, sync_mode: { kind: 'text' }, cursor_field: { kind: 'text' }, primary_key: { kind: 'texts' },
  lookback_window: { kind: 'number' }, destination_sync_mode: { kind: 'text' }, replication_method: { kind: 'text' },
  batch_size: { kind: 'number' }, timeout_seconds: { kind: 'number' }, max_retries: { kind: 'number' },
  cursor_field_datetime_format: { kind: 'text' }, start_date: { kind: 'text' }, end_date: { kind: 'text' },
  combine_files: { kind: 'boolean' }, parallel_reading: { kind: 'boolean' },
};

/** The names of the parameters that every source understands. */
export const commonSourceParameters: readonly string[] = Object.keys(sourceParameters).filter((name) => name !== 'path');

/** Parameters that pipelines written elsewhere carry; they are read, and do nothing here. */
export const idleSourceParameters: readonly string[] = [
  'batch_size', 'timeout_seconds', 'max_retries', 'destination_sync_mode', 'replication_method', 'cursor_field_datetime_format', 'start_date', 'end_date', 'combine_files', 'parallel_reading',
];

function problemWith(value: JsonValue, kind: Kind): string | undefined {
  switch (kind) {
    case 'text': return typeof value === 'string' ? undefined : 'must be text';
    case 'boolean': return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'number': return typeof value === 'number' && value >= 0 ? undefined : 'must be a number of at least 0';
    case 'texts': return typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string')) ? undefined : 'must be a name or a list of names';
    case 'record': return typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'must be an object';
    case 'any': return undefined;
  }
}

/** Checks the parameters of a file source or the options of a file export; each unknown or ill-typed one is a finding. */
export function checkFileSettings(type: string, settings: Settings, use: 'source' | 'export', text: SourceText): readonly Diagnostic[] {
  const format = fileFormats[type];
  const own = Object.entries(format?.parameters ?? {}).filter(([, parameter]) => use === 'source' || parameter.write !== undefined);
  const known: Readonly<Record<string, Parameter>> = { ...Object.fromEntries(own), ...(use === 'source' ? sourceParameters : {}) };
  const what = use === 'source' ? 'parameter' : 'option';
  return Object.entries(settings.values).flatMap(([name, value]) => {
    const at = locationOf(text, settings.spans[name] ?? { start: 0, end: 0 });
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    if (parameter === undefined) {
      const hint = didYouMean(name, Object.keys(known));
      return [errors.FLOW_UNKNOWN_PARAMETER.diagnostic({ what, name, type: type.toUpperCase(), known: Object.keys(known).join(', ') }, hint === undefined ? at : { ...at, hint })];
    }
    const problem = problemWith(value, parameter.kind);
    return problem === undefined ? [] : [errors.FLOW_BAD_PARAMETER.diagnostic({ what: `The ${what}`, name, problem }, at)];
  });
}

/** The file type that a path's extension tells, a compression's extension passed over. */
export function typeOfPath(path: string): string | undefined {
  const name = path.toLowerCase().replace(/\.(?:gz|zst)$/, '');
  return Object.entries(fileFormats).find(([, format]) => format.extensions.some((extension) => name.endsWith(extension)))?.[0];
}
