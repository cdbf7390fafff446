import { type Relation, type Tuple, unchanged } from '@millrace/connectors';
import { expect, test } from 'vitest';
import { collapseChanges } from '../src/consumer/collapse.ts';
import { openCopy } from '../src/consumer/duckdb-copy.ts';
import { queryRows } from '../src/duckdb/session.ts';
import { shapeOf, shapeSteps } from '../src/consumer/shape.ts';

/** int4, text and numeric(10,2) by their OIDs. */
function relation(...columns: readonly (readonly [name: string, typeOid: number, typeModifier?: number])[]): Relation {
  return { kind: 'relation', oid: 1, schema: 's', table: 't', replicaIdentity: 'default', columns: columns.map(([name, typeOid, typeModifier = -1], i) => ({ name, key: i === 0, typeOid, typeModifier })) };
}
const steps = (before: Relation, after: Relation): unknown => shapeSteps(shapeOf(before), shapeOf(after));

test('each schema change is told by the shapes before and after', () => {
  const abc = relation(['a', 23], ['b', 25], ['c', 25]);
  expect(steps(abc, abc)).toEqual([]);
  expect(steps(abc, relation(['a', 23], ['b', 25], ['c', 25], ['d', 1700, 655_366]))).toEqual([{ kind: 'add', column: { name: 'd', key: false, type: 'DECIMAL(10, 2)' } }]);
  expect(steps(abc, relation(['a', 23], ['c', 25]))).toEqual([{ kind: 'drop', index: 1, name: 'b' }]);
  expect(steps(abc, relation(['a', 23], ['x', 25], ['c', 25]))).toEqual([{ kind: 'rename', from: 'b', to: 'x' }]);
  expect(steps(abc, relation(['a', 20], ['b', 25], ['c', 25]))).toEqual([{ kind: 'retype', name: 'a', type: 'BIGINT' }]);
  // Dropped and added at once, seen only together: names decide.
  expect(steps(abc, relation(['a', 23], ['c', 25], ['d', 25]))).toEqual([{ kind: 'drop', index: 1, name: 'b' }, { kind: 'add', column: { name: 'd', key: false, type: 'VARCHAR' } }]);
});

test('a batch leaves the last state of each key, whatever happened to it on the way, through a change of shape', async () => {
  const copy = await openCopy(':memory:');
  const before = relation(['id', 23], ['a', 25], ['b', 25]);
  const after = relation(['id', 23], ['b', 25], ['c', 23]);
  const insert = (of: Relation, row: Tuple) => ({ kind: 'insert', relation: of, after: row }) as const;
  const first = collapseChanges(copy.shapes);
  first.add(before);
  for (const id of ['1', '2', '3', '4']) first.add(insert(before, [id, `a${id}`, `b${id}`]));
  await copy.write(first, [{ seq: 1, xid: 7, changes: 4, commitLsn: 10n }], 11n);

  const second = collapseChanges(copy.shapes);
  second.add({ kind: 'update', relation: before, after: ['1', 'x', unchanged] });
  second.add({ kind: 'delete', relation: before, before: ['2', null, null], beforeIs: 'key' });
  second.add(insert(before, ['2', 'again', 'again']));
  second.add({ kind: 'update', relation: before, before: ['3', null, null], beforeIs: 'key', after: ['30', 'moved', 'moved'] });
  second.add(insert(before, ['5', 'gone', 'gone']));
  second.add(relation(['id', 23], ['b', 25]));
  second.add(after);
  second.add({ kind: 'delete', relation: after, before: ['5', null, null], beforeIs: 'key' });
  second.add({ kind: 'update', relation: after, after: ['4', 'B', '9'] });
  await copy.write(second, [{ seq: 2, xid: 8, changes: 7, commitLsn: 20n }], 21n);
  expect(await queryRows(copy.connection, 'select * from s.t order by id')).toEqual([
    { id: 1, b: 'b1', c: null }, { id: 2, b: 'again', c: null }, { id: 4, b: 'B', c: 9 }, { id: 30, b: 'moved', c: null },
  ]);
  expect(copy.position()).toBe(21n);
  expect(await copy.reached()).toBe(2);

  const third = collapseChanges(copy.shapes);
  third.add(insert(after, ['6', 'x', null]));
  third.add({ kind: 'truncate', relations: [after], cascade: false, restartIdentity: false });
  third.add(insert(after, ['7', 'y', null]));
  await copy.write(third, [], 31n);
  expect(await queryRows(copy.connection, 'select id from s.t')).toEqual([{ id: 7 }]);
  copy.close();
});
