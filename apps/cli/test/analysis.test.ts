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
