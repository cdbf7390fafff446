import { randomUUID } from 'node:crypto';
import { foldIdentifier } from '@millrace/dialects';
import { build, type Expression, type Insert, type InsertAll, type InsertTarget, type Projection, synthetic } from '@millrace/sql-ir';
import type { CatalogTable } from '@millrace/transpile';
import type { EngineConnection } from '../engine/engine.ts';
import { quoteName } from '../engine/names.ts';
import { statementTypes } from '../history/query-result.ts';
import { bindValues } from '../session/bindings.ts';
import { foldNames, requireTable } from '../session/resolve.ts';
import type { Command, StatementContext } from './context.ts';
import { atomically } from './dml.ts';
import { countsResult } from './results.ts';
import { translate } from './translate.ts';

/** A target, and the rows of the source that go to it; all of them without a condition. */
interface Share {
  readonly target: InsertTarget;
  readonly condition: Expression | undefined;
}

/**
 * INSERT ALL and INSERT FIRST: the query runs once, its rows go to each table whose condition they meet.
 * Rule: https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table
 */
export const insertAllCommand: Command<'InsertAll'> = async (written, context) => {
  const statement = bindValues(written, context.request);
  const shares = sharesOf(statement);
  const counts = context.request.describeOnly ? shares.map(() => 0) : await atomically(context, async (connection) => {
    const source = await materialise(statement, context, connection);
    const extra = new Map([[source.name[2], source]]);
    if (statement.overwrite) for (const table of new Set(shares.map(({ target }) => physicalOf(target, context)))) await connection.run({ sql: `DELETE FROM ${table}` });
    const inserted: number[] = [];
    for (const share of shares) inserted.push((await connection.run(translate(insertOf(share, source, context), context, extra))).rowsChanged);
    await connection.run({ sql: `DROP TABLE ${quoteName('temp', source.name[2])}` });
    return inserted;
  });
  const byTable: Record<string, number> = {};
  shares.forEach(({ target }, i) => {
    const label = `number of rows inserted into ${foldNames(target.table.name).at(-1) ?? ''}`;
    byTable[label] = (byTable[label] ?? 0) + (counts[i] ?? 0);
  });
  const result = countsResult(byTable, statementTypes.multiInsert);
  return { ...result, stats: { numRowsInserted: counts.reduce((sum, count) => sum + count, 0), numRowsUpdated: 0, numRowsDeleted: 0, numDmlDuplicates: 0 } };
};

const otherwise = (condition: Expression): Expression => ({ kind: 'Unary', op: 'NOT', operand: build.call('COALESCE', [condition, build.boolean(false)]), ...synthetic });

/** FIRST takes what no branch before took; ELSE what none takes. */
function sharesOf({ first, branches, otherwise: rest }: InsertAll): readonly Share[] {
  const before: Expression[] = [];
  const shares = branches.flatMap(({ condition, into }) => {
    const all = build.all([...(condition === undefined ? [] : [condition]), ...(first ? before : [])]);
    if (condition !== undefined) before.push(otherwise(condition));
    return into.map((target) => ({ target, condition: all }));
  });
  return [...shares, ...rest.map((target) => ({ target, condition: build.all(before) }))];
}

async function materialise({ source }: InsertAll, context: StatementContext, connection: EngineConnection): Promise<CatalogTable> {
  const name = `ROWS ${randomUUID()}`;
  const { sql, parameters, columns } = translate({ kind: 'QueryStatement', query: source, ...synthetic }, context);
  const named = columns.map((column, i) => ({ ...column, physicalName: `c${i}` }));
  await connection.run({ sql: `CREATE TEMPORARY TABLE ${quoteName(name)} AS SELECT * FROM (${sql}) AS s (${named.map(({ physicalName }) => physicalName).join(', ')})`, parameters });
  return { name: ['', '', name], physicalName: ['temp', name], columns: named };
}

const physicalOf = (target: InsertTarget, context: StatementContext): string => quoteName(...requireTable(context.session, foldNames(target.table.name), 'INSERT').physical);

/** An ordinary INSERT of a target's share; a column whose value is DEFAULT is left to the table. */
function insertOf({ target, condition }: Share, source: CatalogTable, context: StatementContext): Insert {
  const { columns } = requireTable(context.session, foldNames(target.table.name), 'INSERT');
  const names = target.columns.length > 0 ? target.columns.map((column) => foldIdentifier(column, 'snowflake')) : columns.map(({ name }) => name);
  const given = target.values.flatMap((value, i) => (isDefault(value) ? [] : [{ value, name: names[i] }]));
  const isShort = given.length < target.values.length;
  const projections: readonly Projection[] = target.values.length === 0 ? [build.projection(build.star())] : given.map(({ value }) => build.projection(value));
  const query = build.select({ projections, from: build.table([source.name[2]]), ...(condition === undefined ? {} : { where: condition }) });
  return {
    kind: 'Insert', with: [], recursive: false, overwrite: false, table: target.table, byName: false, source: query, returning: [], ...synthetic,
    columns: isShort ? given.map(({ name }) => build.identifier(name ?? '')) : target.columns,
  };
}

const isDefault = (value: Expression): boolean => value.kind === 'Call' && value.args.length === 0 && value.name.length === 1 && value.name[0]?.name.toUpperCase() === 'DEFAULT';
