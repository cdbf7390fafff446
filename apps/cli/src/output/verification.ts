import type { VerifyReport } from '@millrace/kroft';
import { renderTable } from './table.ts';

/** A verification as a table of tables, with the first differences below. */
export function describeReport(report: VerifyReport): string {
  const table = renderTable(
    [{ title: 'table' }, { title: 'expected' }, { title: 'found' }, { title: 'missing' }, { title: 'wrong' }, { title: 'unexpected' }],
    report.tables.map((t) => [t.name, t.expected, t.found, t.missing, t.wrong, t.unexpected]),
  );
  const differences = report.tables.flatMap((t) => t.firstDifferences.map((d) =>
    `  ${t.name} ${d.key}: ${d.kind}${d.column === undefined ? '' : ` ${d.column}, expected ${d.expected ?? 'NULL'}, found ${d.actual ?? 'NULL'}`}${d.transaction === undefined ? '' : ` (transaction ${d.transaction})`}`));
  const seen = report.transactions === undefined ? [] : [`transactions: ${report.transactions.seen} of ${report.transactions.committed} seen, ${report.transactions.missing.length} missing, ${report.transactions.leakedRolledBack.length} leaked, ${report.transactions.torn.length} torn`];
  return [table, ...differences, ...seen, report.ok ? 'equal' : 'NOT equal'].join('\n');
}
