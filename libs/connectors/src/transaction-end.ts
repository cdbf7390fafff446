import type { Transaction } from './connector.ts';
import { errors } from './errors.ts';

/** How a transaction ends, and what it does until then. */
export interface TransactionEnd {
  /** Work that is refused once the transaction is finished. */
  readonly open: <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) => (...args: A) => Promise<T>;
  readonly ends: Pick<Transaction, 'commit' | 'rollback' | typeof Symbol.asyncDispose>;
}

/**
 * A transaction that finishes once: by COMMIT, by ROLLBACK, or, when nobody said, by a ROLLBACK whose own failure hides no other.
 *
 * @param finish sends the statement, and gives the connection back whatever comes of it.
 */
export function transactionEnd(finish: (statement: 'COMMIT' | 'ROLLBACK') => Promise<void>): TransactionEnd {
  let finished = false;
  const once = async (statement: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
    if (finished) throw errors.CONNECT_FINISHED.error({});
    finished = true;
    await finish(statement);
  };
  return {
    open: (work) => (...args) => (finished ? Promise.reject(errors.CONNECT_FINISHED.error({})) : work(...args)),
    ends: {
      commit: () => once('COMMIT'),
      rollback: () => once('ROLLBACK'),
      [Symbol.asyncDispose]: async () => {
        if (!finished) await once('ROLLBACK').catch(() => undefined);
      },
    },
  };
}
