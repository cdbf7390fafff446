import * as Flags from '@oclif/core/flags';
import { exitCodes } from '@millrace/diagnostics';
import type { ScenarioResult } from '@millrace/kroft';
import { MillraceCommand } from '../../base-command.ts';
import { progressReporter } from '../../output/progress.ts';
import { describeReport } from '../../output/verification.ts';

export default class KroftRun extends MillraceCommand {
  static override summary = 'Run a seeded change stream on PostgreSQL while its schema evolves.';
  static override description = 'Creates the schema booking, commits exactly the changes asked for, and keeps a ledger of what must be true afterwards. With --copy a consumer follows by logical replication into a DuckDB file; with --verify both are compared with the ledger.';
  static override examples = [
    '<%= config.bin %> kroft run --embedded --changes 200000 --seed 42 --verify',
    '<%= config.bin %> kroft run --url postgres://postgres@localhost/shop --copy copy.duckdb --verify',
    '<%= config.bin %> kroft run --url postgres://postgres@localhost/shop --continue --changes 50000',
  ];
  static override flags = {
    url: Flags.string({ description: 'the server, with wal_level=logical; PG_URL when absent', exclusive: ['embedded'] }),
    embedded: Flags.boolean({ description: 'start a PostgreSQL for this run alone' }),
    seed: Flags.integer({ default: 1, description: 'decides everything that is left to chance' }),
    changes: Flags.integer({ default: 100_000, min: 1, description: 'row changes to commit' }),
    ledger: Flags.string({ default: 'kroft.ledger.duckdb', description: 'file of the ledger' }),
    copy: Flags.string({ description: "DuckDB file of the consumer's copy" }),
    every: Flags.integer({ default: 20_000, min: 1, description: 'row changes between two schema changes' }),
    'no-evolution': Flags.boolean({ description: 'leave the schema alone' }),
    replace: Flags.boolean({ description: 'drop the schema if it is there', exclusive: ['continue'] }),
    continue: Flags.boolean({ description: 'go on with the run that the ledger tells of' }),
    verify: Flags.boolean({ default: false, description: 'compare the database, and the copy, with the ledger at the end' }),
  };

  protected override readonly outlivesReader = true;

  async run(): Promise<ScenarioResult> {
    const { flags } = await this.parse(KroftRun);
    const url = flags.embedded ? undefined : flags.url ?? (process.env['PG_URL'] || undefined);
    if (url === undefined && !flags.embedded) this.error('Say where PostgreSQL is with --url (or PG_URL), or add --embedded to start one for this run.', { exit: exitCodes.usage });
    const { runScenario } = await import('@millrace/kroft');
    const progress = progressReporter(process.stderr);
    const result = await runScenario({
      seed: flags.seed, changes: flags.changes, ledger: flags.ledger, verify: flags.verify, signal: this.signal,
      evolution: flags['no-evolution'] ? false : { every: flags.every },
      ifExists: flags.replace ? 'replace' : flags.continue ? 'continue' : 'fail',
      ...(url === undefined ? {} : { url }),
      ...(flags.copy === undefined ? {} : { copy: flags.copy }),
      onProgress: ({ changes, goal }) => { if (!this.jsonEnabled()) progress.update({ label: 'kroft', done: changes, total: goal, unit: 'changes' }); },
    });
    progress.finish();
    if (!this.jsonEnabled()) this.show(result);
    this.endWith(result.ok ? exitCodes.ok : exitCodes.mismatch);
    return result;
  }

  private show({ run, consumer, verification }: ScenarioResult): void {
    const n = (value: number): string => Math.round(value).toLocaleString('en-US');
    this.log(`${n(run.changes)} changes in ${n(run.committed)} transactions, ${n(run.changesPerSecond)}/s: ${n(run.inserts)} inserts, ${n(run.updates)} updates, ${n(run.deletes)} deletes; ${n(run.rolledBack)} rolled back`);
    this.log(`plan ${run.planHash}, seed ${run.seed}, ledger ${run.ledger}`);
    for (const change of run.evolution) this.log(`  transaction ${change.transaction}: ${change.table}, ${change.description}`);
    if (consumer !== undefined) this.log(`consumer: ${n(consumer.changes)} changes, ${consumer.lag.toFixed(1)} s behind at the end`);
    if (verification?.source !== undefined) this.log(`\nsource against ledger\n${describeReport(verification.source)}`);
    if (verification?.copy !== undefined) this.log(`\ncopy against ledger\n${describeReport(verification.copy)}`);
  }
}
