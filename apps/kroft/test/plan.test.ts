import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPlanner, defineSchema, type Operation, type PlannedTransaction, type PlanSettings } from '../src/index.ts';
import { anySchema, settingsFor, shop } from './models.ts';

function plan(settings: PlanSettings, changes: number): { readonly transactions: readonly PlannedTransaction[]; readonly hash: string } {
  const planner = createPlanner(settings);
  const transactions: PlannedTransaction[] = [];
  for (let left = changes; left > 0; ) {
    const transaction = planner.next(left);
    transactions.push(transaction);
    if (transaction.outcome === 'commit') left -= transaction.changes;
  }
  return { transactions, hash: planner.planHash() };
}

/** A second, naive implementation of the plan's meaning: maps of rows, with foreign keys checked after every operation. */
function interpret(settings: PlanSettings, transactions: readonly PlannedTransaction[]) {
  type Row = Map<string, string | null>;
  let tables = new Map(settings.schema.tables.map((table) => [table.name, { columns: new Set(table.columns.filter((c) => !c.reserved).map((c) => c.name)), rows: new Map<string, Row>() }]));
  const keyOf = new Map(settings.schema.tables.map((table) => [table.name, table.columns.find((c) => c.primaryKey)?.name ?? '']));
  const references = settings.schema.tables.flatMap((table) => table.columns.flatMap((c) => (c.references === undefined ? [] : [{ table: table.name, column: c.name, parent: c.references.table }])));
  const run = (operation: Operation): void => {
    const table = tables.get(operation.table);
    if (table === undefined) throw new Error(`no table ${operation.table}`);
    const key = keyOf.get(operation.table) ?? '';
    if (operation.kind === 'insert') {
      expect(new Set(operation.columns.map((c) => c.name))).toEqual(table.columns);
      for (let r = 0; r < operation.rows; r++) {
        const row: Row = new Map(operation.columns.map((c, i) => [c.name, operation.values[i]?.[r] ?? null]));
        const id = row.get(key) ?? '';
        expect(table.rows.has(id)).toBe(false);
        table.rows.set(id, row);
      }
    } else if (operation.kind === 'update') {
      expect(new Set(operation.keys).size).toBe(operation.keys.length);
      operation.keys.forEach((id, r) => operation.columns.forEach((c, i) => {
        expect(table.columns.has(c.name)).toBe(true);
        const row = table.rows.get(id ?? '');
        if (row === undefined) throw new Error(`update of a row that is not there: ${id}`);
        row.set(c.name, operation.values[i]?.[r] ?? null);
      }));
    } else if (operation.kind === 'delete') {
      for (const id of operation.keys) expect(table.rows.delete(id ?? '')).toBe(true);
    } else evolve(table, operation.change);
  };
  const evolve = (table: { columns: Set<string>; rows: Map<string, Row> }, change: Extract<Operation, { kind: 'schema' }>['change']): void => {
    const { name } = change.column;
    const definition = settings.schema.tables.find((t) => t.name === change.table)?.columns.find((c) => c.name === name);
    if (change.kind === 'dropColumn' || change.kind === 'renameColumn') expect(definition?.primaryKey === true || definition?.protected === true || definition?.references !== undefined || definition?.updateColumn === true).toBe(false);
    if (change.kind === 'addColumn') {
      expect(definition?.reserved).toBe(true);
      for (const row of table.rows.values()) row.set(name, change.column.default ?? null);
      table.columns.add(name);
    } else if (change.kind === 'dropColumn') table.columns.delete(name);
    else if (change.kind === 'renameColumn') {
      for (const row of table.rows.values()) row.set(change.to, row.get(name) ?? null);
      table.columns.delete(name);
      table.columns.add(change.to);
    }
  };
  for (const transaction of transactions) {
    const before = transaction.outcome === 'rollback' ? structuredClone(tables) : undefined;
    for (const operation of transaction.operations) {
      run(operation);
      for (const { table, column, parent } of references) for (const row of tables.get(table)?.rows.values() ?? []) expect(tables.get(parent)?.rows.has(row.get(column) ?? '')).toBe(true);
    }
    if (before !== undefined) tables = before;
  }
  return tables;
}

test('the same seed gives the same plan, another seed another one', () => {
  const [one, two, other] = [plan(settingsFor(shop, 7), 2000), plan(settingsFor(shop, 7), 2000), plan(settingsFor(shop, 8), 2000)];
  expect(one.hash).toBe(two.hash);
  expect(one.transactions).toEqual(two.transactions);
  expect(other.hash).not.toBe(one.hash);
});

test('exactly the wanted number of row changes is committed', () => {
  for (const changes of [1, 2, 999, 1000]) {
    const { transactions } = plan(settingsFor(shop, 3), changes);
    expect(transactions.filter((t) => t.outcome === 'commit').reduce((sum, t) => sum + t.changes, 0)).toBe(changes);
  }
});

