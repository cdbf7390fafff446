import { randomBytes } from 'node:crypto';
import type { SqlFailure } from '../failures.ts';
import type { QueryResult } from './query-result.ts';

/** How a statement ended. */
export type Outcome =
  | { readonly ok: true; readonly result: QueryResult }
  | { readonly ok: false; readonly failure: SqlFailure };

/** A statement that was sent: running, or ended. */
export interface QueryRecord {
  readonly id: string;
  readonly sessionId: number;
  readonly user: string;
  readonly warehouse: string | undefined;
  readonly sqlText: string;
  /** The client's own id of the request; a repeated request is the same statement. */
  readonly requestId: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly endTime: number | undefined;
  readonly outcome: Outcome | undefined;
  /** Settles with the outcome; never rejects. */
  readonly done: Promise<Outcome>;
  /** Asks the statement to stop. */
  readonly cancel: () => void;
}

/** What is known of a statement before it runs. */
export type QueryStart = Pick<QueryRecord, 'sessionId' | 'user' | 'warehouse' | 'sqlText' | 'requestId' | 'cancel'>;

const kept = 1000;
const lifetime = 24 * 60 * 60 * 1000;

/** An account's statements of the last day, the newest thousand of them. */
export class QueryStore {
  readonly #now: () => number;
  readonly #records = new Map<string, QueryRecord>();
  readonly #byRequest = new Map<string, string>();

  /** @param now milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Records a statement and starts it. @param work is given the statement's id; its failure becomes the outcome. */
  start(start: QueryStart, work: (queryId: string) => Promise<Outcome>): QueryRecord {
    const id = this.newId();
    const running: QueryRecord = {
      ...start, id, startTime: this.#now(), endTime: undefined, outcome: undefined,
      done: Promise.resolve().then(() => work(id)).then((outcome) => {
        this.#records.set(id, { ...running, endTime: this.#now(), outcome });
        return outcome;
      }),
    };
    this.#records.set(id, running);
    if (start.requestId !== undefined) this.#byRequest.set(start.requestId, id);
    this.#forgetOld();
    return running;
  }

  get(id: string): QueryRecord | undefined {
    return this.#records.get(id.toLowerCase());
  }

  byRequest(requestId: string): QueryRecord | undefined {
    const id = this.#byRequest.get(requestId);
    return id === undefined ? undefined : this.#records.get(id);
  }

  all(): readonly QueryRecord[] {
    return [...this.#records.values()];
  }

  /** A query id: a UUID whose first half is the time, so that ids sort by age as Snowflake's do. */
  newId(): string {
    const time = Math.floor(this.#now()).toString(16).padStart(12, '0');
    const random = randomBytes(8).toString('hex');
    return `01${time.slice(0, 6)}-${time.slice(6, 10)}-${time.slice(10)}${random.slice(0, 2)}-${random.slice(2, 6)}-${random.slice(6)}00`;
  }

  #forgetOld(): void {
    for (const [id, record] of this.#records) {
      const isOld = record.startTime + lifetime < this.#now();
      if (this.#records.size <= kept && !isOld) break;
      if (record.outcome === undefined) continue;
      this.#records.delete(id);
      if (record.requestId !== undefined) this.#byRequest.delete(record.requestId);
    }
  }
}
