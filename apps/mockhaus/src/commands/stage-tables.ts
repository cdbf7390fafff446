import { build, rewrite, type Statement, type Table, visit } from '@millrace/sql-ir';
import type { CatalogTable } from '@millrace/transpile';
import type { EngineConnection } from '../engine/engine.ts';
import { SqlFailure, shapes } from '../failures.ts';
import { resolveFormat } from '../stages/file-format.ts';
import { locateStage } from '../stages/locate-stage.ts';
import { stageRelation } from '../stages/stage-relation.ts';
import type { StatementContext } from './context.ts';
import { readSettings, settingText } from './properties.ts';
import { matching } from './stage-files.ts';

/** A statement that reads stages, with relations in their place. */
export interface StagedStatement<S> {
  readonly statement: S;
  readonly extra: ReadonlyMap<string, CatalogTable>;
  release(): Promise<void>;
}

/** Whether a table of the tree is a stage. */
export function isStage(table: Table): boolean {
  return table.name.length === 1 && table.name[0]?.quoted === false && table.name[0].name.startsWith('@');
}

/** Puts relations over stage files in the place of `@stage` in a query. Costs nothing when there is none. */
export async function openStages<S extends Statement>(statement: S, context: StatementContext, connection: EngineConnection): Promise<StagedStatement<S>> {
  const stages: Table[] = [];
  visit(statement, { Table: (table) => { if (isStage(table)) stages.push(table); } });
  const extra = new Map<string, CatalogTable>();
  const names = new Map<Table, string>();
  const releases: (() => Promise<void>)[] = [];
  for (const table of stages) {
    const place = locateStage(context.session, table.name[0]?.name ?? '');
    const settings = readSettings((table.options ?? []).map(({ name, value }) => ({ name: name.name, value })));
    const files = matching(context, place, settingText(settings, 'PATTERN'));
    if (files.length === 0) throw new SqlFailure(shapes.fileNotFound, `Remote file '${place.prefix}${place.path}' was not found.`);
    const relation = await stageRelation(connection, files, resolveFormat(context.session, settings, place.settings), { width: highestPosition(statement) });
    const name = relation.table.name[2];
    extra.set(name, relation.table);
    names.set(table, name);
    releases.push(() => relation.release());
  }
  return {
    statement: stages.length === 0 ? statement : rewrite(statement, {
      Table: (table) => {
        const name = names.get(table);
        if (name === undefined) return table;
        return { ...build.table([name]), ...(table.alias === undefined ? {} : { alias: table.alias }), pos: table.pos, end: table.end };
      },
    }),
    extra,
    release: async () => { for (const release of releases) await release(); },
  };
}

/** The highest n of the columns `$n` in a statement; at least 1. */
export function highestPosition(statement: Statement): number {
  let highest = 1;
  visit(statement, {
    Column: ({ parts }) => {
      const position = /^\$(\d+)$/.exec(parts.at(-1)?.name ?? '')?.[1];
      if (position !== undefined) highest = Math.max(highest, Number(position));
    },
  });
  return highest;
}
