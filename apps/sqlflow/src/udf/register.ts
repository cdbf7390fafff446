import type { Diagnostic } from '@millrace/diagnostics';
import type { DuckDbConnector } from '@millrace/connectors';
import type { CompiledPipeline } from '../planner/compile.ts';

export function registerUdfs(_database: DuckDbConnector, _compiled: CompiledPipeline): Promise<readonly Diagnostic[]> {
  return Promise.resolve([]);
}
