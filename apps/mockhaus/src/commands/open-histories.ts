import { build, type Call, type DataType, type Expression, type Query, type Relation, rewrite, type Statement, synthetic, visit } from '@millrace/sql-ir';
import { historyAliases, historyFunctions } from '../catalog/history-functions.ts';
import type { EngineConnection } from '../engine/engine.ts';
import { foldNames, lookUpTable, qualify } from '../session/resolve.ts';
import type { StatementContext } from './context.ts';

type Row = readonly (string | number | null)[];

/** Puts queries in the place of `TABLE(INFORMATION_SCHEMA.…_HISTORY(…))`. Costs nothing when there is none. */
export async function openHistories<S extends Statement>(statement: S, context: StatementContext, connection: EngineConnection): Promise<S> {
  const calls: { readonly call: Call; readonly name: string }[] = [];
  visit(statement, { TableFunction: ({ call }) => {
    const name = call.kind === 'Call' ? historyName(call) : undefined;
    if (name !== undefined && call.kind === 'Call') calls.push({ call, name });
  } });
  if (calls.length === 0) return statement;
  const queries = new Map<Call, Query>();
  for (const { call, name } of calls) queries.set(call, historyQuery(historyFunctions[name] ?? [], await historyRows(name, call, context, connection)));
  return rewrite(statement, {
    TableFunction: (node): Relation => {
      const query = [...queries].find(([call]) => call.pos === node.call.pos)?.[1];
      return query === undefined ? node : { kind: 'DerivedTable', query, lateral: false, ...(node.alias === undefined ? {} : { alias: node.alias }), pos: node.pos, end: node.end };
    },
  });
}

/** `INFORMATION_SCHEMA.F` and `db.INFORMATION_SCHEMA.F`. */
function historyName(call: Call): string | undefined {
  const [schema, name = ''] = foldNames(call.name).slice(-2);
  const known = historyAliases[name] ?? name;
  return schema === 'INFORMATION_SCHEMA' && known in historyFunctions ? known : undefined;
}

const letters: Readonly<Record<string, DataType>> = {
  n: build.type('NUMBER', 38, 0), f: build.type('FLOAT'), t: build.type('TIMESTAMP_LTZ', 3), d: build.type('DATE'), b: build.type('BOOLEAN'), v: build.type('VARIANT'),
};

function historyQuery(fields: readonly string[], rows: readonly Row[]): Query {
  const none: Row = fields.map(() => null);
  const literal = (value: string | number | null): Expression => (value === null ? build.nothing() : build.string(String(value)));
  const projections = fields.map((field, i) => {
    const [name = '', letter = ''] = field.split(':');
    return build.projection(build.cast(build.column(`COLUMN${i + 1}`), letters[letter] ?? build.type('VARCHAR')), name);
  });
  const values: Query = { kind: 'Values', with: [], recursive: false, orderBy: [], rows: (rows.length === 0 ? [none] : rows).map((row) => row.map(literal)), ...synthetic };
  return build.select({ projections, from: build.derived(values, 'H'), ...(rows.length === 0 ? { where: build.boolean(false) } : {}) });
}

async function historyRows(name: string, call: Call, context: StatementContext, connection: EngineConnection): Promise<readonly Row[]> {
  if (name === 'COPY_HISTORY') return loadRows(call, context, connection);
  return name === 'QUERY_HISTORY' ? queryRows(context) : [];
}

/** The files that COPY has loaded into a table. https://docs.snowflake.com/en/sql-reference/functions/copy_history */
async function loadRows(call: Call, context: StatementContext, connection: EngineConnection): Promise<readonly Row[]> {
  const named = call.args.find((arg) => arg.kind === 'NamedArgument' && foldNames([arg.name])[0] === 'TABLE_NAME');
  const value = named?.kind === 'NamedArgument' ? named.value : call.args[0];
  if (value?.kind !== 'Literal' || value.type !== 'string') return [];
  const table = lookUpTable(context.session, qualify(context.session, value.value.split('.').map((part) => (part.startsWith('"') ? part.slice(1, -1) : part.toUpperCase())), 'SELECT'));
  if (table === undefined) return [];
  const loads = await (await connection.run({ sql: 'SELECT path, loaded_on, rows FROM _mh.loads WHERE table_id = $1 ORDER BY loaded_on', parameters: [table.id] })).getRows();
  return loads.map(([path = null, loadedOn = null, rows = null]) => [
    String(path), null, moment(Number(loadedOn)), String(rows), String(rows), null, null, null, null, null, 0, null, 'Loaded', table.database, table.schema, table.name, null, null, null, null,
  ]);
}

const moment = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** The statements of this user. https://docs.snowflake.com/en/sql-reference/functions/query_history */
function queryRows({ account, session }: StatementContext): readonly Row[] {
  return account.queries.all().filter(({ user }) => user === session.user).map(({ id, sqlText, sessionId, user, warehouse = null, startTime, endTime, outcome }) => {
    const failure = outcome?.ok === false ? outcome.failure : undefined;
    const status = outcome === undefined ? 'RUNNING' : outcome.ok ? 'SUCCESS' : 'FAILED_WITH_ERROR';
    const ended = endTime === undefined ? null : moment(endTime);
    return [id, sqlText, sessionId, user, warehouse, status, failure?.code ?? null, failure?.message ?? null, moment(startTime), ended, (endTime ?? startTime) - startTime, outcome?.ok === true ? outcome.result.total : null];
  });
}
