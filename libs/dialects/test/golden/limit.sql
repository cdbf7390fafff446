-- from postgres: SELECT id FROM people ORDER BY id DESC LIMIT 2

-- duckdb
SELECT id FROM people ORDER BY id DESC LIMIT 2

-- postgres
SELECT id FROM people ORDER BY id DESC LIMIT 2

-- snowflake
SELECT id FROM people ORDER BY id DESC LIMIT 2

-- sqlite
SELECT id FROM people ORDER BY id DESC LIMIT 2

-- mysql
SELECT id FROM people ORDER BY id DESC LIMIT 2

-- mssql
SELECT TOP (2) id FROM people ORDER BY id DESC

-- oracle
SELECT id FROM people ORDER BY id DESC FETCH NEXT 2 ROWS ONLY

-- trino
SELECT id FROM people ORDER BY id DESC LIMIT 2

-- spark
SELECT id FROM people ORDER BY id DESC LIMIT 2
