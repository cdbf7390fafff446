import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows } from '../duckdb/session.ts';
import type { TransactionReport } from './report.ts';

/** Compares the transactions a copy has seen with the ledger's. @param seen the relation with the copy's list, quoted. */
export async function compareTransactions(connection: DuckDBConnection, seen: string): Promise<TransactionReport> {
  const list = async (text: string): Promise<readonly number[]> => (await queryRows(connection, text)).map((row) => Number(row['tx_seq']));
  const [sizes] = await queryRows(connection, `select (select count(*) from kroft_ledger_transactions where outcome = 'commit')::double as committed, (select count(distinct tx_seq) from ${seen})::double as seen`);
  const known = `select tx_seq, outcome, inserts + updates + deletes as changes from kroft_ledger_transactions`;
  return {
    committed: Number(sizes?.['committed'] ?? 0),
    seen: Number(sizes?.['seen'] ?? 0),
    missing: await list(`select tx_seq::double as tx_seq from (${known}) l where outcome = 'commit' and not exists (select 1 from ${seen} s where s.tx_seq = l.tx_seq) order by 1`),
    leakedRolledBack: await list(`select distinct s.tx_seq::double as tx_seq from ${seen} s join (${known}) l using (tx_seq) where l.outcome = 'rollback' order by 1`),
    torn: await list(`select distinct s.tx_seq::double as tx_seq from ${seen} s join (${known}) l using (tx_seq) where l.outcome = 'commit' and s.changes <> l.changes order by 1`),
    repeated: await list(`select tx_seq::double as tx_seq from ${seen} where tx_seq is not null group by tx_seq having count(*) > 1 order by 1`),
    outOfOrder: await list(`select tx_seq::double as tx_seq from (select tx_seq, lag(tx_seq) over (order by rowid) as before from ${seen} where tx_seq is not null) where tx_seq < before order by 1`),
  };
}
