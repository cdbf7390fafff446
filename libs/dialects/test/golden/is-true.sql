-- from postgres: SELECT id FROM people WHERE (salary > 120) IS NOT TRUE ORDER BY id

-- duckdb
SELECT id FROM people WHERE salary > 120 IS NOT TRUE ORDER BY id

-- postgres
SELECT id FROM people WHERE salary > 120 IS NOT TRUE ORDER BY id

-- snowflake
SELECT id FROM people WHERE salary > 120 IS NOT TRUE ORDER BY id

-- sqlite
SELECT id FROM people WHERE salary > 120 IS NOT TRUE ORDER BY id

-- mysql
SELECT id FROM people WHERE salary > 120 IS NOT TRUE ORDER BY id

-- mssql
SELECT id FROM people WHERE CASE WHEN salary > 120 THEN 1 ELSE 0 END = 0 ORDER BY id

-- oracle
SELECT id FROM people WHERE CASE WHEN salary > 120 THEN 1 ELSE 0 END = 0 ORDER BY id

-- trino
SELECT id FROM people WHERE (salary > 120) IS DISTINCT FROM TRUE ORDER BY id

-- spark
SELECT id FROM people WHERE salary > 120 IS NOT TRUE ORDER BY id
