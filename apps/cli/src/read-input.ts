import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { errors } from './errors.ts';

/** Text to work on, and what to call it in a finding. */
export interface Input {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads what a command works on: `--sql` text, a file, or standard input (`-`, or nothing named while something is piped in).
 *
 * @throws ToolError CLI_NO_FILE, CLI_NO_INPUT.
 */
export async function readInput(file: string | undefined, sql: string | undefined): Promise<Input> {
  if (sql !== undefined) return { file: '--sql', text: sql };
  if (file === '-' || (file === undefined && !process.stdin.isTTY)) {
    const piped = await text(process.stdin);
    if (piped.trim() === '') throw errors.CLI_NO_INPUT.error({});
    return { file: 'standard input', text: piped };
  }
  if (file === undefined) throw errors.CLI_NO_INPUT.error({});
  try {
    return { file, text: await readFile(file, 'utf8') };
  } catch (cause) {
    throw errors.CLI_NO_FILE.error({ path: file }, {}, { cause });
  }
}
