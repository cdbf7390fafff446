-- from postgres: SELECT p.id, s.amount FROM people AS p LEFT JOIN LATERAL (SELECT b.amount FROM bonus AS b WHERE b.id = p.id ORDER BY b.amount LIMIT 1) AS s ON TRUE ORDER BY p.id

-- duckdb
SELECT p.id, s.amount FROM people AS p LEFT JOIN LATERAL (SELECT b.amount FROM bonus AS b WHERE b.id = p.id ORDER BY b.amount LIMIT 1) AS s ON TRUE ORDER BY p.id

-- postgres
SELECT p.id, s.amount FROM people AS p LEFT JOIN LATERAL (SELECT b.amount FROM bonus AS b WHERE b.id = p.id ORDER BY b.amount LIMIT 1) AS s ON TRUE ORDER BY p.id

-- snowflake
SELECT p.id, s.amount FROM people AS p LEFT JOIN LATERAL (SELECT b.amount FROM bonus AS b WHERE b.id = p.id ORDER BY b.amount LIMIT 1) AS s ON TRUE ORDER BY p.id

-- sqlite
-- SQLite has no LATERAL.

-- mysql
SELECT p.id, s.amount FROM people AS p LEFT JOIN LATERAL (SELECT b.amount FROM bonus AS b WHERE b.id = p.id ORDER BY b.amount LIMIT 1) AS s ON TRUE ORDER BY p.id

-- mssql
SELECT p.id, s.amount FROM people AS p OUTER APPLY (SELECT TOP (1) b.amount FROM bonus AS b WHERE b.id = p.id ORDER BY b.amount) AS s ORDER BY p.id

-- oracle
SELECT p.id, s.amount FROM people p OUTER APPLY (SELECT b.amount FROM bonus b WHERE b.id = p.id ORDER BY b.amount FETCH NEXT 1 ROWS ONLY) s ORDER BY p.id

-- trino
SELECT p.id, s.amount FROM people AS p LEFT JOIN LATERAL (SELECT b.amount FROM bonus AS b WHERE b.id = p.id ORDER BY b.amount LIMIT 1) AS s ON TRUE ORDER BY p.id

-- spark
SELECT p.id, s.amount FROM people AS p LEFT JOIN LATERAL (SELECT b.amount FROM bonus AS b WHERE b.id = p.id ORDER BY b.amount LIMIT 1) AS s ON TRUE ORDER BY p.id
