import type { ParameterValue } from '@millrace/sql-ir';
import { quoteIdentifier } from '../sql/quote.ts';
import type { Statement } from '../sql/statements.ts';

/** An option of a DuckDB reader or writer; an absent value leaves the engine's default. */
export type FormatOptions = Readonly<Record<string, ParameterValue | undefined>>;

/** How a file format is read and written by DuckDB, and what of a file may be kept as it is. */
export interface FileFormat {
  readonly kind: 'csv' | 'parquet' | 'jsonl';
  /** What `list` takes for a file of this format. */
  readonly extensions: readonly string[];
  /** The table function that reads files. */
  readonly reader: string;
  readonly readOptions: FormatOptions;
  /** Types of columns that the reader shall not guess, as DuckDB writes them. */
  readonly types?: Readonly<Record<string, string>>;
  /** COPY's name of the format. */
  readonly writer: string;
  readonly writeOptions: FormatOptions;
  /** Options for the part that is added to a file. */
  readonly appendOptions: FormatOptions;
  /** A text format is added to at its end, byte for byte; a binary one is written anew. */
  readonly text: boolean;
  /** How old cells are held while the file is written anew: where the reader guesses types, as the text that stands there. */
  readonly cells: 'typed' | 'text' | 'json';
}

/** The table function over a path, as a FROM clause with its bound values. */
export function readFrom(format: FileFormat, path: string, more: FormatOptions = {}): Statement {
  const options = given({ ...format.readOptions, ...more });
  const list = options.map(([name], i) => `, ${name} = $${i + 2}`).join('');
  return { sql: `${format.reader}($1${list}${typeList(format.types)})`, parameters: [path, ...options.map(([, value]) => value)] };
}

/** A struct literal, which takes no parameters: names and types are quoted. */
function typeList(types: FileFormat['types']): string {
  const entries = Object.entries(types ?? {}).map(([name, type]) => `${quoteIdentifier(name)}: '${type.replaceAll("'", "''")}'`);
  return entries.length === 0 ? '' : `, types = {${entries.join(', ')}}`;
}

/** `COPY source TO path (…)`. @param source a quoted table or a query in parentheses without parameters. */
export function copyTo(format: FileFormat, source: string, path: string, more: FormatOptions = {}): Statement {
  const options = given({ ...format.writeOptions, ...more });
  const list = options.map(([name], i) => `, ${quoteIdentifier(name)} $${i + 2}`).join('');
  return { sql: `COPY ${source} TO $1 (FORMAT ${format.writer}${list})`, parameters: [path, ...options.map(([, value]) => value)] };
}

function given(options: FormatOptions): readonly (readonly [string, ParameterValue])[] {
  return Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
