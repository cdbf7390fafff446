import { Command } from '@oclif/core/command';
import type { CommandError } from '@oclif/core/interfaces';
import { ux } from '@oclif/core/ux';
import { BugError, type Diagnostic, exitCodes, locate, messageOf, type Position, redact, renderDiagnostic, ToolError } from '@millrace/diagnostics';
import { errors } from './errors.ts';

/** A finding as data: with its line and column, without the text they point into. */
export type PlacedDiagnostic = Omit<Diagnostic, 'source'> & Partial<Position>;

interface ErrorReport {
  readonly error: { readonly code: string; readonly message: string; readonly diagnostics: readonly PlacedDiagnostic[] };
}

/** Gives a finding its line and column, and leaves the text out. */
export function placed({ source, ...rest }: Diagnostic): PlacedDiagnostic {
  return source === undefined || rest.span === undefined ? rest : { ...rest, ...locate(source, rest.span.start) };
}

/**
 * What every command shares: `--json` is the return value of `run`, findings are drawn as frames on standard error,
 * exit codes mean something (docs/reference/exit-codes.md), and Ctrl-C aborts `signal` once and kills at the second press.
 */
export abstract class MillraceCommand extends Command {
  static override enableJsonFlag = true;
  /** Whether the command goes on when whoever reads its output has left: true for those that change data. */
  protected readonly outlivesReader: boolean = false;
  private readerLeft = false;
  private readonly controller = new AbortController();

  /** Aborted at Ctrl-C or SIGTERM; commands hand it to whatever takes long. */
  protected get signal(): AbortSignal {
    return this.controller.signal;
  }

  protected override async init(): Promise<void> {
    await super.init();
    if (this.outlivesReader) this.ignoreLostReader();
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        if (this.controller.signal.aborted) process.exit(exitCodes.interrupted);
        this.controller.abort(errors.CLI_INTERRUPTED.error({}));
      });
    }
  }

  /** Prints warnings and other findings that do not end the command. */
  protected report(diagnostics: readonly Diagnostic[]): void {
    if (this.jsonEnabled()) return;
    for (const diagnostic of diagnostics) this.logToStderr(redact(renderDiagnostic(diagnostic, { color: process.stderr.isTTY })));
  }

  /** Sets what the process exits with once the result has been printed. */
  protected endWith(code: number): void {
    process.exitCode = code;
  }

  /** Large trees are printed as they are: oclif's own printer walks every value several times, and runs out of memory. */
  protected override logJson(json: unknown): void {
    ux.stdout(JSON.stringify(json, null, 2));
  }

  private ignoreLostReader(): void {
    process.stdout.removeAllListeners('error');
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      this.readerLeft = true;
    });
  }

  protected override async finally(error: Error | undefined): Promise<void> {
    await super.finally(error);
    // oclif would wait for an output that nobody drains.
    if (this.readerLeft) process.exit();
  }

  protected override async catch(thrown: CommandError): Promise<unknown> {
    // A tool that knows what an interruption left behind says so itself.
    const saysSo = thrown instanceof ToolError && thrown.exitCode === exitCodes.interrupted;
    const error = this.signal.aborted && !saysSo ? errors.CLI_INTERRUPTED.error({}) : thrown;
    if (error instanceof ToolError) {
      this.endWith(error.exitCode);
      if (this.jsonEnabled()) this.logJson(this.toErrorJson(error));
      else this.report(error.diagnostics);
      return undefined;
    }
    if ('oclif' in error) return super.catch(error);
    this.endWith(exitCodes.bug);
    if (this.jsonEnabled()) this.logJson(this.toErrorJson(error));
    else this.logToStderr(`${redact(error.stack ?? messageOf(error))}\n\nThis is a fault of Millrace, not of your input. Please report it with the command you ran.`);
    return undefined;
  }

  protected override toErrorJson(error: unknown): ErrorReport {
    const diagnostics = error instanceof ToolError ? error.diagnostics.map(placed) : [];
    const code = error instanceof ToolError ? error.code : error instanceof BugError ? 'BUG' : 'CLI_USAGE';
    return { error: { code, message: redact(messageOf(error)), diagnostics } };
  }
}
