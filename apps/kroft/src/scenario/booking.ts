import { defineSchema, type TypedSchema, type TableBuilder } from '../schema/define-schema.ts';

/** Airports of the United States that real flight data knows, busiest first. */
const airports: readonly string[] = [
  'ATL', 'ORD', 'DFW', 'LAX', 'PHX', 'DEN', 'IAH', 'LAS', 'DTW', 'MSP', 'EWR', 'STL', 'SFO', 'CLT', 'LGA', 'PHL', 'BOS', 'MCO', 'SLC', 'CVG',
  'SEA', 'BWI', 'PIT', 'DCA', 'SAN', 'TPA', 'CLE', 'MIA', 'IAD', 'MDW', 'HOU', 'OAK', 'BNA', 'PDX', 'SJC', 'MCI', 'FLL', 'SMF', 'RDU', 'MSY',
  'AUS', 'SAT', 'ABQ', 'IND', 'SNA', 'CMH', 'ONT', 'JFK', 'BUR', 'BDL',
];

const carriers: readonly string[] = ['WN', 'DL', 'AA', 'UA', 'US', 'NW', 'CO', 'MQ', 'EV', 'OO', 'AS', 'B6'];

/**
 * The booking system of an airline agency: customers, flights, bookings, payments.
 * What reports rely on is protected; the rest may be renamed, widened or dropped while the system runs.
 */
export const bookingSchema: TypedSchema<Readonly<Record<'customers' | 'flights' | 'bookings' | 'payments', TableBuilder>>> = defineSchema('booking', ({ table, t, g }) => ({
  customers: table({
    id: t.uuid().primaryKey(),
    name: t.text().gen(g.personName()).protected(),
    email: t.varchar(80).gen(g.email()).unique().protected(),
    phone: t.varchar(20).gen(g.code(10)).nullable(0.2),
    points: t.int4().gen(g.integer(0, 250_000)),
    segment: t.varchar(12).gen(g.pick(['standard', 'silver', 'gold', 'platinum'], 1.2)).reserved(),
    newsletter: t.boolean().gen(g.chance(0.3)).default(false).reserved(),
    updated_at: t.timestamptz().updateColumn(),
  }),
  flights: table({
    id: t.uuid().primaryKey(),
    carrier: t.varchar(3).gen(g.pick(carriers, 0.8)).protected(),
    origin: t.varchar(3).gen(g.pick(airports, 0.6)).protected(),
    destination: t.varchar(3).gen(g.pick(airports, 0.4)).protected(),
    departs_at: t.timestamptz().gen(g.moment(90)).protected(),
    gate: t.varchar(6).gen(g.code(3)).nullable(0.3),
    seats: t.int4().gen(g.integer(50, 400)),
    aircraft: t.text().gen(g.pick(['A320', 'A321', 'B737', 'B738', 'E190', 'CRJ9'], 0.5)).reserved(),
    updated_at: t.timestamptz().updateColumn(),
  }),
  bookings: table({
    id: t.uuid().primaryKey(),
    customer_id: t.uuid().references('customers.id', { skew: 0.7 }),
    flight_id: t.uuid().references('flights.id', { skew: 0.5 }),
    origin: t.varchar(3).gen(g.pick(airports, 0.6)).protected(),
    destination: t.varchar(3).gen(g.pick(airports, 0.4)).protected(),
    status: t.varchar(10).gen(g.pick(['confirmed', 'pending', 'cancelled', 'flown'], 0.9)).protected(),
    amount: t.numeric(10, 2).gen(g.lognormal(5.4, 0.7)).protected(),
    booked_at: t.timestamptz().gen(g.moment(1)).protected(),
    passengers: t.int4().gen(g.integer(1, 6)),
    note: t.text().gen(g.words(1, 5)).nullable(0.6),
    coupon: t.text().gen(g.code(8)).nullable(0.7).reserved(),
    channel: t.varchar(12).gen(g.pick(['web', 'app', 'agent'], 0.8)).default('web').reserved(),
    updated_at: t.timestamptz().updateColumn(),
  }),
  payments: table({
    id: t.int8().gen(g.serial()).primaryKey(),
    booking_id: t.uuid().references('bookings.id'),
    amount: t.numeric(10, 2).gen(g.lognormal(5.2, 0.8)).protected(),
    method: t.varchar(12).gen(g.pick(['card', 'transfer', 'wallet', 'voucher'], 1)).protected(),
    reference: t.varchar(16).gen(g.code(12)),
    fee: t.numeric(10, 2).gen(g.decimal(0, 9.99)).default('0.00').reserved(),
    updated_at: t.timestamptz().updateColumn(),
  }),
}));

/** Relative weights of the booking system's tables: most changes are bookings and payments. */
export const bookingWeights: Readonly<Record<string, number>> = { customers: 2, flights: 1, bookings: 5, payments: 3 };
