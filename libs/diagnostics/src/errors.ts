import type { Diagnostic } from './diagnostic.ts';
import type { ExitCode } from './exit-code.ts';

/**
 * The only error that bad input raises: it carries findings for the user, never a stack to read.
 * Thrown through a package's catalogue (`errors.CODE.error(…)`), caught once, at the shell.
 */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;

  /** @param diagnostics at least one finding; the first gives `code` and leads the message. */
  constructor(diagnostics: readonly Diagnostic[], exitCode: ExitCode, options: { readonly cause?: unknown } = {}) {
    super(diagnostics.map((d) => d.message).join('\n'), options);
    this.diagnostics = diagnostics;
    this.exitCode = exitCode;
  }

  /** The first finding's code. */
  get code(): string {
    return this.diagnostics[0]?.code ?? 'UNKNOWN';
  }
}

/** A fault of ours: a state that cannot be. It exits with 70 and asks for a report. */
export class BugError extends Error {
  override readonly name = 'BugError';
  readonly exitCode = 70;
}

/** Marks a branch that the types say cannot be reached. @throws BugError always. */
export function unreachable(value: never): never {
  throw new BugError(`unexpected value: ${JSON.stringify(value)}`);
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
