import type { DuckDbConnector } from '@millrace/connectors';
import type { StatePort } from './state.ts';

/**
 * Keeps runs, steps and watermarks in the pipeline's own database, so that a watermark commits with its data.
 *
 * @throws ToolError STATE_… when the state tables cannot be used.
 */
export async function openStatePort(database: DuckDbConnector, pipeline: string, runId: string): Promise<StatePort> {
  const store = await import('@millrace/state-store');
  const state = await store.openState(database);
  return {
    readWatermark: (session, key) => store.readWatermark(state, session, { pipeline, ...key }),
    advanceWatermark: (session, key, from, to) => store.advanceWatermark(state, session, { pipeline, ...key }, { from, to, runId }),
    start: (planHash) => store.startRun(state, { id: runId, pipeline, planHash }),
    record: (step, ordinal, fingerprint) => store.recordStep(state, runId, {
      id: step.id, ordinal, kind: step.kind, name: step.name, status: step.status, fingerprint,
      ...(step.rowsRead === undefined ? {} : { rowsRead: step.rowsRead }), ...(step.rowsWritten === undefined ? {} : { rowsWritten: step.rowsWritten }),
      ...(step.error === undefined ? {} : { error: step.error }),
    }),
    finish: (status, error) => store.finishRun(state, runId, { status, ...(error === undefined ? {} : { error }) }),
    close: () => state.kysely.destroy(),
  };
}
