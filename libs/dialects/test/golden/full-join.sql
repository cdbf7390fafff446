-- from postgres: SELECT p.id, b.amount FROM people AS p FULL JOIN bonus AS b ON p.id = b.id WHERE p.id IS NULL OR p.id = 1 ORDER BY b.amount

-- duckdb
SELECT p.id, b.amount FROM people AS p FULL JOIN bonus AS b ON p.id = b.id WHERE p.id IS NULL OR p.id = 1 ORDER BY b.amount

-- postgres
SELECT p.id, b.amount FROM people AS p FULL JOIN bonus AS b ON p.id = b.id WHERE p.id IS NULL OR p.id = 1 ORDER BY b.amount

-- snowflake
SELECT p.id, b.amount FROM people AS p FULL JOIN bonus AS b ON p.id = b.id WHERE p.id IS NULL OR p.id = 1 ORDER BY b.amount

-- sqlite
SELECT p.id, b.amount FROM people AS p FULL JOIN bonus AS b ON p.id = b.id WHERE p.id IS NULL OR p.id = 1 ORDER BY b.amount

-- mysql
-- MySQL has no FULL JOIN.

-- mssql
SELECT p.id, b.amount FROM people AS p FULL JOIN bonus AS b ON p.id = b.id WHERE p.id IS NULL OR p.id = 1 ORDER BY b.amount

-- oracle
SELECT p.id, b.amount FROM people p FULL JOIN bonus b ON p.id = b.id WHERE p.id IS NULL OR p.id = 1 ORDER BY b.amount

-- trino
SELECT p.id, b.amount FROM people AS p FULL JOIN bonus AS b ON p.id = b.id WHERE p.id IS NULL OR p.id = 1 ORDER BY b.amount

-- spark
SELECT p.id, b.amount FROM people AS p FULL JOIN bonus AS b ON p.id = b.id WHERE p.id IS NULL OR p.id = 1 ORDER BY b.amount
