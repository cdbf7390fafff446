-- from postgres: SELECT 1 + 1 AS two

-- duckdb
SELECT 1 + 1 AS two

-- postgres
SELECT 1 + 1 AS two

-- snowflake
SELECT 1 + 1 AS two

-- sqlite
SELECT 1 + 1 AS two

-- mysql
SELECT 1 + 1 AS two

-- mssql
SELECT 1 + 1 AS two

-- oracle
SELECT 1 + 1 AS two FROM DUAL

-- trino
SELECT 1 + 1 AS two

-- spark
SELECT 1 + 1 AS two
