import { isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { addAbortSignal, type Readable, type Writable } from 'node:stream';
import { type Diagnostic, locate, messageOf, ToolError } from '@millrace/diagnostics';
import { errors } from './errors.ts';
import { fileError } from './read-input.ts';

/** What a command makes of one text: the members of its answer, and what it found wrong. */
export interface LineResult {
  readonly answer: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Answers one JSON line per line of input: `{"ok":true,…}` with what `work` makes of the text, else `{"ok":false,"code","message","line","column"}`
 * of its first error. No line ends the stream; memory holds one chunk of input and the longest line.
 *
 * @param chunks the input as it is read; each line of it one JSON string.
 * @param work called once per text.
 * @param write takes the answers to one chunk; reading waits for it.
 */
export async function answerLines(chunks: AsyncIterable<Buffer>, work: (sql: string) => LineResult, write: (lines: string) => Promise<void> | void): Promise<void> {
  let started: Buffer[] = [];
  for await (const chunk of chunks) {
    let answers = '';
    let from = 0;
    for (let to = chunk.indexOf(10); to >= 0; to = chunk.indexOf(10, from)) {
      const rest = chunk.subarray(from, to);
      answers += `${answerLine(started.length === 0 ? rest : Buffer.concat([...started, rest]), work)}\n`;
      started = [];
      from = to + 1;
    }
    if (from < chunk.length) started.push(chunk.subarray(from));
    if (answers !== '') await write(answers);
  }
  if (started.length > 0) await write(`${answerLine(Buffer.concat(started), work)}\n`);
}

function answerLine(line: Buffer, work: (sql: string) => LineResult): string {
  let sql = '';
  try {
    sql = textOf(line);
    const { answer, diagnostics } = work(sql);
    const wrong = diagnostics.find(({ severity }) => severity === 'error');
    return wrong === undefined ? JSON.stringify({ ok: true, ...answer }) : refusal(wrong, sql);
  } catch (thrown) {
    const [first] = thrown instanceof ToolError ? thrown.diagnostics : [];
    return refusal(first ?? { code: 'BUG', severity: 'error', message: messageOf(thrown) }, sql);
  }
}

/** @throws ToolError CLI_BAD_LINE. */
function textOf(line: Buffer): string {
  if (!isUtf8(line)) throw errors.CLI_BAD_LINE.error({ problem: 'not UTF-8 text' });
  let value: unknown;
  try {
    value = JSON.parse(line.toString('utf8'));
  } catch (thrown) {
    throw errors.CLI_BAD_LINE.error({ problem: line.length === 0 ? 'empty' : 'not JSON' }, {}, { cause: thrown });
  }
  if (typeof value !== 'string') throw errors.CLI_BAD_LINE.error({ problem: 'JSON, but no string' });
  return value;
}

function refusal({ code, message, span }: Diagnostic, sql: string): string {
  return JSON.stringify({ ok: false, code, message, ...locate(sql, span?.start ?? 0) });
}

/**
 * The lines of a file or of standard input, and answers on standard output at the reader's pace.
 *
 * @param signal ends reading when aborted.
 * @throws ToolError CLI_NO_FILE, CLI_BAD_FILE, CLI_NO_INPUT.
 */
export async function runNdjson(file: string | undefined, signal: AbortSignal, work: (sql: string) => LineResult): Promise<void> {
  const input = addAbortSignal(signal, await openInput(file));
  const output: Writable = process.stdout;
  await answerLines(input, work, async (lines) => {
    if (!output.write(lines)) await once(output, 'drain', { signal });
  });
}

async function openInput(file: string | undefined): Promise<Readable> {
  if (file === undefined && process.stdin.isTTY) throw errors.CLI_NO_INPUT.error({});
  if (file === undefined || file === '-') return process.stdin;
  try {
    const handle = await open(file);
    if ((await handle.stat()).isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
    return createReadStream('', { fd: handle });
  } catch (thrown) {
    throw fileError(file, thrown);
  }
}
