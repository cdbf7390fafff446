import { synthetic } from './node.ts';
import type { DerivedTable, Select } from './query.ts';

/**
 * `(SELECT …) AS t (a, b)` as `(WITH t_named (a, b) AS (SELECT …) SELECT * FROM t_named) AS t`, which says the same where an alias
 * takes no column names. A derived table without such names is returned as it is.
 */
export function columnsByCte(n: DerivedTable): DerivedTable {
  const { alias } = n;
  if (alias === undefined || alias.columns.length === 0) return n;
  const { columns } = alias;
  // A name of its own: where WITH is recursive without saying so, a query may not read a table of the same name.
  const name = { ...alias.name, name: `${alias.name.name}_named`, ...synthetic };
  const query: Select = {
    kind: 'Select', with: [{ kind: 'Cte', name, columns, query: n.query, ...synthetic }], recursive: false, distinct: false, windows: [], orderBy: [],
    projections: [{ kind: 'Projection', expression: { kind: 'Star', qualifier: [], exclude: [], replace: [], rename: [], ...synthetic }, ...synthetic }],
    from: { kind: 'Table', name: [name], ...synthetic }, pos: n.query.pos, end: n.query.end,
  };
  return { ...n, query, alias: { ...alias, columns: [] } };
}

