-- from postgres: SELECT id, salary AS pay FROM people ORDER BY pay DESC NULLS FIRST

-- duckdb
SELECT id, salary AS pay FROM people ORDER BY pay DESC NULLS FIRST

-- postgres
SELECT id, salary AS pay FROM people ORDER BY pay DESC NULLS FIRST

-- snowflake
SELECT id, salary AS pay FROM people ORDER BY pay DESC NULLS FIRST

-- sqlite
SELECT id, salary AS pay FROM people ORDER BY pay DESC NULLS FIRST

-- mysql
SELECT id, salary AS pay FROM people ORDER BY CASE WHEN pay IS NULL THEN 0 ELSE 1 END, pay DESC

-- mssql
SELECT id, salary AS pay FROM people ORDER BY CASE WHEN salary IS NULL THEN 0 ELSE 1 END, salary DESC

-- oracle
SELECT id, salary AS pay FROM people ORDER BY pay DESC NULLS FIRST

-- trino
SELECT id, salary AS pay FROM people ORDER BY pay DESC NULLS FIRST

-- spark
SELECT id, salary AS pay FROM people ORDER BY pay DESC NULLS FIRST
