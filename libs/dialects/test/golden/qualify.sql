-- from snowflake: SELECT id FROM people QUALIFY ROW_NUMBER() OVER (ORDER BY id DESC) = 1

-- duckdb
SELECT id FROM people QUALIFY ROW_NUMBER() OVER (ORDER BY id DESC) = 1

-- postgres
-- PostgreSQL has no QUALIFY.

-- snowflake
SELECT id FROM people QUALIFY ROW_NUMBER() OVER (ORDER BY id DESC) = 1

-- sqlite
-- SQLite has no QUALIFY.

-- mysql
-- MySQL has no QUALIFY.

-- mssql
-- SQL Server has no QUALIFY.

-- oracle
-- Oracle has no QUALIFY.

-- trino
-- Trino has no QUALIFY.

-- spark
SELECT id FROM people QUALIFY ROW_NUMBER() OVER (ORDER BY id DESC) = 1
