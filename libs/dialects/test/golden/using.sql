-- from postgres: SELECT id, amount FROM people JOIN bonus USING (id) ORDER BY id

-- duckdb
SELECT id, amount FROM people JOIN bonus USING (id) ORDER BY id

-- postgres
SELECT id, amount FROM people JOIN bonus USING (id) ORDER BY id

-- snowflake
SELECT id, amount FROM people JOIN bonus USING (id) ORDER BY id

-- sqlite
SELECT id, amount FROM people JOIN bonus USING (id) ORDER BY id

-- mysql
SELECT id, amount FROM people JOIN bonus USING (id) ORDER BY id

-- mssql
-- SQL Server has no JOIN … USING.

-- oracle
SELECT id, amount FROM people JOIN bonus USING (id) ORDER BY id

-- trino
SELECT id, amount FROM people JOIN bonus USING (id) ORDER BY id

-- spark
SELECT id, amount FROM people JOIN bonus USING (id) ORDER BY id
