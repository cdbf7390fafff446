import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { dialectNames } from '@millrace/sql-ir';
import { errors } from './errors.ts';

/** The dialect a text is written in, or is to be written in. */
export const dialectFlag = Flags.option({ options: dialectNames });

/** What every `sql` command works on. */
export const inputArgs = { file: Args.string({ ignoreStdin: true, description: 'file to read; - or nothing for standard input' }) };
export const inputFlags = { sql: Flags.string({ description: 'the SQL itself, instead of a file' }) };

/** For tools and batches: many texts through one process. */
export const ndjsonFlag = Flags.boolean({ exclusive: ['sql', 'json'], description: 'read one JSON string per line, answer one JSON object per line; exits with 0 when every line was answered' });

/** How rows are printed. */
export const formatFlag = Flags.option({ options: ['table', 'csv', 'json'] as const, default: 'table' as const, description: 'how rows are printed' });

/**
 * Reads `--var name=value` flags. A value that is JSON (a number, true, a quoted string) keeps its type; the rest is text.
 *
 * @throws ToolError CLI_BAD_VARIABLE.
 */
export function parseVariables(given: readonly string[]): Readonly<Record<string, string | number | boolean | null>> {
  return Object.fromEntries(given.map((pair) => {
    const equals = pair.indexOf('=');
    if (equals < 1) throw errors.CLI_BAD_VARIABLE.error({ given: pair });
    return [pair.slice(0, equals).trim(), scalar(pair.slice(equals + 1))];
  }));
}

function scalar(text: string): string | number | boolean | null {
  if (/^(-?(0|[1-9]\d*)(\.\d+)?|true|false|null|".*")$/s.test(text)) {
    try {
      const value: unknown = JSON.parse(text);
      if (value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
    } catch {
      return text;
    }
  }
  return text;
}

/** What every command that compiles a pipeline takes. */
export const pipelineFlags = {
  var: Flags.string({ char: 'v', multiple: true, default: [], description: 'name=value; wins over profile, SET and environment; may be repeated' }),
  profile: Flags.string({ char: 'p', description: 'a profile of profiles/<name>.yml' }),
  database: Flags.string({ char: 'd', description: 'the DuckDB file to work in; in memory when no profile says otherwise' }),
};

/** Those flags as the pipeline functions want them. */
export function pipelineOptions(flags: { readonly var: readonly string[]; readonly profile?: string | undefined; readonly database?: string | undefined }): {
  readonly variables: Readonly<Record<string, string | number | boolean | null>>; readonly profile?: string; readonly database?: string;
} {
  return {
    variables: parseVariables(flags.var),
    ...(flags.profile === undefined ? {} : { profile: flags.profile }),
    ...(flags.database === undefined ? {} : { database: flags.database }),
  };
}
