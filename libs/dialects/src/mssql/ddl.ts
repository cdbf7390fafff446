import { build, type CreateTable } from '@millrace/sql-ir';
import { limited } from '../ansi/definition-limits.ts';
import type { Printers } from '../printers.ts';

const definitions = limited({ temporaryTables: false, ifNotExists: false, dropIfExists: true, keys: true });

/** A temporary table is one whose name begins with `#`. */
function named(n: CreateTable): CreateTable {
  const modifiers = n.modifiers.filter((m) => m !== 'TEMPORARY' && m !== 'TEMP');
  const last = n.name.at(-1);
  if (modifiers.length === n.modifiers.length || last === undefined) return n;
  return { ...n, modifiers, name: [{ ...last, name: `#${last.name}`, quoted: last.quoted }] };
}

/** SQL Server's definitions; a table made from a query is `SELECT … INTO`. */
export const mssqlDdl: Pick<Printers, 'CreateTable' | 'CreateView' | 'Alter' | 'Drop'> = {
  ...definitions,
  CreateTable(w, written) {
    const n = named(written);
    const { query } = n;
    if (query === undefined) return definitions.CreateTable(w, n);
    if (n.columns.length > 0 || n.orReplace || n.ifNotExists || n.properties.length > 0) return w.unsupported(n, 'CREATE TABLE … AS with columns or settings');
    w.node({
      ...build.select({ projections: [build.projection(build.star())], from: build.derived({ ...query, with: [] }, 'q'), with: query.with, recursive: query.recursive }),
      into: [{ kind: 'Column', parts: n.name, pos: n.pos, end: n.end }],
    });
  },
};
