import * as Flags from '@oclif/core/flags';
import { exitCodes } from '@millrace/diagnostics';
import type { ScenarioVerification } from '@millrace/kroft';
import { MillraceCommand } from '../../base-command.ts';
import { describeReport } from '../../output/verification.ts';

export default class KroftVerify extends MillraceCommand {
  static override summary = "Compare a database, a consumer's copy, or both with a run's ledger.";
  static override description = 'Exit code 6 when something differs; the first differing rows are named with the transaction that last wrote them.';
  static override examples = [
    '<%= config.bin %> kroft verify --ledger kroft.ledger.duckdb --url postgres://postgres@localhost/shop',
    '<%= config.bin %> kroft verify --copy copy.duckdb --json',
  ];
  static override flags = {
    ledger: Flags.string({ default: 'kroft.ledger.duckdb', description: 'file of the ledger' }),
    url: Flags.string({ env: 'PG_URL', description: 'the database that the run wrote to' }),
    copy: Flags.string({ description: "DuckDB file of the consumer's copy" }),
  };

  async run(): Promise<ScenarioVerification> {
    const { flags } = await this.parse(KroftVerify);
    if (flags.url === undefined && flags.copy === undefined) this.error('Say what to compare with the ledger: --url, --copy, or both.', { exit: exitCodes.usage });
    const { verifyScenario } = await import('@millrace/kroft');
    const found = await verifyScenario({ ledger: flags.ledger, ...(flags.url === undefined ? {} : { url: flags.url }), ...(flags.copy === undefined ? {} : { copy: flags.copy }) });
    if (!this.jsonEnabled()) {
      if (found.source !== undefined) this.log(`source against ledger\n${describeReport(found.source)}`);
      if (found.copy !== undefined) this.log(`copy against ledger\n${describeReport(found.copy)}`);
    }
    this.endWith(found.ok ? exitCodes.ok : exitCodes.mismatch);
    return found;
  }
}
