-- from postgres: SELECT id FROM people WHERE dept IS NOT DISTINCT FROM NULL OR dept IS DISTINCT FROM 'it' AND id < 4 ORDER BY id

-- duckdb
SELECT id FROM people WHERE dept IS NOT DISTINCT FROM NULL OR dept IS DISTINCT FROM 'it' AND id < 4 ORDER BY id

-- postgres
SELECT id FROM people WHERE dept IS NOT DISTINCT FROM NULL OR dept IS DISTINCT FROM 'it' AND id < 4 ORDER BY id

-- snowflake
SELECT id FROM people WHERE dept IS NOT DISTINCT FROM NULL OR dept IS DISTINCT FROM 'it' AND id < 4 ORDER BY id

-- sqlite
SELECT id FROM people WHERE dept IS NULL OR dept IS NOT 'it' AND id < 4 ORDER BY id

-- mysql
SELECT id FROM people WHERE dept <=> NULL OR NOT dept <=> 'it' AND id < 4 ORDER BY id

-- mssql
SELECT id FROM people WHERE dept IS NOT DISTINCT FROM NULL OR dept IS DISTINCT FROM 'it' AND id < 4 ORDER BY id

-- oracle
SELECT id FROM people WHERE DECODE(dept, NULL, 1, 0) = 1 OR DECODE(dept, 'it', 0, 1) = 1 AND id < 4 ORDER BY id

-- trino
SELECT id FROM people WHERE dept IS NOT DISTINCT FROM NULL OR dept IS DISTINCT FROM 'it' AND id < 4 ORDER BY id

-- spark
SELECT id FROM people WHERE dept <=> NULL OR dept IS DISTINCT FROM 'it' AND id < 4 ORDER BY id
