-- from postgres: SELECT id FROM people ORDER BY id OFFSET 3

-- duckdb
SELECT id FROM people ORDER BY id OFFSET 3

-- postgres
SELECT id FROM people ORDER BY id OFFSET 3

-- snowflake
SELECT id FROM people ORDER BY id LIMIT NULL OFFSET 3

-- sqlite
SELECT id FROM people ORDER BY id LIMIT -1 OFFSET 3

-- mysql
SELECT id FROM people ORDER BY id LIMIT 18446744073709551615 OFFSET 3

-- mssql
SELECT id FROM people ORDER BY id OFFSET 3 ROWS

-- oracle
SELECT id FROM people ORDER BY id OFFSET 3 ROWS

-- trino
SELECT id FROM people ORDER BY id OFFSET 3

-- spark
SELECT id FROM people ORDER BY id OFFSET 3
