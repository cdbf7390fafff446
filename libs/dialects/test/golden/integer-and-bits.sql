-- from duckdb: SELECT 7 // 2, 7 % 4, 6 & 3, 6 | 1 FROM people WHERE id = 1

-- duckdb
SELECT 7 // 2, 7 % 4, 6 & 3, 6 | 1 FROM people WHERE id = 1

-- postgres
-- PostgreSQL has no operator //.

-- snowflake
-- Snowflake has no operator //.
-- Snowflake has no operator &.
-- Snowflake has no operator |.

-- sqlite
-- SQLite has no operator //.

-- mysql
SELECT 7 DIV 2, 7 % 4, 6 & 3, 6 | 1 FROM people WHERE id = 1

-- mssql
-- SQL Server has no operator //.

-- oracle
-- Oracle has no operator //.
-- Oracle has no operator |.

-- trino
-- Trino has no operator //.

-- spark
SELECT 7 DIV 2, 7 % 4, 6 & 3, 6 | 1 FROM people WHERE id = 1
