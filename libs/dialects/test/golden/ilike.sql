-- from postgres: SELECT id FROM people WHERE name ILIKE 'aN%' OR name NOT ILIKE '%E%' AND id = 3 ORDER BY id

-- duckdb
SELECT id FROM people WHERE name ILIKE 'aN%' OR name NOT ILIKE '%E%' AND id = 3 ORDER BY id

-- postgres
SELECT id FROM people WHERE name ILIKE 'aN%' OR name NOT ILIKE '%E%' AND id = 3 ORDER BY id

-- snowflake
SELECT id FROM people WHERE name ILIKE 'aN%' OR name NOT ILIKE '%E%' AND id = 3 ORDER BY id

-- sqlite
-- SQLite has no ILIKE.
-- SQLite has no ILIKE.

-- mysql
SELECT id FROM people WHERE LOWER(name) LIKE LOWER('aN%') OR LOWER(name) NOT LIKE LOWER('%E%') AND id = 3 ORDER BY id

-- mssql
SELECT id FROM people WHERE LOWER(name) LIKE LOWER('aN%') OR LOWER(name) NOT LIKE LOWER('%E%') AND id = 3 ORDER BY id

-- oracle
SELECT id FROM people WHERE LOWER(name) LIKE LOWER('aN%') OR LOWER(name) NOT LIKE LOWER('%E%') AND id = 3 ORDER BY id

-- trino
SELECT id FROM people WHERE LOWER(name) LIKE LOWER('aN%') OR LOWER(name) NOT LIKE LOWER('%E%') AND id = 3 ORDER BY id

-- spark
SELECT id FROM people WHERE name ILIKE 'aN%' OR name NOT ILIKE '%E%' AND id = 3 ORDER BY id
