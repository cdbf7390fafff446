-- from postgres: SELECT id FROM people WHERE active AND NOT (salary IS NULL) OR id = 4

-- duckdb
SELECT id FROM people WHERE active AND NOT salary IS NULL OR id = 4

-- postgres
SELECT id FROM people WHERE active AND NOT salary IS NULL OR id = 4

-- snowflake
SELECT id FROM people WHERE active AND NOT salary IS NULL OR id = 4

-- sqlite
SELECT id FROM people WHERE active AND NOT salary IS NULL OR id = 4

-- mysql
SELECT id FROM people WHERE active AND NOT salary IS NULL OR id = 4

-- mssql
SELECT id FROM people WHERE active = 1 AND NOT salary IS NULL OR id = 4

-- oracle
SELECT id FROM people WHERE active = 1 AND NOT salary IS NULL OR id = 4

-- trino
SELECT id FROM people WHERE active AND NOT salary IS NULL OR id = 4

-- spark
SELECT id FROM people WHERE active AND NOT salary IS NULL OR id = 4
