-- from postgres: SELECT id FROM people WHERE (salary > 120) IS UNKNOWN

-- duckdb
SELECT id FROM people WHERE salary > 120 IS UNKNOWN

-- postgres
SELECT id FROM people WHERE salary > 120 IS UNKNOWN

-- snowflake
SELECT id FROM people WHERE salary > 120 IS UNKNOWN

-- sqlite
SELECT id FROM people WHERE salary > 120 IS NULL

-- mysql
SELECT id FROM people WHERE salary > 120 IS UNKNOWN

-- mssql
SELECT id FROM people WHERE CASE WHEN salary > 120 THEN 1 WHEN NOT salary > 120 THEN 1 ELSE 0 END = 0

-- oracle
SELECT id FROM people WHERE CASE WHEN salary > 120 THEN 1 WHEN NOT salary > 120 THEN 1 ELSE 0 END = 0

-- trino
SELECT id FROM people WHERE (salary > 120) IS NULL

-- spark
SELECT id FROM people WHERE salary > 120 IS UNKNOWN
