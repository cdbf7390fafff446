/** The files of a new project, by path. */
export const sampleFiles: Readonly<Record<string, string>> = {
  'pipelines/sales.sf': `-- What does each customer spend, and in which region?
SET minimum = 20;

SOURCE customers_csv TYPE CSV PARAMS {"path": "data/customers.csv", "has_header": true};
SOURCE orders_csv TYPE CSV PARAMS {
  "path": "data/orders.csv", "has_header": true,
  "sync_mode": "incremental", "cursor_field": "ordered_at", "primary_key": "order_id"
};

LOAD customers FROM customers_csv;
LOAD orders FROM orders_csv MODE UPSERT KEY (order_id);

CREATE TABLE spending AS
SELECT c.name, c.region, count(*) AS orders, sum(apply_discount(o.amount)) AS total
FROM orders o JOIN customers c USING (customer_id)
GROUP BY ALL
HAVING total >= \${minimum};

IF \${region|all} == 'all' THEN
  EXPORT SELECT * FROM spending ORDER BY total DESC TO "output/spending.csv" TYPE CSV OPTIONS {"header": true};
ELSE
  EXPORT SELECT * FROM spending WHERE region = \${region|all} ORDER BY total DESC TO "output/\${region|all}.csv" TYPE CSV OPTIONS {"header": true};
END IF;
`,
  'data/customers.csv': 'customer_id,name,region\n1,Ada,north\n2,Grace,south\n3,Edsger,north\n',
  'data/orders.csv': 'order_id,customer_id,amount,ordered_at\n1,1,40.00,2024-01-05 09:30:00\n2,2,15.50,2024-01-05 11:00:00\n3,1,10.00,2024-01-06 08:15:00\n4,3,80.00,2024-01-07 17:45:00\n5,2,30.00,2024-01-08 12:00:00\n',
  'udfs/discount.ts': `import { scalarUdf } from '@millrace/sqlflow';

/** The price after a discount in percent; callable in SQL as apply_discount(price) or apply_discount(price, 15). */
export const apply_discount = scalarUdf(
  { args: { price: 'DOUBLE', percent: 'DOUBLE' }, returns: 'DOUBLE', defaults: { percent: 10 } },
  (price, percent) => price * (1 - percent / 100),
);
`,
  'profiles/dev.yml': `# The database is in memory: quick, and forgotten after each run.
engines:
  duckdb: { mode: memory }
`,
  'profiles/prod.yml': `# The database is a file: tables stay, and incremental loads read only what is new.
engines:
  duckdb: { mode: persistent, path: target/sales.duckdb }
variables: { minimum: 10 }
# connectors:
#   warehouse: { type: POSTGRES, params: { host: localhost, database: shop, user: ann, password: "\${env:PG_PASSWORD}" } }
`,
  '.gitignore': '.sqlflow/\ntarget/\noutput/\n',
};
