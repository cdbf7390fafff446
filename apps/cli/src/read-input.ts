import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { messageOf, type ToolError } from '@millrace/diagnostics';
import { errors } from './errors.ts';

/** Text to work on, and what to call it in a finding. */
export interface Input {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads what a command works on: `--sql` text, a file, or standard input (`-`, or nothing named while something is piped in).
 *
 * @throws ToolError CLI_NO_FILE, CLI_BAD_FILE, CLI_NO_INPUT, CLI_TWO_INPUTS.
 */
export async function readInput(file: string | undefined, sql: string | undefined): Promise<Input> {
  if (sql !== undefined && file !== undefined) throw errors.CLI_TWO_INPUTS.error({ path: file });
  if (sql !== undefined) return { file: '--sql', text: sql };
  if (file === '-' || (file === undefined && !process.stdin.isTTY)) {
    const piped = utf8(await buffer(process.stdin), 'standard input');
    if (piped.trim() === '') throw errors.CLI_NO_INPUT.error({});
    return { file: 'standard input', text: piped };
  }
  if (file === undefined) throw errors.CLI_NO_INPUT.error({});
  const bytes = await readFile(file).catch((thrown: unknown) => { throw fileError(file, thrown); });
  return { file, text: utf8(bytes, file) };
}

/** Reading other text anyway would replace what is not UTF-8, and --write would keep the damage. */
function utf8(bytes: Buffer, path: string): string {
  if (!isUtf8(bytes)) throw errors.CLI_BAD_FILE.error({ path, problem: 'it is not UTF-8 text' }, { hint: 'convert it, as in iconv -f latin1 -t utf-8' });
  return bytes.toString('utf8');
}

/** What opening or reading a file threw, in the user's words. */
export function fileError(path: string, cause: unknown): ToolError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT') return errors.CLI_NO_FILE.error({ path }, {}, { cause });
  return errors.CLI_BAD_FILE.error({ path, problem: reasons[code] ?? messageOf(cause) }, {}, { cause });
}

const reasons: Readonly<Record<string, string>> = { EISDIR: 'it is a folder', EACCES: 'permission is denied' };
