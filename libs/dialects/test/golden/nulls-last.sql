-- from postgres: SELECT id FROM people ORDER BY salary NULLS LAST

-- duckdb
SELECT id FROM people ORDER BY salary NULLS LAST

-- postgres
SELECT id FROM people ORDER BY salary NULLS LAST

-- snowflake
SELECT id FROM people ORDER BY salary NULLS LAST

-- sqlite
SELECT id FROM people ORDER BY salary NULLS LAST

-- mysql
SELECT id FROM people ORDER BY CASE WHEN salary IS NULL THEN 1 ELSE 0 END, salary

-- mssql
SELECT id FROM people ORDER BY CASE WHEN salary IS NULL THEN 1 ELSE 0 END, salary

-- oracle
SELECT id FROM people ORDER BY salary NULLS LAST

-- trino
SELECT id FROM people ORDER BY salary NULLS LAST

-- spark
SELECT id FROM people ORDER BY salary NULLS LAST
