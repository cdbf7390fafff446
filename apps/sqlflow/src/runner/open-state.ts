import { messageOf } from '@millrace/diagnostics';
import { type DuckDbConnector, openDuckDb } from '@millrace/connectors';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StateDatabase } from '@millrace/state-store';
import { errors } from '../errors.ts';
import type { CompiledPipeline } from '../planner/compile.ts';
import type { StatePort, WatermarkKey, WatermarkValue } from './state.ts';

type Store = typeof import('@millrace/state-store');
type RunRecord = Pick<StatePort, 'start' | 'record' | 'finish'>;

function recordIn(store: Store, state: StateDatabase, pipeline: string, runId: string): RunRecord {
  return {
    start: (planHash) => store.startRun(state, { id: runId, pipeline, planHash }),
    record: (step, ordinal, fingerprint) => store.recordStep(state, runId, {
      id: step.id, ordinal, kind: step.kind, name: step.name, status: step.status, fingerprint,
      ...(step.rowsRead === undefined ? {} : { rowsRead: step.rowsRead }), ...(step.rowsWritten === undefined ? {} : { rowsWritten: step.rowsWritten }),
      ...(step.error === undefined ? {} : { error: step.error }),
    }),
    finish: (status, error) => store.finishRun(state, runId, { status, ...(error === undefined ? {} : { error }) }),
  };
}

/** State in the pipeline's own database, so that a watermark commits with its data. */
async function persistentState(database: DuckDbConnector, pipeline: string, runId: string): Promise<StatePort> {
  const store = await import('@millrace/state-store');
  const state = await store.openState(database);
  return {
    ...recordIn(store, state, pipeline, runId),
    readWatermark: (session, key) => store.readWatermark(state, session, { pipeline, ...key }),
    advanceWatermark: (session, key, from, to) => store.advanceWatermark(state, session, { pipeline, ...key }, { from, to, runId }),
  };
}

/**
 * State of a database in memory: watermarks last as long as it does. The run's record goes to `.sqlflow/state.duckdb`
 * in one go at the end, so that two runs in one project do not wait for each other.
 */
function memoryState(compiled: CompiledPipeline, runId: string, warn: (problem: string) => void): StatePort {
  const marks = new Map<string, WatermarkValue>();
  const keyOf = (key: WatermarkKey): string => JSON.stringify([key.source, key.target, key.column]);
  const pending: ((record: RunRecord) => Promise<void>)[] = [];
  const later = (work: (record: RunRecord) => Promise<void>): Promise<void> => {
    pending.push(work);
    return Promise.resolve();
  };
  const started = new Date();
  return {
    readWatermark: (_session, key) => Promise.resolve(marks.get(keyOf(key))),
    advanceWatermark: (_session, key, _from, to) => {
      marks.set(keyOf(key), to);
      return Promise.resolve();
    },
    start: (planHash) => later((record) => record.start(planHash)),
    record: (...step) => later((record) => record.record(...step)),
    finish: async (...end) => {
      try {
        const store = await import('@millrace/state-store');
        const folder = join(compiled.root, '.sqlflow');
        mkdirSync(folder, { recursive: true });
        await using database = await openDuckDb({ path: join(folder, 'state.duckdb') });
        let isStarting = true;
        const state = await store.openState(database, { now: () => (isStarting ? started : new Date()) });
        await state.kysely.transaction().execute(async (kysely) => {
          const record = recordIn(store, { ...state, kysely }, compiled.name, runId);
          for (const work of pending) {
            await work(record);
            isStarting = false;
          }
          await record.finish(...end);
        });
      } catch (error) {
        warn(messageOf(error));
      }
    },
  };
}

/**
 * Opens what a run remembers.
 *
 * @param warn is told when the record of a run in memory cannot be kept; the run itself is not affected.
 * @throws ToolError STATE_… when the state tables of a persistent database cannot be used.
 */
export function openStatePort(database: DuckDbConnector, compiled: CompiledPipeline, runId: string, warn: (diagnostic: ReturnType<typeof errors.FLOW_NO_HISTORY.diagnostic>) => void): Promise<StatePort> {
  if (compiled.profile.database !== undefined) return persistentState(database, compiled.name, runId);
  return Promise.resolve(memoryState(compiled, runId, (problem) => warn(errors.FLOW_NO_HISTORY.diagnostic({ problem }))));
}
