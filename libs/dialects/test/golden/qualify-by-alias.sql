-- from snowflake: SELECT id AS k, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC NULLS LAST, id) AS n FROM people WHERE dept IS NOT NULL QUALIFY n = 1 ORDER BY name LIMIT 2

-- duckdb
SELECT id AS k, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC NULLS LAST, id) AS n FROM people WHERE dept IS NOT NULL QUALIFY n = 1 ORDER BY name LIMIT 2

-- postgres
-- PostgreSQL has no QUALIFY.

-- snowflake
SELECT id AS k, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC NULLS LAST, id) AS n FROM people WHERE dept IS NOT NULL QUALIFY n = 1 ORDER BY name LIMIT 2

-- sqlite
-- SQLite has no QUALIFY.

-- mysql
SELECT k, n FROM (SELECT id AS k, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC, id) AS n, name AS sort_key1, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC, id) = 1 AS is_chosen FROM people WHERE dept IS NOT NULL) AS chosen_rows WHERE is_chosen ORDER BY sort_key1 LIMIT 2

-- mssql
SELECT TOP (2) k, n FROM (SELECT id AS k, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC, id) AS n, name AS sort_key1, CASE WHEN ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC, id) = 1 THEN 1 WHEN NOT ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC, id) = 1 THEN 0 END AS is_chosen FROM people WHERE dept IS NOT NULL) AS chosen_rows WHERE is_chosen = 1 ORDER BY sort_key1

-- oracle
SELECT k, n FROM (SELECT id AS k, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC NULLS LAST, id) AS n, name AS sort_key1, CASE WHEN ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC NULLS LAST, id) = 1 THEN 1 WHEN NOT ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC NULLS LAST, id) = 1 THEN 0 END AS is_chosen FROM people WHERE dept IS NOT NULL) chosen_rows WHERE is_chosen = 1 ORDER BY sort_key1 FETCH NEXT 2 ROWS ONLY

-- trino
SELECT k, n FROM (SELECT id AS k, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC NULLS LAST, id) AS n, name AS sort_key1, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC NULLS LAST, id) = 1 AS is_chosen FROM people WHERE dept IS NOT NULL) AS chosen_rows WHERE is_chosen ORDER BY sort_key1 LIMIT 2

-- spark
SELECT id AS k, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC NULLS LAST, id) AS n FROM people WHERE dept IS NOT NULL QUALIFY n = 1 ORDER BY name LIMIT 2
