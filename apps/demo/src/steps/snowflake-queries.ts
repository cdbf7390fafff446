/** The same fact asked twice: in Snowflake's own dialect of Mockhaus, and in plain DuckDB SQL of the warehouse. */
export interface FactPair {
  readonly name: string;
  readonly snowflake: string;
  readonly duckdb: string;
}

/** Each pair leans on something that Snowflake says its own way. */
export const factPairs: readonly FactPair[] = [
  {
    name: 'QUALIFY keeps the best route of each state',
    snowflake: `SELECT origin_state, origin, destination, revenue FROM route_revenue WHERE origin_state IS NOT NULL
      QUALIFY ROW_NUMBER() OVER (PARTITION BY origin_state ORDER BY revenue DESC, origin, destination) = 1 ORDER BY origin_state`,
    duckdb: `SELECT origin_state, origin, destination, revenue FROM (SELECT *, row_number() OVER (PARTITION BY origin_state ORDER BY revenue DESC, origin, destination) AS place
      FROM route_revenue WHERE origin_state IS NOT NULL) WHERE place = 1 ORDER BY origin_state`,
  },
  {
    name: 'IFF, :: and integer casts',
    snowflake: `SELECT IFF(mean_delay > 10, 'late', 'fine') AS verdict, COUNT(*) AS routes, SUM(bookings)::VARCHAR AS bookings, MAX(revenue)::INT AS best FROM route_revenue GROUP BY verdict ORDER BY verdict`,
    duckdb: `SELECT CASE WHEN mean_delay > 10 THEN 'late' ELSE 'fine' END AS verdict, count(*), CAST(sum(bookings) AS VARCHAR), CAST(round(max(revenue)) AS BIGINT) FROM route_revenue GROUP BY 1 ORDER BY 1`,
  },
  {
    name: 'DATEADD, DATE_TRUNC and DATEDIFF on dates',
    snowflake: `SELECT DATE_TRUNC('month', DATEADD(day, 45, '2024-01-31'::DATE))::VARCHAR AS month, DATEADD(month, 1, '2024-01-31'::DATE)::VARCHAR AS clipped, DATEDIFF(week, '2024-01-01'::DATE, '2024-03-05'::DATE) AS weeks`,
    duckdb: `SELECT CAST(CAST(date_trunc('month', DATE '2024-01-31' + INTERVAL 45 DAY) AS DATE) AS VARCHAR), CAST(CAST(DATE '2024-01-31' + INTERVAL 1 MONTH AS DATE) AS VARCHAR), datediff('week', DATE '2024-01-01', DATE '2024-03-05')`,
  },
  {
    name: 'LISTAGG in a given order',
    snowflake: `SELECT origin, LISTAGG(destination, ',') WITHIN GROUP (ORDER BY revenue DESC, destination) AS destinations FROM route_revenue GROUP BY origin ORDER BY origin`,
    duckdb: `SELECT origin, string_agg(destination, ',' ORDER BY revenue DESC, destination) FROM route_revenue GROUP BY origin ORDER BY origin`,
  },
  {
    name: ': paths on VARIANT',
    snowflake: `SELECT doc:from.city::VARCHAR AS city, doc:from.state::VARCHAR AS state, COUNT(*) AS routes, SUM(doc:bookings::INT) AS bookings FROM route_documents WHERE doc:from.city IS NOT NULL GROUP BY city, state ORDER BY city, state`,
    duckdb: `SELECT origin_city, origin_state, count(*), sum(bookings) FROM route_revenue WHERE origin_city IS NOT NULL GROUP BY ALL ORDER BY 1, 2`,
  },
  {
    name: 'LATERAL FLATTEN of an array',
    snowflake: `SELECT d.origin, f.index AS place, f.value:to::VARCHAR AS destination, f.value:bookings::INT AS bookings
      FROM origin_documents d, LATERAL FLATTEN(INPUT => d.doc:routes) f ORDER BY d.origin, place`,
    duckdb: `SELECT origin, row_number() OVER (PARTITION BY origin ORDER BY destination) - 1 AS place, destination, bookings FROM route_revenue ORDER BY origin, place`,
  },
  {
    name: 'division keeps six more digits',
    snowflake: `SELECT origin, SUM(revenue) / SUM(bookings) AS mean FROM route_revenue GROUP BY origin ORDER BY origin`,
    duckdb: `SELECT origin, round(CAST(sum(revenue) AS DOUBLE) / sum(bookings), 8) FROM route_revenue GROUP BY origin ORDER BY origin`,
  },
];

/** What the demo builds on Snowflake's side: the exported routes, and the same routes as documents. */
export const setup: readonly string[] = [
  'CREATE OR REPLACE STAGE exports FILE_FORMAT = (TYPE = PARQUET)',
  `CREATE OR REPLACE TABLE route_revenue (origin VARCHAR, destination VARCHAR, origin_city VARCHAR, origin_state VARCHAR, bookings NUMBER(18,0), revenue NUMBER(18,2), flights NUMBER(18,0), mean_delay FLOAT, delay_class VARCHAR)`,
  `CREATE OR REPLACE TABLE airports (iata VARCHAR, name VARCHAR, city VARCHAR, state VARCHAR, country VARCHAR, latitude FLOAT, longitude FLOAT)`,
];

export const documents: readonly string[] = [
  `CREATE OR REPLACE TABLE route_documents AS SELECT OBJECT_CONSTRUCT('from', OBJECT_CONSTRUCT('iata', origin, 'city', origin_city, 'state', origin_state), 'to', destination, 'bookings', bookings) AS doc FROM route_revenue`,
  `CREATE OR REPLACE TABLE origin_documents AS SELECT origin, OBJECT_CONSTRUCT('routes', ARRAY_AGG(OBJECT_CONSTRUCT('to', destination, 'bookings', bookings)) WITHIN GROUP (ORDER BY destination)) AS doc FROM route_revenue GROUP BY origin`,
];
