-- from postgres: SELECT id, salary > 120 AS high, active FROM people ORDER BY id

-- duckdb
SELECT id, salary > 120 AS high, active FROM people ORDER BY id

-- postgres
SELECT id, salary > 120 AS high, active FROM people ORDER BY id

-- snowflake
SELECT id, salary > 120 AS high, active FROM people ORDER BY id

-- sqlite
SELECT id, salary > 120 AS high, active FROM people ORDER BY id

-- mysql
SELECT id, salary > 120 AS high, active FROM people ORDER BY id

-- mssql
SELECT id, CASE WHEN salary > 120 THEN 1 WHEN NOT salary > 120 THEN 0 END AS high, active FROM people ORDER BY id

-- oracle
SELECT id, CASE WHEN salary > 120 THEN 1 WHEN NOT salary > 120 THEN 0 END AS high, active FROM people ORDER BY id

-- trino
SELECT id, salary > 120 AS high, active FROM people ORDER BY id

-- spark
SELECT id, salary > 120 AS high, active FROM people ORDER BY id
