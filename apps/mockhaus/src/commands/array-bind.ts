import { randomUUID } from 'node:crypto';
import { VARCHAR } from '@duckdb/node-api';
import { build, type Insert, type Projection, rewrite, type Values } from '@millrace/sql-ir';
import type { CatalogTable } from '@millrace/transpile';
import { quoteName } from '../engine/names.ts';
import { type Binding, bindText, bindValues, countBinds, readBindings } from '../session/bindings.ts';
import type { ExtraTables } from '../session/session-catalog.ts';
import { resolveFormat } from '../stages/file-format.ts';
import { locateStage } from '../stages/locate-stage.ts';
import { stageRelation } from '../stages/stage-relation.ts';
import type { StatementContext } from './context.ts';

/** An INSERT with its values in place, and what must be cleaned up after it. */
export interface BoundInsert {
  readonly statement: Insert;
  readonly extra: ExtraTables;
  readonly release: () => Promise<void>;
}

/**
 * Binds the values of an INSERT. Many rows at once (each value a list) become a table that the INSERT selects from,
 * so that a batch is one statement whatever its size.
 */
export async function bindRows(statement: Insert, context: StatementContext): Promise<BoundInsert> {
  const bindings = readBindings(context.request.bindings);
  const isBatch = [...bindings.values()].some(({ value }) => Array.isArray(value));
  const { source } = statement;
  if (context.request.bindStage !== undefined && typeof source !== 'string' && source.kind === 'Values') return bindStaged(statement, source, context, context.request.bindStage);
  if (!isBatch || typeof source === 'string' || source.kind !== 'Values') {
    return { statement: bindValues(statement, context.request), extra: new Map(), release: async () => undefined };
  }
  const name = `BIND ${randomUUID()}`;
  const columns = [...bindings.keys()];
  await fill(context, name, [...bindings.values()]);
  let position = 0;
  const projections = (source.rows[0] ?? []).map((value): Projection => build.projection(rewrite(value, {
    Parameter: (node) => build.column(node.name ?? columns[position++] ?? ''),
  })));
  const table: CatalogTable = {
    name: ['', '', name], physicalName: ['temp', name],
    columns: columns.map((column) => ({ name: column, type: { type: 'varchar', length: 16_777_216 }, nullable: true })),
  };
  return {
    statement: { ...statement, source: build.select({ projections, from: build.table([name]) }) },
    extra: new Map([[name, table]]),
    release: async () => { await context.lane.connection.run({ sql: `DROP TABLE IF EXISTS ${quoteName('temp', name)}` }); },
  };
}

/** Rows that the driver has put into a stage, because they were many. */
async function bindStaged(statement: Insert, source: Values, context: StatementContext, stage: string): Promise<BoundInsert> {
  const place = locateStage(context.session, stage);
  const files = context.account.stages.list(place.key, place.path);
  const relation = await stageRelation(context.lane.connection, files, resolveFormat(context.session, {}, place.settings), { width: countBinds(statement) });
  let position = 0;
  const projections = (source.rows[0] ?? []).map((value): Projection => build.projection(rewrite(value, { Parameter: (node) => build.column(`$${node.name ?? ++position}`) })));
  return {
    statement: { ...statement, source: build.select({ projections, from: build.table([relation.table.name[2]]) }) },
    extra: new Map([[relation.table.name[2], relation.table]]),
    release: () => relation.release(),
  };
}

async function fill(context: StatementContext, name: string, bindings: readonly Binding[]): Promise<void> {
  const rows = Math.max(...bindings.map(({ value }) => (Array.isArray(value) ? value.length : 1)));
  const { connection } = context.lane;
  await connection.run({ sql: `CREATE TEMPORARY TABLE ${quoteName(name)} (${bindings.map((_, index) => `${quoteName(String(index + 1))} VARCHAR`).join(', ')})` });
  const appender = await connection.duckdb.createAppender(name, null, 'temp');
  for (let row = 0; row < rows; row++) {
    for (const { type, value } of bindings) {
      const text = bindText(type, typeof value === 'string' || value === null ? value : (value[row] ?? null));
      if (text === null) appender.appendNull();
      else appender.appendValue(text, VARCHAR);
    }
    appender.endRow();
  }
  appender.closeSync();
}
