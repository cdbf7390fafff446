import { connect, type Db, rank, sum, t, table } from '@millrace/moltres';
import { describeComparison, type Rows } from '../compare-rows.ts';
import type { StepContext } from '../scenario.ts';

const routes = table('route_revenue', {
  origin: t.text(), destination: t.text(), origin_city: t.text().nullable(), origin_state: t.text().nullable(),
  bookings: t.bigint(), revenue: t.decimal(18, 2), flights: t.bigint(), mean_delay: t.float().nullable(), delay_class: t.text().nullable(),
});
const airports = table('airports', { iata: t.text().primaryKey(), city: t.text().nullable(), state: t.text().nullable() });
const scratch = table('moltres_scratch', { id: t.int().primaryKey(), route: t.text(), seats: t.int() });

/** The three best-earning routes into each state: filter, join, group, window and order in one typed frame. */
export function bestRoutes(db: Db) {
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

/**
 * Runs one typed frame on three engines, then real DML in a transaction, and a rollback.
 *
 * @param urls where each engine is; the first answer is what the others are held against.
 */
export async function runMoltres(
  context: StepContext,
  engines: Readonly<Record<'DuckDB' | 'PostgreSQL' | 'Mockhaus', string>>,
): Promise<{ readonly rows: number; readonly result: undefined }> {
  let reference: Rows | undefined;
  let rows = 0;
  for (const [engine, url] of Object.entries(engines)) {
    context.signal.throwIfAborted();
    await using db = await connect(url, { signal: context.signal });
    const found = (await bestRoutes(db).collect()).map((row) => [row.state, row.origin, row.revenue, row.bookings, row.place]);
    rows += found.length;
    reference ??= found;
    const { ok, detail } = describeComparison(found, reference);
    context.check(`the typed frame on ${engine}`, ok, detail);
  }
  await using db = await connect(engines.PostgreSQL, { signal: context.signal });
  await checkWrites(context, db);
  return { rows, result: undefined };
}

async function checkWrites(context: StepContext, db: Db): Promise<void> {
  const contents = async (): Promise<Rows> => (await db.from(scratch).orderBy((s) => s.id.asc()).collect()).map((row) => [row.id, row.route, row.seats]);
  await db.createTable(scratch);
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
