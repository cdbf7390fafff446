import { closeLane, type Lane, openLane, type Session } from './session.ts';
import { EngineFailure } from '../engine/engine-failure.ts';
import { SqlFailure, shapes } from '../failures.ts';
import { toFailure } from '../to-failure.ts';
import type { QueryResult } from '../history/query-result.ts';
import type { Outcome, QueryRecord } from '../history/query-store.ts';
import type { TransferTickets } from '../stages/transfer-tickets.ts';
import type { QueryRequest } from './query-request.ts';
import { runRequest } from '../commands/run-request.ts';

/** What statements need of the server besides their session. */
export interface Services {
  readonly tickets: TransferTickets;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What can stop a statement from outside, and why. */
export interface Control {
  stopped: 'cancelled' | 'timeout' | undefined;
  lane: Lane | undefined;
}

/** Starts a statement; its outcome is in the record, also when it fails. */
export function submit(session: Session, request: QueryRequest, services: Services): QueryRecord {
  const control: Control = { stopped: undefined, lane: undefined };
  const start = {
    sessionId: session.id, user: session.user, warehouse: session.context.warehouse, sqlText: request.sqlText, requestId: request.requestId,
    cancel: () => { stop(control, 'cancelled'); },
  };
  return session.account.queries.start(start, async (queryId) => {
    try {
      const result = await inLane(session, request, control, () => runRequest({ session, request, services, control, queryId }));
      // An interrupted stream ends as if it were whole.
      if (control.stopped !== undefined) throw new SqlFailure(shapes.cancelled, 'SQL execution canceled');
      return { ok: true, result } satisfies Outcome;
    } catch (error) {
      return { ok: false, failure: failureOf(error, control, request.sqlText) } satisfies Outcome;
    }
  });
}

/** Runs where the statement belongs: in the session's turn, or, when it is asynchronous and nothing is open, beside it. */
async function inLane(session: Session, request: QueryRequest, control: Control, work: () => Promise<QueryResult>): Promise<QueryResult> {
  const isApart = request.asyncExec && !session.lane.unit.isOpen && session.parameters.isOn('AUTOCOMMIT');
  const lane = isApart ? await openLane(session.account) : session.lane;
  try {
    return await lane.queue.run(() => {
      if (control.stopped !== undefined) throw new SqlFailure(shapes.cancelled, 'SQL execution canceled');
      control.lane = lane;
      return work();
    });
  } finally {
    control.lane = undefined;
    if (isApart) closeLane(lane);
  }
}

/** Interrupts what runs, again and again until the statement has noticed: between two engine calls there is nothing to interrupt. */
export function stop(control: Control, reason: 'cancelled' | 'timeout'): void {
  control.stopped ??= reason;
  const timer = setInterval(() => {
    if (control.lane === undefined) clearInterval(timer);
    else control.lane.connection.interrupt();
  }, 5);
}

function failureOf(error: unknown, control: Control, source: string): SqlFailure {
  if (control.stopped === 'timeout') return new SqlFailure(shapes.timeout, 'Statement reached its statement or warehouse timeout and was canceled.');
  if (control.stopped === 'cancelled' || (error instanceof EngineFailure && error.isInterrupt)) return new SqlFailure(shapes.cancelled, 'SQL execution canceled');
  return toFailure(error, source);
}
