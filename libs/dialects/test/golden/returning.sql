-- from postgres: INSERT INTO bonus (id, amount) VALUES (5, 50) RETURNING id, amount

-- duckdb
INSERT INTO bonus (id, amount) VALUES (5, 50) RETURNING id, amount

-- postgres
INSERT INTO bonus (id, amount) VALUES (5, 50) RETURNING id, amount

-- snowflake
-- Snowflake has no RETURNING.

-- sqlite
INSERT INTO bonus (id, amount) VALUES (5, 50) RETURNING id, amount

-- mysql
-- MySQL has no RETURNING.

-- mssql
INSERT INTO bonus (id, amount) OUTPUT INSERTED.id, INSERTED.amount VALUES (5, 50)

-- oracle
-- Oracle has no RETURNING.

-- trino
-- Trino has no RETURNING.

-- spark
-- Spark SQL has no RETURNING.
