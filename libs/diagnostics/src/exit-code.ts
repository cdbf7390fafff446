/** What every Millrace process exits with; published in `docs/reference/exit-codes.md`. */
export const exitCodes: {
  readonly ok: 0;
  readonly failed: 1;
  readonly usage: 2;
  readonly invalid: 3;
  readonly configuration: 4;
  readonly connection: 5;
  readonly mismatch: 6;
  readonly bug: 70;
  readonly interrupted: 130;
} = {
  /** Everything asked for was done. */
  ok: 0,
  /** The work started and a step of it failed. */
  failed: 1,
  /** The command line was wrong: an unknown flag, a missing argument. */
  usage: 2,
  /** The input (a script, a statement, a model) is not valid; nothing was run. */
  invalid: 3,
  /** A profile, a setting or a file that configures the run is missing or wrong. */
  configuration: 4,
  /** A server or a file system could not be reached, or refused us. */
  connection: 5,
  /** A check of data against its expectation failed. */
  mismatch: 6,
  /** A fault of ours. */
  bug: 70,
  /** Ctrl-C or SIGTERM. */
  interrupted: 130,
};

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
