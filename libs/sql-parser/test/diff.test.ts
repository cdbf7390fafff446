import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diff, type Edit, equal } from '@millrace/sql-ir';
import { parse, parseStatement } from '@millrace/sql-parser';
import { propertyRuns, propertyTimeout } from '@millrace/testkit';
import { expressionsOf } from './arbitrary.ts';

const dialect = 'duckdb';

/** What differs, as text: `insert c`, `update a → b`, `update Select distinct: true → false`. */
function differences(from: string, to: string): readonly string[] {
  const text = (source: string, { pos, end }: { readonly pos: number; readonly end: number }): string => source.slice(pos, end).trim();
  return diff(parseStatement(from, { dialect }), parseStatement(to, { dialect })).filter(({ type }) => type !== 'keep').map((edit) => {
    switch (edit.type) {
      case 'insert': return `insert ${text(to, edit.to)}`;
      case 'remove': return `remove ${text(from, edit.from)}`;
      case 'move': return `move ${text(to, edit.to)}`;
      case 'keep': return '';
      case 'update': return edit.changes === undefined ? `update ${text(from, edit.from)} → ${text(to, edit.to)}` : `update ${edit.from.kind} ${edit.changes.map((c) => `${c.property}: ${JSON.stringify(c.from)} → ${JSON.stringify(c.to)}`).join()}`;
    }
  });
}

describe('diff', () => {
  it.each<[string, string, readonly string[]]>([
    ['select a from t', 'SELECT a /* same */ FROM t', []],
    ['select a, b from t', 'select b, a, c from t where x = 1', ['move a', 'insert c', 'insert x = 1']],
    ['select a from t where x = 1', 'select a from t where x = 1 and y = 2 and z in (1, 2)', ['insert y = 2', 'insert z in (1, 2)']],
    ['select a from t where x = 1 and y = 2', 'select a from t where y = 2', ['remove x = 1']],
    ['select amount from t', 'select round(amount, 2) as total from t', ['update amount → round(amount, 2)', 'insert total']],
    ['select sum(b) from t group by a', 'select sum(b + 1) from t group by a, c', ['update b → b + 1', 'insert c']],
    ['select * from a join b on a.x = b.x', 'select * from a left join b on a.x = b.x and a.y = b.y join c using (z)', ['update Join type: "INNER" → "LEFT"', 'insert a.y = b.y', 'insert join c using (z)']],
    ['with x as (select 1 as a), y as (select 2 as b) select * from x, y', 'with y as (select 2 as b), x as (select 1 as a) select * from x, y', ['move x as (select 1 as a)']],
    ['select 1 union all select 2', 'select 1 union all select 2 union select 3', ['insert union select 3']],
    ['create table t (a int, b text)', 'create table t (a bigint, b text, c int default 1)', ['update int → bigint', 'insert c int default 1']],
    ['select case when a = 1 then 2 end from t', 'select case when a = 1 then 2 when b = 2 then 4 end from t', ['insert b = 2 then 4']],
    ['select distinct a from t limit 5', 'select a from t limit 10', ['update Select distinct: true → false', 'update 5 → 10']],
    ['select a from t', 'select a from (select a from t where b > 1) q', ['update t → (select a from t where b > 1) q']],
    ['insert into t (a) select b from s', 'insert into t (a, c) select b, d from s', ['insert c', 'insert d']],
    ['select a from t', 'delete from t', ['update select a from t → delete from t']],
  ])('%s => %s', (from, to, expected) => expect(differences(from, to)).toEqual(expected));

  it('compares names as it is told to', () => {
    const [from, to] = ['select A from T', 'select a from t'].map((sql) => parseStatement(sql, { dialect }));
    if (from === undefined || to === undefined) throw new Error('two statements');
    expect(diff(from, to).some(({ type }) => type !== 'keep')).toBe(true);
    expect(diff(from, to, { name: ({ name }) => name.toLowerCase() }).map(({ type }) => type)).toEqual(['keep']);
  });

  it('compares scripts', () => {
    const statements = (sql: string) => parse(sql, { dialect }).statements;
    const edits = diff(statements('select 1; select a from t; select 3'), statements('select 1; select a, b from t; drop table x; select 3')).filter(({ type }) => type !== 'keep');
    expect(edits.map(({ type }) => type)).toEqual(['insert', 'insert']);
    expect(edits[0]).toMatchObject({ to: { path: ['statement', 'query', 'projections'] } });
    expect(edits[1]).toMatchObject({ to: { kind: 'Drop' } });
  });

  it('says where a difference stands on both sides', () => {
    const edit = diff(parseStatement('select 1', { dialect }), parseStatement('select  22', { dialect })).find(({ type }) => type !== 'keep');
    expect(edit).toMatchObject({ type: 'update', from: { pos: 7, end: 8, node: { kind: 'Literal' } }, to: { pos: 8, end: 10 } });
  });

  it('takes a long list in its stride', () => {
    const list = (skip: number): string => `select a from t where b in (${Array.from({ length: 20_000 }, (_, i) => i).filter((i) => i !== skip).join(', ')})`;
    expect(differences(list(-1), list(10_000))).toEqual(['remove 10000']);
  });

  it('finds a difference if and only if there is one', () => {
    const tree = expressionsOf(dialect);
    const changes = (edits: readonly Edit[]): number => edits.filter(({ type }) => type !== 'keep').length;
    fc.assert(fc.property(tree, tree, (a, b) => {
      expect(changes(diff(a, b)) === 0).toBe(equal(a, b));
      expect(diff(a, a).map(({ type }) => type)).toEqual(['keep']);
    }), { numRuns: propertyRuns(), seed: 11 });
  }, propertyTimeout());
});
