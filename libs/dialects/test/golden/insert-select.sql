-- from postgres: WITH s AS (SELECT id + 10 AS id, salary FROM people WHERE id = 1) INSERT INTO bonus (id, amount) SELECT id, salary FROM s

-- duckdb
WITH s AS (SELECT id + 10 AS id, salary FROM people WHERE id = 1) INSERT INTO bonus (id, amount) SELECT id, salary FROM s

-- postgres
WITH s AS (SELECT id + 10 AS id, salary FROM people WHERE id = 1) INSERT INTO bonus (id, amount) SELECT id, salary FROM s

-- snowflake
INSERT INTO bonus (id, amount) WITH s AS (SELECT id + 10 AS id, salary FROM people WHERE id = 1) SELECT id, salary FROM s

-- sqlite
WITH s AS (SELECT id + 10 AS id, salary FROM people WHERE id = 1) INSERT INTO bonus (id, amount) SELECT id, salary FROM s

-- mysql
INSERT INTO bonus (id, amount) WITH s AS (SELECT id + 10 AS id, salary FROM people WHERE id = 1) SELECT id, salary FROM s

-- mssql
WITH s AS (SELECT id + 10 AS id, salary FROM people WHERE id = 1) INSERT INTO bonus (id, amount) SELECT id, salary FROM s

-- oracle
INSERT INTO bonus (id, amount) WITH s AS (SELECT id + 10 AS id, salary FROM people WHERE id = 1) SELECT id, salary FROM s

-- trino
INSERT INTO bonus (id, amount) WITH s AS (SELECT id + 10 AS id, salary FROM people WHERE id = 1) SELECT id, salary FROM s

-- spark
WITH s AS (SELECT id + 10 AS id, salary FROM people WHERE id = 1) INSERT INTO bonus (id, amount) SELECT id, salary FROM s
