-- from postgres: SELECT p.id FROM people AS p, bonus AS b CROSS JOIN (SELECT 1 AS one) AS c WHERE p.id = b.id ORDER BY p.id

-- duckdb
SELECT p.id FROM people AS p, bonus AS b CROSS JOIN (SELECT 1 AS one) AS c WHERE p.id = b.id ORDER BY p.id

-- postgres
SELECT p.id FROM people AS p, bonus AS b CROSS JOIN (SELECT 1 AS one) AS c WHERE p.id = b.id ORDER BY p.id

-- snowflake
SELECT p.id FROM people AS p, bonus AS b CROSS JOIN (SELECT 1 AS one) AS c WHERE p.id = b.id ORDER BY p.id

-- sqlite
SELECT p.id FROM people AS p, bonus AS b CROSS JOIN (SELECT 1 AS one) AS c WHERE p.id = b.id ORDER BY p.id

-- mysql
SELECT p.id FROM people AS p, bonus AS b CROSS JOIN (SELECT 1 AS one) AS c WHERE p.id = b.id ORDER BY p.id

-- mssql
SELECT p.id FROM people AS p, bonus AS b CROSS JOIN (SELECT 1 AS one) AS c WHERE p.id = b.id ORDER BY p.id

-- oracle
SELECT p.id FROM people p, bonus b CROSS JOIN (SELECT 1 AS one FROM DUAL) c WHERE p.id = b.id ORDER BY p.id

-- trino
SELECT p.id FROM people AS p, bonus AS b CROSS JOIN (SELECT 1 AS one) AS c WHERE p.id = b.id ORDER BY p.id

-- spark
SELECT p.id FROM people AS p, bonus AS b CROSS JOIN (SELECT 1 AS one) AS c WHERE p.id = b.id ORDER BY p.id
