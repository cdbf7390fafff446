import { openDuckDb, openPostgres, openSnowflake, type SqlConnector } from '@millrace/connectors';
import { connect, type Db, rank, sum, t, table } from '@millrace/moltres';
import { describeComparison, type Rows } from '../compare-rows.ts';
import type { StepContext } from '../scenario.ts';
import { database } from './mockhaus.ts';

const routes = table('route_revenue', {
  origin: t.text(), destination: t.text(), origin_city: t.text().nullable(), origin_state: t.text().nullable(),
  bookings: t.bigint(), revenue: t.decimal(18, 2), flights: t.bigint(), mean_delay: t.float().nullable(), delay_class: t.text().nullable(),
});
const airports = table('airports', { iata: t.text().primaryKey(), city: t.text().nullable(), state: t.text().nullable() });
const scratch = table('moltres_scratch', { id: t.int().primaryKey(), route: t.text(), seats: t.int() });

/** The three best-earning routes into each state: filter, join, group, window and order in one typed frame. */
function bestRoutes(db: Db) {
  return db.from(routes)
    .filter((r) => r.bookings.gt(1n).and(r.flights.gt(0n)))
    .join(db.from(airports), (r, a) => r.destination.eq(a.iata))
    .select((r, a) => ({ state: a.state, origin: r.origin, revenue: r.revenue, bookings: r.bookings }))
    .groupBy('state', 'origin')
    .agg((r) => ({ revenue: sum(r.revenue), bookings: sum(r.bookings) }))
    .derive((r) => ({ place: rank().over({ partitionBy: r.state, orderBy: [r.revenue.desc(), r.origin.asc()] }) }))
    .filter((r) => r.place.lte(3))
    .orderBy((r) => [r.state.asc({ nulls: 'last' }), r.place.asc()]);
}

/** Where the three engines are. */
export interface Engines {
  /** A DuckDB file. */
  readonly warehousePath: string;
  readonly postgresUrl: string;
  readonly mockhausUrl: string;
}

/** Runs one typed frame on three engines, whose answers must agree; then real DML in a transaction, and a rollback. */
export async function runMoltres(
  context: StepContext,
  engines: Engines,
): Promise<{ readonly rows: number; readonly result: undefined }> {
  let reference: Rows | undefined;
  let rows = 0;
  for (const [engine, open] of openers(engines)) {
    context.signal.throwIfAborted();
    await using connector = await open();
    const db = await connect(connector);
    const found = (await bestRoutes(db).collect()).map((row) => [row.state, row.origin, row.revenue, row.bookings, row.place]);
    rows += found.length;
    reference ??= found;
    const { ok, detail } = describeComparison(found, reference);
    context.check(`the typed frame on ${engine}`, ok, detail);
  }
  await using postgres = await openPostgres({ url: engines.postgresUrl });
  await postgres.execute('CREATE TABLE moltres_scratch (id integer PRIMARY KEY, route text NOT NULL, seats integer NOT NULL)');
  await checkWrites(context, await connect(postgres));
  return { rows, result: undefined };
}

function openers({ warehousePath, postgresUrl, mockhausUrl }: Engines): readonly (readonly [string, () => Promise<SqlConnector>])[] {
  return [
    ['DuckDB', () => openDuckDb({ path: warehousePath })],
    ['PostgreSQL', () => openPostgres({ url: postgresUrl })],
    ['Mockhaus, through the Snowflake driver', () => openSnowflake({ accessUrl: mockhausUrl, account: 'demo', username: 'demo', password: 'demo', database, schema: 'PUBLIC' })],
  ];
}

async function checkWrites(context: StepContext, db: Db): Promise<void> {
  const contents = async (): Promise<Rows> => (await db.from(scratch).orderBy((s) => s.id.asc()).collect()).map((row) => [row.id, row.route, row.seats]);
  await db.transaction(async (tx) => {
    await tx.insert(scratch, [{ id: 1, route: 'LAX-JFK', seats: 10 }, { id: 2, route: "O'Hare; DROP TABLE route_revenue; --", seats: 20 }, { id: 3, route: 'SEA-SFO', seats: 30 }]);
    await tx.update(scratch, (s) => ({ seats: s.seats.add(5) }), (s) => s.id.lte(2));
    await tx.upsert(scratch, [{ id: 3, route: 'SEA-SFO', seats: 1 }, { id: 4, route: 'BOS-DEN', seats: 4 }], { on: ['id'], set: (current, incoming) => ({ seats: current.seats.add(incoming.seats) }) });
    await tx.delete(scratch, (s) => s.id.eq(1));
  });
  const expected = [[2, "O'Hare; DROP TABLE route_revenue; --", 25], [3, 'SEA-SFO', 31], [4, 'BOS-DEN', 4]];
  const { ok, detail } = describeComparison(await contents(), expected);
  context.check('insert, update, merge and delete in one transaction', ok, detail);

  const failed = await db.transaction(async (tx) => {
    await tx.insert(scratch, [{ id: 9, route: 'lost', seats: 9 }]);
    await tx.update(scratch, () => ({ seats: 0 }), (s) => s.id.gt(0));
    throw new Error('changed my mind');
  }).then(() => false, () => true);
  const after = describeComparison(await contents(), expected);
  context.check('a rollback leaves no trace', failed && after.ok, after.detail);
}
