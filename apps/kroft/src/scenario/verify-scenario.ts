import type { VerifyReport } from '../verify/report.ts';
import { verify } from '../verify/verify.ts';

export interface VerifyScenarioOptions {
  readonly ledger: string;
  /** The database the run wrote to. */
  readonly url?: string;
  /** The consumer's copy. */
  readonly copy?: string;
}

/** What was compared with the ledger. */
export interface ScenarioVerification {
  readonly ok: boolean;
  readonly source?: VerifyReport;
  readonly copy?: VerifyReport;
}

/** Compares a ledger with the database, with a consumer's copy, or with both. @throws ToolError KROFT_…, never for a difference. */
export async function verifyScenario(options: VerifyScenarioOptions): Promise<ScenarioVerification> {
  const source = options.url === undefined ? undefined : await verify(options.ledger, { url: options.url });
  const copy = options.copy === undefined ? undefined : await verify(options.ledger, { copy: options.copy });
  return { ok: (source?.ok ?? true) && (copy?.ok ?? true), ...(source === undefined ? {} : { source }), ...(copy === undefined ? {} : { copy }) };
}
