-- from postgres: SELECT id FROM people ORDER BY id LIMIT 2 OFFSET 1

-- duckdb
SELECT id FROM people ORDER BY id LIMIT 2 OFFSET 1

-- postgres
SELECT id FROM people ORDER BY id LIMIT 2 OFFSET 1

-- snowflake
SELECT id FROM people ORDER BY id LIMIT 2 OFFSET 1

-- sqlite
SELECT id FROM people ORDER BY id LIMIT 2 OFFSET 1

-- mysql
SELECT id FROM people ORDER BY id LIMIT 2 OFFSET 1

-- mssql
SELECT id FROM people ORDER BY id OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY

-- oracle
SELECT id FROM people ORDER BY id OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY

-- trino
SELECT id FROM people ORDER BY id OFFSET 1 LIMIT 2

-- spark
SELECT id FROM people ORDER BY id LIMIT 2 OFFSET 1
