import { ToolError } from '@millrace/diagnostics';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { defineSchema, type InferRow, type Schema } from '../src/index.ts';
import { applyChange, dropColumn, firstVersion, promoteColumn, renameColumn, widenColumn } from '../src/evolution/evolve-table.ts';
import { shop } from './models.ts';

function mistakes(define: () => Schema): readonly string[] {
  try {
    define();
  } catch (thrown) {
    if (thrown instanceof ToolError) return thrown.diagnostics.map((d) => `${d.code}${d.hint === undefined ? '' : ` (${d.hint})`}`);
    throw thrown;
  }
  return [];
}

test('the row type follows the columns', () => {
  const model = defineSchema('m', ({ table, t, g }) => ({
    a: table({ id: t.int8().gen(g.serial()).primaryKey(), n: t.int4(), s: t.text().nullable(), later: t.numeric(4, 2).reserved(), on: t.boolean() }),
  }));
  expectTypeOf<InferRow<typeof model, 'a'>>().toExtend<{ readonly id: bigint; readonly n: number; readonly s: string | null; readonly on: boolean; readonly later?: string | null }>();
  // @ts-expect-error a text generator does not fill a number
  expect(mistakes(() => defineSchema('m', ({ table, t, g }) => ({ a: table({ id: t.uuid().primaryKey(), n: t.int4().gen(g.personName()) }) })))).toEqual([]);
});

describe('mistakes in a model', () => {
  test('a table without a key', () => {
    expect(mistakes(() => defineSchema('m', ({ table, t }) => ({ a: table({ n: t.int4() }) })))[0]).toMatch(/^KROFT_NO_PRIMARY_KEY/);
  });
  test('two keys, a key that repeats, a nullable key', () => {
    expect(mistakes(() => defineSchema('m', ({ table, t }) => ({ a: table({ x: t.uuid().primaryKey(), y: t.uuid().primaryKey() }) })))).toEqual(['KROFT_MANY_PRIMARY_KEYS (keep one)']);
    expect(mistakes(() => defineSchema('m', ({ table, t, g }) => ({ a: table({ x: t.int4().gen(g.integer(1, 9)).primaryKey() }) })))).toEqual(['KROFT_BAD_KEY (use g.uuid() or g.serial())']);
    expect(mistakes(() => defineSchema('m', ({ table, t }) => ({ a: table({ x: t.uuid().primaryKey().nullable() }) })))).toEqual(['KROFT_BAD_KEY']);
  });
  test('a reference to nothing names the nearest key', () => {
    expect(mistakes(() => defineSchema('m', ({ table, t }) => ({ users: table({ id: t.uuid().primaryKey() }), b: table({ id: t.uuid().primaryKey(), u: t.uuid().references('user.id') }) })))).toEqual(["KROFT_UNKNOWN_REFERENCE (did you mean 'users.id'?)"]);
  });
  test('a circle of references, a type that does not fit, a name that cannot be', () => {
    expect(mistakes(() => defineSchema('m', ({ table, t }) => ({ a: table({ id: t.uuid().primaryKey(), b: t.uuid().references('b.id') }), b: table({ id: t.uuid().primaryKey(), a: t.uuid().references('a.id') }) })))[0]).toMatch(/^KROFT_REFERENCE_CYCLE/);
    expect(mistakes(() => defineSchema('m', ({ table, t }) => ({ a: table({ id: t.uuid().primaryKey() }), b: table({ id: t.uuid().primaryKey(), a: t.int4().references('a.id') }) })))).toEqual(['KROFT_BAD_COLUMN']);
    expect(mistakes(() => defineSchema('x'.repeat(64), ({ table, t }) => ({ '': table({ id: t.uuid().primaryKey() }), 'a.b': table({ id: t.uuid().primaryKey() }) })))).toEqual(['KROFT_BAD_NAME', 'KROFT_BAD_NAME', 'KROFT_BAD_NAME']);
    expect(mistakes(() => defineSchema('m', () => ({})))).toEqual(['KROFT_EMPTY_SCHEMA']);
  });
  test('a unique column needs a generator that never repeats', () => {
    expect(mistakes(() => defineSchema('m', ({ table, t }) => ({ a: table({ id: t.uuid().primaryKey(), n: t.int4().unique() }) })))).toEqual(['KROFT_BAD_COLUMN']);
  });
});

describe('evolution by hand', () => {
  const [, table] = shop.tables;
  if (table === undefined) throw new Error('the model has two tables');
  const orders = firstVersion(table);
  const codeOf = (act: () => unknown): string => {
    try {
      act();
    } catch (thrown) {
      return thrown instanceof ToolError ? `${thrown.code}: ${thrown.message}` : String(thrown);
    }
    return 'done';
  };

  test('keys, references, update columns and protected columns stay', () => {
    for (const name of ['id', 'customer_id', 'updated_at']) {
      expect(codeOf(() => dropColumn(orders, name))).toMatch(/^KROFT_PROTECTED/);
      expect(codeOf(() => renameColumn(orders, name, 'x'))).toMatch(/^KROFT_PROTECTED/);
    }
    expect(codeOf(() => widenColumn(orders, 'id'))).toBe("KROFT_BAD_COLUMN: Column 'orders.id': it is the primary key.");
  });
  test('a dropped column comes back only when asked for, as a new column', () => {
    const dropped = applyChange(orders, dropColumn(orders, 'quantity'));
    expect(codeOf(() => promoteColumn(dropped, 'quantity'))).toMatch(/^KROFT_TOMBSTONE/);
    const back = applyChange(dropped, promoteColumn(dropped, 'quantity', { reAdd: true }));
    const before = orders.active.find((c) => c.name === 'quantity');
    const after = back.active.at(-1);
    expect(after?.name).toBe('quantity');
    expect(after?.id).not.toBe(before?.id);
  });
  test('names that are taken, unknown, or have no wider type', () => {
    expect(codeOf(() => renameColumn(orders, 'note', 'coupon'))).toMatch(/^KROFT_BAD_COLUMN/);
    expect(codeOf(() => dropColumn(orders, 'quantiti'))).toMatch(/^KROFT_NO_COLUMN/);
    expect(codeOf(() => widenColumn(orders, 'note'))).toBe("KROFT_BAD_COLUMN: Column 'orders.note': its type has no wider one.");
    expect(widenColumn(orders, 'quantity')).toMatchObject({ kind: 'widenType', to: { kind: 'int8' } });
  });
});
