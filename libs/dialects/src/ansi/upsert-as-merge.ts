import { build, type Column, type Expression, type Identifier, type Insert, type Merge, rewrite, synthetic } from '@millrace/sql-ir';

const offered = build.identifier('excluded', false);
const stored = build.identifier('stored', false);

const of = (table: Identifier, column: Identifier): Column => ({ kind: 'Column', parts: [table, column], ...synthetic });

/** Names the row that is there and the row that was offered, which MERGE sees side by side. */
function told(n: Expression, table: readonly Identifier[]): Expression {
  return rewrite(n, {
    Column: (column) => {
      const name = column.parts.at(-1);
      const qualifier = column.parts.slice(0, -1);
      if (name === undefined || qualifier.at(-1)?.name.toUpperCase() === 'EXCLUDED') return column;
      return qualifier.length === 0 || qualifier.at(-1)?.name === table.at(-1)?.name ? of(stored, name) : column;
    },
  });
}

/**
 * `INSERT … ON CONFLICT (keys) DO …` as the MERGE that does the same. Undefined when it does not say by which keys,
 * or which columns it fills, or wants to know what it did.
 */
export function upsertAsMerge(n: Insert): Merge | undefined {
  const { conflict, source, columns } = n;
  if (conflict === undefined || conflict.keys.length === 0 || columns.length === 0 || source === 'DEFAULT VALUES' || n.returning.length > 0) return undefined;
  const keys = conflict.keys.filter((key) => key.kind === 'Identifier');
  const plain = keys.length === conflict.keys.length && conflict.keyWhere === undefined && conflict.constraint === undefined && conflict.next === undefined;
  if (!plain || conflict.set.some(({ more, steps }) => more !== undefined || steps !== undefined)) return undefined;
  const on = build.all(keys.map((key) => build.binary('=', of(stored, key), of(offered, key))));
  if (on === undefined) return undefined;
  const name = n.table.alias?.name === undefined ? n.table.name : [n.table.alias.name];
  const set = conflict.set.map(({ column, value }) => ({ column, value: told(value, name) }));
  const { where } = conflict;
  const update = { match: 'MATCHED', ...(where === undefined ? {} : { condition: told(where, name) }), action: { type: 'UPDATE', set }, ...synthetic } as const;
  const insert = { match: 'NOT MATCHED', action: { type: 'INSERT', columns, values: columns.map((column) => of(offered, column)) }, ...synthetic } as const;
  return {
    kind: 'Merge', with: n.with, recursive: n.recursive, target: { ...n.table, alias: { name: stored, columns: [] } },
    source: { kind: 'DerivedTable', query: source, alias: { name: offered, columns }, lateral: false, ...synthetic },
    on, whens: set.length === 0 ? [insert] : [update, insert], returning: [], pos: n.pos, end: n.end,
  };
}
