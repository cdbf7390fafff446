-- from postgres: SELECT 'it''s' AS a, 'a\b' AS b, 'x%' AS c FROM people WHERE id = 1 AND name LIKE 'A%'

-- duckdb
SELECT 'it''s' AS a, 'a\b' AS b, 'x%' AS c FROM people WHERE id = 1 AND name LIKE 'A%'

-- postgres
SELECT 'it''s' AS a, 'a\b' AS b, 'x%' AS c FROM people WHERE id = 1 AND name LIKE 'A%'

-- snowflake
SELECT 'it''s' AS a, 'a\\b' AS b, 'x%' AS c FROM people WHERE id = 1 AND name LIKE 'A%'

-- sqlite
SELECT 'it''s' AS a, 'a\b' AS b, 'x%' AS c FROM people WHERE id = 1 AND name LIKE 'A%'

-- mysql
SELECT 'it''s' AS a, 'a\\b' AS b, 'x%' AS c FROM people WHERE id = 1 AND name LIKE 'A%'

-- mssql
SELECT 'it''s' AS a, 'a\b' AS b, 'x%' AS c FROM people WHERE id = 1 AND name LIKE 'A%'

-- oracle
SELECT 'it''s' AS a, 'a\b' AS b, 'x%' AS c FROM people WHERE id = 1 AND name LIKE 'A%'

-- trino
SELECT 'it''s' AS a, 'a\b' AS b, 'x%' AS c FROM people WHERE id = 1 AND name LIKE 'A%'

-- spark
SELECT 'it\'s' AS a, 'a\\b' AS b, 'x%' AS c FROM people WHERE id = 1 AND name LIKE 'A%'
