import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = join(import.meta.dirname, '../bin/run.js');
let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'millrace-analysis-')); });
afterAll(() => rmSync(folder, { recursive: true }));

function sql(args: readonly string[], input = ''): { readonly code: number | null; readonly out: string; readonly err: string } {
  const run = spawnSync(process.execPath, [bin, 'sql', ...args], { cwd: folder, input, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

describe('sql parse', () => {
  it('draws the tree, with what is there and nothing else', () => {
    expect(sql(['parse', '--sql', 'SELECT f(a) FROM t LIMIT 1'])).toEqual({ code: 0, err: '', out: `QueryStatement
  query Select recursive=false distinct=false
    projections[0] Projection
      expression Call distinct=false
        name[0] Identifier name="F" quoted=false
        args[0] Column
          parts[0] Identifier name="a" quoted=false
    from Table
      name[0] Identifier name="t" quoted=false
    limit Literal type="number" value="1"
` });
  });
});

describe('sql lineage', () => {
  const report = 'with t as (select id, sum(amount) as total from orders group by id) select total / 2 as half, c.name, 1 as one from t join customers c on c.id = t.id';

  it('draws a tree, with the steps on the way and what the rows depend on', () => {
    expect(sql(['lineage', '--dialect', 'duckdb'], report)).toEqual({ code: 0, err: '', out: `half
└─ t.total
   └─ orders.amount  (aggregated)
name
└─ customers.name
one
└─ (no column)
rows depend on
  group, join  orders.id
  join         customers.id
` });
  });

  it('knows the tables that a schema or the script itself creates', () => {
    writeFileSync(join(folder, 'tables.sql'), 'create table orders (id int, amount int); alter table orders add column region text; create view big as select amount as gross from orders');
    expect(sql(['lineage', '--schema', 'tables.sql', '--sql', 'create table x as select * from big; select * from x, orders', '--dialect', 'postgres']).out).toBe(`x.gross
└─ big.gross

gross
└─ x.gross
id
└─ orders.id
amount
└─ orders.amount
region
└─ orders.region
`);
  });

  it('draws graphs, and gives data', () => {
    expect(sql(['lineage', '--format', 'mermaid', '--sql', 'select a + 1 as b from t where c > 0']).out).toBe(`flowchart LR
  subgraph t1["T"]
    c1["A"]
    c3["C"]
  end
  subgraph t2["result"]
    c2["B"]
    c4["rows"]
  end
  c1 -->|derived| c2
  c3 -.->|filter| c4
`);
    expect(sql(['lineage', '--format', 'dot', '--sql', 'select a from t']).out).toContain('c1 -> c2;');
    expect(JSON.parse(sql(['lineage', '--json', '--sql', 'select a from t']).out)).toEqual({ statements: [{ statement: 'QueryStatement', influences: [], columns: [{ name: 'A', sources: [{ table: ['T'], column: 'A', via: 'identity', through: [] }] }] }] });
    expect(JSON.parse(sql(['lineage', '--ndjson'], '"select a from t"\n').out)).toMatchObject({ ok: true, lineage: [{ columns: [{ name: 'A' }] }] });
  });

  it('exits with 3 for SQL that cannot be read, in the schema too, and with 4 for a file that is not there', () => {
    expect(sql(['lineage', '--sql', 'selec a'])).toMatchObject({ code: 3, err: expect.stringContaining('--> --sql:1:1') as string });
    writeFileSync(join(folder, 'bad.sql'), 'create tabel t (a int)');
    expect(sql(['lineage', '--sql', 'select 1', '--schema', 'bad.sql'])).toMatchObject({ code: 3, err: expect.stringContaining('bad.sql:1:') as string });
    expect(sql(['lineage', '--sql', 'select 1', '--schema', 'none.sql']).code).toBe(4);
  });
});

describe('sql diff', () => {
  it('shows what was added, removed, changed and moved, with both places', () => {
    writeFileSync(join(folder, 'a.sql'), 'select a, sum(b) as total\nfrom t join u on t.x = u.x\nwhere a > 1\ngroup by a;\ncreate table x (a int, b text not null);');
    writeFileSync(join(folder, 'b.sql'), 'with q as (select 1 as one)\nselect A, sum(b + 1) as total\nfrom t left join u on t.x = u.x and u.y = 2, q\nwhere a > 1 group by a limit 5;\ncreate table x (a bigint, b text)');
    expect(sql(['diff', 'a.sql', 'b.sql'])).toEqual({ code: 0, err: '', out: `+ 1:6            WITH: q as (select 1 as one)
~ 1:15 → 2:15    SELECT: b → b + 1
~ 2:8 → 3:8      FROM: left join u on t.x = u.x and u.y = 2 (type: INNER → LEFT)
+ 3:37           ON: u.y = 2
+ 3:44           FROM: , q
+ 4:30           LIMIT: 5
~ 5:19 → 5:19    columns: int → bigint
- 5:24           constraints: NOT NULL
4 added, 1 removed, 3 changed
` });
  });

  it('takes no notice of layout, comments and the case of names', () => {
    writeFileSync(join(folder, 'c.sql'), 'select a from t');
    expect(sql(['diff', '-', 'c.sql', '--check'], 'SELECT A -- the first\n  FROM T;')).toEqual({ code: 0, out: 'They are the same.\n', err: '' });
    expect(JSON.parse(sql(['diff', 'c.sql', 'c.sql', '--json']).out)).toMatchObject({ equal: true, edits: [{ type: 'keep' }] });
  });

  it('exits with 6 for a difference when asked to check, with 3 for SQL that cannot be read, with 2 for one file', () => {
    expect(sql(['diff', '-', 'c.sql', '--check'], 'select b from t').code).toBe(6);
    expect(sql(['diff', '-', 'c.sql'], 'selec b from t').code).toBe(3);
    expect(sql(['diff', 'c.sql']).code).toBe(2);
  });
});

describe('sql explain', () => {
  it('names functions with their way and page, and the passes that changed the statement', () => {
    const { code, out } = sql(['explain', '--sql', "select iff(a > 1, 'x', 'y') as z, iff(b, 1, 2) as w, my_function(a) as v from t order by a"]);
    expect(code).toBe(0);
    expect(out).toContain('NULLS LAST;');
    expect(out).toMatch(/^IFF ×2 +rewrite .*\n +https:\/\/docs\.snowflake\.com\/en\/sql-reference\/functions\/iff$/m);
    expect(out).toMatch(/^MY_FUNCTION +unknown/m);
    expect(out).toMatch(/Changed by .*null-order/);
  });

  it('shows the statement after each pass that changed it, and names the others', () => {
    const { out } = sql(['explain', '--passes', '--sql', 'select a from t order by a']);
    expect(out).toMatch(/^── parse\nSELECT a\nFROM t\nORDER BY a\n── bind, .*: no change\n── null-order\nSELECT a\nFROM t\nORDER BY a NULLS LAST\n/);
  });

  it('flags what DuckDB cannot say, and exits with 3', () => {
    const { code, err } = sql(['explain', '--sql', 'select * from t before (statement => 1)']);
    expect(code).toBe(3);
    expect(err).toContain('error[DIALECT_UNSUPPORTED]');
    expect(sql(['explain', '--sql', 'selec']).code).toBe(3);
    expect(JSON.parse(sql(['explain', '--json', '--sql', 'select upper(a) as b from t']).out)).toMatchObject({ statements: [{ functions: [{ name: 'UPPER', calls: 1 }], diagnostics: [] }] });
    expect(JSON.parse(sql(['explain', '--ndjson'], '"select a"\n').out)).toMatchObject({ ok: true, explained: [{ sql: 'SELECT a' }] });
  });
});
