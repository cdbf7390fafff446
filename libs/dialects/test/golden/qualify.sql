-- from snowflake: SELECT id FROM people QUALIFY ROW_NUMBER() OVER (ORDER BY id DESC) = 1

-- duckdb
SELECT id FROM people QUALIFY ROW_NUMBER() OVER (ORDER BY id DESC) = 1

-- postgres
-- PostgreSQL has no QUALIFY.

-- snowflake
SELECT id FROM people QUALIFY ROW_NUMBER() OVER (ORDER BY id DESC) = 1

-- sqlite
-- SQLite has no QUALIFY.

-- mysql
SELECT id FROM (SELECT id AS id, ROW_NUMBER() OVER (ORDER BY id DESC) = 1 AS is_chosen FROM people) AS chosen_rows WHERE is_chosen

-- mssql
SELECT id FROM (SELECT id AS id, CASE WHEN ROW_NUMBER() OVER (ORDER BY id DESC) = 1 THEN 1 WHEN NOT ROW_NUMBER() OVER (ORDER BY id DESC) = 1 THEN 0 END AS is_chosen FROM people) AS chosen_rows WHERE is_chosen = 1

-- oracle
SELECT id FROM (SELECT id AS id, CASE WHEN ROW_NUMBER() OVER (ORDER BY id DESC) = 1 THEN 1 WHEN NOT ROW_NUMBER() OVER (ORDER BY id DESC) = 1 THEN 0 END AS is_chosen FROM people) chosen_rows WHERE is_chosen = 1

-- trino
SELECT id FROM (SELECT id AS id, ROW_NUMBER() OVER (ORDER BY id DESC) = 1 AS is_chosen FROM people) AS chosen_rows WHERE is_chosen

-- spark
SELECT id FROM people QUALIFY ROW_NUMBER() OVER (ORDER BY id DESC) = 1