test('a table more does not change the data of the others', () => {
  const wider = defineSchema('shop', ({ table, t }) => ({ returns: table({ id: t.uuid().primaryKey(), reason: t.text() }), orders2: table({ id: t.uuid().primaryKey() }) }));
  const customers = { ...shop, tables: shop.tables.filter((table) => table.name === 'customers') };
  const names = (schema: typeof customers): readonly unknown[] =>
    plan(settingsFor(schema, 5, { workload: { ...settingsFor(schema, 5).workload, rollback: 0 } }), 600).transactions.flatMap((t) => t.operations.flatMap((o) => (o.kind === 'insert' && o.table === 'customers' ? (o.values[o.columns.findIndex((c) => c.name === 'id')] ?? []) : [])));
  const alone = names(customers);
  const among = names({ ...customers, tables: [...customers.tables, ...wider.tables] });
  expect(among.length).toBeGreaterThan(50);
  expect(alone.slice(0, among.length)).toEqual(among.slice(0, alone.length));
});

test('update times rise strictly, row by row, across all transactions', () => {
  const { transactions } = plan(settingsFor(shop, 11), 1500);
  const stamps = transactions.flatMap((t) => t.operations.flatMap((o) => (o.kind === 'insert' || o.kind === 'update' ? (o.values[o.columns.findIndex((c) => c.updateColumn)] ?? []) : [])));
  const micros = stamps.map((text) => BigInt(Date.parse(`${(text ?? '').slice(0, 19).replace(' ', 'T')}Z`)) * 1000n + BigInt((text ?? '').slice(20, -3).padEnd(6, '0') || '0'));
  expect(micros.length).toBeGreaterThan(1000);
  micros.forEach((moment, i) => expect(i === 0 || moment > (micros[i - 1] ?? 0n)).toBe(true));
});

test('some transactions roll back, hot keys are hot, sizes vary', () => {
  const { transactions } = plan(settingsFor(shop, 13), 6000);
  const share = transactions.filter((t) => t.outcome === 'rollback').length / transactions.length;
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.2);
  expect(new Set(transactions.map((t) => t.changes)).size).toBeGreaterThan(20);
  const touched = new Map<string, number>();
  for (const t of transactions) for (const o of t.operations) if (o.kind === 'update') for (const key of o.keys) touched.set(key ?? '', (touched.get(key ?? '') ?? 0) + 1);
  const counts = [...touched.values()].toSorted((a, b) => b - a);
  const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  expect(counts[0] ?? 0).toBeGreaterThan(4 * mean);
});

test('on random models and seeds: foreign keys hold after every operation, keys and protected columns stay, reserved ones wait', () => {
  fc.assert(
    fc.property(anySchema, fc.integer({ min: 0, max: 2 ** 40 }), (schema, seed) => {
      const settings = settingsFor(schema, seed);
      const { transactions } = plan(settings, 250);
      const planner = createPlanner(settings);
      let left = 250;
      while (left > 0) {
        const t = planner.next(left);
        if (t.outcome === 'commit') left -= t.changes;
      }
      const rows = interpret(settings, transactions);
      for (const table of planner.tables.values()) {
        const naive = rows.get(table.version.name);
        expect(new Set(table.version.active.map((c) => c.name))).toEqual(naive?.columns);
        const expected = table.live.map((slot) => table.version.active.map((c) => table.values.get(c.id)?.[slot] ?? null).join('|')).toSorted();
        expect(expected).toEqual([...(naive?.rows.values() ?? [])].map((row) => table.version.active.map((c) => row.get(c.name) ?? null).join('|')).toSorted());
      }
    }),
    { numRuns: 60, seed: 20240131 },
  );
});

test('settings that cannot be are refused by name', () => {
  const base = settingsFor(shop, 1);
  const refused = (change: Partial<PlanSettings>): unknown => {
    try {
      createPlanner({ ...base, ...change });
    } catch (thrown) {
      return thrown;
    }
    return undefined;
  };
  expect(refused({ seed: 1.5 })).toMatchObject({ code: 'KROFT_BAD_SETTING', message: "Setting 'seed' is 1.5, not an integer." });
  expect(refused({ workload: { ...base.workload, transaction: 0 } })).toMatchObject({ code: 'KROFT_BAD_SETTING' });
  expect(refused({ workload: { ...base.workload, rollback: 1 } })).toMatchObject({ code: 'KROFT_BAD_SETTING' });
  expect(refused({ workload: { ...base.workload, tables: { order: 1 } } })).toMatchObject({ message: "Setting 'workload.tables.order' names no table of the schema." });
  expect(refused({ start: 'yesterday' })).toMatchObject({ code: 'KROFT_BAD_SETTING' });
});
