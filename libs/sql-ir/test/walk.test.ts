import { describe, expect, it } from 'vitest';
import { build, equal, fold, mapChildren, rewrite, type Select, visit } from '@millrace/sql-ir';

const query: Select = build.select({
  projections: [build.projection(build.call('sum', [build.column('o', 'amount')]), 'total')],
  from: build.join('INNER', build.table(['orders'], 'o'), build.derived(build.select({ projections: [build.projection(build.column('id'))], from: build.table(['users']) }), 'u'),
    build.binary('=', build.column('o', 'user_id'), build.column('u', 'id'))),
  where: { kind: 'Case', branches: [{ when: build.boolean(true), then: build.number(1) }], pos: 3, end: 9 },
});

describe('walking', () => {
  it('reaches nodes in lists and in plain records', () => {
    const seen: string[] = [];
    visit(query, { Table: (t) => void seen.push(t.name[0]?.name ?? ''), Literal: (l) => void seen.push(l.type) });
    expect(seen).toEqual(['orders', 'users', 'boolean', 'number']);
  });

  it('stays out of a node whose handler says so', () => {
    const seen: string[] = [];
    visit(query, { DerivedTable: () => false, Table: (t) => void seen.push(t.name[0]?.name ?? '') });
    expect(seen).toEqual(['orders']);
  });

  it('counts nodes by folding', () => {
    expect(fold<number>(build.binary('+', build.number(1), build.number(2)), (_, children) => 1 + children.reduce((a, b) => a + b, 0))).toBe(3);
  });
});

describe('rewriting', () => {
  it('shares what it does not touch', () => {
    expect(rewrite(query, {})).toBe(query);
    const renamed = rewrite(query, { Table: (t) => (t.name[0]?.name === 'users' ? build.table(['people']) : t) });
    expect(renamed).not.toBe(query);
    expect(renamed.projections).toBe(query.projections);
  });

  it('survives JSON', () => expect(equal(JSON.parse(JSON.stringify(query)), query)).toBe(true));

  it('maps only direct children', () => {
    const kinds: string[] = [];
    mapChildren(query, (child) => (kinds.push(child.kind), child));
    expect(kinds).toEqual(['Projection', 'Join', 'Case']);
  });
});

describe('equality', () => {
  it('ignores spans and nothing else', () => {
    const one = build.number(1);
    expect(equal(one, { ...one, pos: 4, end: 5 })).toBe(true);
    expect(equal(one, build.number('1.0'))).toBe(false);
    expect(equal(build.identifier('a'), build.identifier('a', false))).toBe(false);
  });
});
