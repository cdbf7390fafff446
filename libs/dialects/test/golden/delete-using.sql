-- from postgres: DELETE FROM people USING bonus AS b WHERE people.id = b.id AND b.amount > 10

-- duckdb
DELETE FROM people USING bonus AS b WHERE people.id = b.id AND b.amount > 10

-- postgres
DELETE FROM people USING bonus AS b WHERE people.id = b.id AND b.amount > 10

-- snowflake
DELETE FROM people USING bonus AS b WHERE people.id = b.id AND b.amount > 10

-- sqlite
-- SQLite has no DELETE … USING.

-- mysql
DELETE people FROM people, bonus AS b WHERE people.id = b.id AND b.amount > 10

-- mssql
DELETE people FROM bonus AS b WHERE people.id = b.id AND b.amount > 10

-- oracle
-- Oracle has no DELETE … USING.

-- trino
-- Trino has no DELETE … USING.

-- spark
-- Spark SQL has no DELETE … USING.
