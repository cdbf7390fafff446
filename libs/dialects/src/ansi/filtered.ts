import { build, type Call, type Expression } from '@millrace/sql-ir';

/** Aggregates that pass over NULLs. */
const aggregates: ReadonlySet<string> = new Set(['COUNT', 'SUM', 'AVG', 'MIN', 'MAX']);

/** `SUM(CASE WHEN c THEN x END)` for `SUM(x) FILTER (WHERE c)`, where there is no FILTER; any other call as it is. */
export function filtered(n: Call): Call {
  const { filter, ...rest } = n;
  const [only] = n.args;
  const name = n.name.length === 1 && n.name[0]?.quoted === false ? n.name[0].name : '';
  if (filter === undefined || only === undefined || n.args.length !== 1 || !aggregates.has(name)) return n;
  const then: Expression = only.kind === 'Star' ? build.number(1) : only;
  return { ...rest, args: [{ kind: 'Case', branches: [{ when: filter, then }], pos: n.pos, end: n.end }] };
}
