-- from postgres: SELECT DISTINCT ON (1) dept, id FROM people ORDER BY dept NULLS LAST, salary DESC NULLS LAST

-- duckdb
SELECT DISTINCT ON (1) dept, id FROM people ORDER BY dept NULLS LAST, salary DESC NULLS LAST

-- postgres
SELECT DISTINCT ON (1) dept, id FROM people ORDER BY dept NULLS LAST, salary DESC NULLS LAST

-- snowflake
-- Snowflake has no DISTINCT ON.

-- sqlite
-- SQLite has no DISTINCT ON.

-- mysql
SELECT dept, id FROM (SELECT dept AS dept, id AS id, salary AS sort_key1, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY CASE WHEN dept IS NULL THEN 1 ELSE 0 END, dept, salary DESC) = 1 AS is_chosen FROM people) AS chosen_rows WHERE is_chosen ORDER BY CASE WHEN dept IS NULL THEN 1 ELSE 0 END, dept, sort_key1 DESC

-- mssql
SELECT dept, id FROM (SELECT dept AS dept, id AS id, salary AS sort_key1, CASE WHEN ROW_NUMBER() OVER (PARTITION BY dept ORDER BY CASE WHEN dept IS NULL THEN 1 ELSE 0 END, dept, salary DESC) = 1 THEN 1 WHEN NOT ROW_NUMBER() OVER (PARTITION BY dept ORDER BY CASE WHEN dept IS NULL THEN 1 ELSE 0 END, dept, salary DESC) = 1 THEN 0 END AS is_chosen FROM people) AS chosen_rows WHERE is_chosen = 1 ORDER BY CASE WHEN dept IS NULL THEN 1 ELSE 0 END, dept, sort_key1 DESC

-- oracle
SELECT dept, id FROM (SELECT dept AS dept, id AS id, salary AS sort_key1, CASE WHEN ROW_NUMBER() OVER (PARTITION BY dept ORDER BY dept NULLS LAST, salary DESC NULLS LAST) = 1 THEN 1 WHEN NOT ROW_NUMBER() OVER (PARTITION BY dept ORDER BY dept NULLS LAST, salary DESC NULLS LAST) = 1 THEN 0 END AS is_chosen FROM people) chosen_rows WHERE is_chosen = 1 ORDER BY dept NULLS LAST, sort_key1 DESC NULLS LAST

-- trino
SELECT dept, id FROM (SELECT dept AS dept, id AS id, salary AS sort_key1, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY dept NULLS LAST, salary DESC NULLS LAST) = 1 AS is_chosen FROM people) AS chosen_rows WHERE is_chosen ORDER BY dept NULLS LAST, sort_key1 DESC NULLS LAST

-- spark
SELECT dept, id FROM people QUALIFY ROW_NUMBER() OVER (PARTITION BY dept ORDER BY dept NULLS LAST, salary DESC NULLS LAST) = 1 ORDER BY dept NULLS LAST, salary DESC NULLS LAST
