-- from postgres: UPDATE people AS p SET salary = 1 WHERE p.id > 2

-- duckdb
UPDATE people AS p SET salary = 1 WHERE p.id > 2

-- postgres
UPDATE people AS p SET salary = 1 WHERE p.id > 2

-- snowflake
UPDATE people AS p SET salary = 1 WHERE p.id > 2

-- sqlite
UPDATE people AS p SET salary = 1 WHERE p.id > 2

-- mysql
UPDATE people AS p SET salary = 1 WHERE p.id > 2

-- mssql
UPDATE p SET salary = 1 FROM people AS p WHERE p.id > 2

-- oracle
UPDATE people p SET salary = 1 WHERE p.id > 2

-- trino
-- Trino has no UPDATE of a table by another name.

-- spark
UPDATE people AS p SET salary = 1 WHERE p.id > 2
