import { build, type Expression, type Merge, type Query, type Relation, type Table, type Update } from '@millrace/sql-ir';
import { type CatalogTable, numberType } from '@millrace/transpile';
import type { EngineConnection } from '../engine/engine.ts';
import { quoteName } from '../engine/names.ts';
import { SqlFailure, shapes } from '../failures.ts';
import { catalogTable } from '../session/session-catalog.ts';
import { foldNames, requireTable } from '../session/resolve.ts';
import type { StatementContext } from './context.ts';
import { translate } from './translate.ts';

/** What a row of the target is told from its like by. */
const rowName = '_MH_ROW';

/**
 * How many rows an UPDATE … FROM changes, and how many of them join with several rows.
 *
 * @throws SqlFailure 100090 for one of the latter under ERROR_ON_NONDETERMINISTIC_UPDATE.
 * Rule: https://docs.snowflake.com/en/sql-reference/sql/update#usage-notes
 */
export async function updatedRows(statement: Update, from: Relation, context: StatementContext, connection: EngineConnection): Promise<readonly [rows: number, multiple: number]> {
  const { table, where } = statement;
  const pairs = build.select({
    with: statement.with, recursive: statement.recursive, from: build.join('CROSS', table, from), ...(where === undefined ? {} : { where }),
    projections: [build.projection(rowOf(table), 'R'), build.projection(build.call('COUNT', [build.star()]), 'N')], groupBy: { type: 'list', items: [rowOf(table)] },
  });
  const several = build.binary('>', build.column('N'), build.number(1));
  const totals = build.select({
    projections: [build.call('COUNT', [build.star()]), build.call('COUNT_IF', [several]), build.call('MIN', [build.call('IFF', [several, build.column('R'), build.nothing()])])].map((call) => build.projection(call)),
    from: build.derived(pairs, 'J'),
  });
  const [[rows = 0, multiple = 0, first] = []] = await rowsOf(totals, table, context, connection);
  if (first !== null && first !== undefined && context.parameters.isOn('ERROR_ON_NONDETERMINISTIC_UPDATE')) await refuse(first, table, context, connection);
  return [Number(rows), Number(multiple)];
}

/**
 * Refuses a MERGE whose outcome hangs on the order of the source's rows: one that would update a row of the target by one of several,
 * or update and delete it.
 *
 * @throws SqlFailure 100090 under ERROR_ON_NONDETERMINISTIC_MERGE.
 * Rule: https://docs.snowflake.com/en/sql-reference/sql/merge#nondeterministic-results-for-update-and-delete
 */
export async function checkMerge(statement: Merge, context: StatementContext, connection: EngineConnection): Promise<void> {
  const { target, whens } = statement;
  const matched = whens.filter(({ match }) => match === 'MATCHED');
  if (!matched.some(({ action }) => action.type.startsWith('UPDATE')) || !context.parameters.isOn('ERROR_ON_NONDETERMINISTIC_MERGE')) return;
  const fate: Expression = {
    kind: 'Case', pos: -1, end: -1,
    branches: matched.map(({ condition, action }) => ({ when: condition ?? build.boolean(true), then: build.string(action.type.startsWith('UPDATE') ? 'UPDATE' : 'DELETE') })),
  };
  const pairs = build.select({
    with: statement.with, recursive: statement.recursive, from: build.join('INNER', target, statement.source, statement.on),
    projections: [build.projection(rowOf(target), 'R'), build.projection(fate, 'F')],
  });
  const torn = build.select({
    projections: [build.projection(build.column('R'))], from: build.derived(pairs, 'J'), groupBy: { type: 'list', items: [build.column('R')] }, limit: build.number(1),
    having: build.binary('AND', build.binary('>', build.call('COUNT', [build.column('F')]), build.number(1)), build.binary('>', build.call('COUNT_IF', [build.binary('=', build.column('F'), build.string('UPDATE'))]), build.number(0))),
  });
  const [found] = await rowsOf(torn, target, context, connection);
  if (found?.[0] !== undefined) await refuse(found[0], target, context, connection);
}

const rowOf = ({ name, alias }: Table): Expression => build.column(alias === undefined ? (foldNames(name).at(-1) ?? '') : (foldNames([alias.name])[0] ?? ''), rowName);

/** Runs a query in which the target also has its row's number. */
async function rowsOf(query: Query, target: Table, context: StatementContext, connection: EngineConnection): Promise<readonly (readonly unknown[])[]> {
  const table = catalogTable(requireTable(context.session, foldNames(target.name), 'SELECT'));
  const numbered: CatalogTable = { ...table, columns: [...table.columns, { name: rowName, physicalName: 'rowid', type: numberType(18), nullable: false, hidden: true }] };
  const translation = translate({ kind: 'QueryStatement', query, pos: query.pos, end: query.end }, context, undefined, { clock: 'statement', table: numbered });
  return (await connection.run(translation)).getRowsJS();
}

/** The failure, with the row's values as JSON shows them. */
async function refuse(row: unknown, target: Table, context: StatementContext, connection: EngineConnection): Promise<never> {
  const { physical } = requireTable(context.session, foldNames(target.name), 'SELECT');
  const [values] = await (await connection.run({ sql: `SELECT array_to_string(CAST(json_extract(json_array(*COLUMNS(*)), '$[*]') AS VARCHAR[]), ', ') FROM ${quoteName(...physical)} WHERE rowid = $1`, parameters: [BigInt(String(row))] })).getRowsJS();
  throw new SqlFailure(shapes.duplicateMergeRow, `Duplicate row detected during DML action\nRow Values: [${String(values?.[0] ?? '')}]`);
}
