-- from postgres: SELECT COUNT(*) FILTER (WHERE salary > 120) FROM people

-- duckdb
SELECT COUNT(*) FILTER (WHERE salary > 120) FROM people

-- postgres
SELECT COUNT(*) FILTER (WHERE salary > 120) FROM people

-- snowflake
SELECT COUNT(*) FILTER (WHERE salary > 120) FROM people

-- sqlite
SELECT COUNT(*) FILTER (WHERE salary > 120) FROM people

-- mysql
SELECT COUNT(CASE WHEN salary > 120 THEN 1 END) FROM people

-- mssql
SELECT COUNT(CASE WHEN salary > 120 THEN 1 END) FROM people

-- oracle
SELECT COUNT(CASE WHEN salary > 120 THEN 1 END) FROM people

-- trino
SELECT COUNT(*) FILTER (WHERE salary > 120) FROM people

-- spark
SELECT COUNT(*) FILTER (WHERE salary > 120) FROM people
