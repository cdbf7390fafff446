import * as fc from 'fast-check';
import { defineSchema, type PlanSettings, type Schema } from '../src/index.ts';

/** A small model with every kind of column. */
export const shop = defineSchema('shop', ({ table, t, g }) => ({
  customers: table({
    id: t.uuid().primaryKey(),
    name: t.text().gen(g.personName()),
    email: t.varchar(60).gen(g.email()).unique(),
    joined: t.date(),
    vip: t.boolean().gen(g.chance(0.1)).protected(),
    tier: t.varchar(8).gen(g.pick(['a', 'b'])).reserved(),
    updated_at: t.timestamptz().updateColumn(),
  }),
  orders: table({
    id: t.int8().gen(g.serial()).primaryKey(),
    customer_id: t.uuid().references('customers.id', { skew: 1 }),
    amount: t.numeric(10, 2).gen(g.lognormal(3, 1)),
    quantity: t.int4().gen(g.integer(1, 9)),
    note: t.text().gen(g.words(0, 6)).nullable(0.3),
    coupon: t.text().gen(g.code(6)).nullable(0.2).reserved(),
    channel: t.varchar(12).gen(g.pick(['web', 'app'])).default('web').reserved(),
    updated_at: t.timestamptz().updateColumn(),
  }),
}));

/** Settings for a model, with many schema changes and rollbacks. */
export function settingsFor(schema: Schema, seed: number, change: Partial<PlanSettings> = {}): PlanSettings {
  return {
    schema, seed, start: '2024-01-01T00:00:00Z',
    workload: { transaction: 12, mix: { insert: 0.5, update: 0.3, delete: 0.2 }, rollback: 0.15, hotKeys: 0.8, tables: {}, keep: [] },
    evolution: { every: 60, weights: { add: 1, drop: 1, rename: 1, widen: 1 }, max: { add: 20, drop: 20, rename: 20, widen: 20 } },
    ...change,
  };
}

/** Random models: one to four tables, references to earlier tables only, any mix of flags. */
export const anySchema: fc.Arbitrary<Schema> = fc
  .array(fc.record({ parents: fc.array(fc.nat(3), { maxLength: 2 }), plain: fc.nat(3), reserved: fc.nat(2), guarded: fc.nat(2), serial: fc.boolean(), stamped: fc.boolean() }), { minLength: 1, maxLength: 4 })
  .map((tables) =>
    defineSchema('random', ({ table, t, g }) =>
      Object.fromEntries(
        tables.map((shape, i) => [
          `t${i}`,
          table({
            id: shape.serial ? t.int8().gen(g.serial()).primaryKey() : t.uuid().primaryKey(),
            ...Object.fromEntries(shape.parents.filter((parent) => parent < i).map((parent, p) => [`parent_${p}`, tables[parent]?.serial === true ? t.int8().references(`t${parent}.id`) : t.uuid().references(`t${parent}.id`)])),
            ...Object.fromEntries(Array.from({ length: shape.plain }, (_, c) => [`plain_${c}`, c % 2 === 0 ? t.int4().nullable(0.2) : t.varchar(12)])),
            ...Object.fromEntries(Array.from({ length: shape.reserved }, (_, c) => [`later_${c}`, c % 2 === 0 ? t.text().reserved() : t.numeric(8, 2).default('1.00').reserved()])),
            ...Object.fromEntries(Array.from({ length: shape.guarded }, (_, c) => [`guarded_${c}`, t.boolean().protected()])),
            ...(shape.stamped ? { updated_at: t.timestamptz().updateColumn() } : {}),
          }),
        ]),
      ),
    ),
  );
