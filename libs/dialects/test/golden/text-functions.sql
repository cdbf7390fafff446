-- from postgres: SELECT TRIM(BOTH 'x' FROM 'xax'), POSITION('b' IN 'abc'), EXTRACT(YEAR FROM hired) FROM people WHERE id = 1

-- duckdb
SELECT TRIM('xax', 'x'), POSITION('b' IN 'abc'), EXTRACT(YEAR FROM hired) FROM people WHERE id = 1

-- postgres
SELECT TRIM('xax', 'x'), POSITION('b' IN 'abc'), EXTRACT(YEAR FROM hired) FROM people WHERE id = 1

-- snowflake
SELECT TRIM('xax', 'x'), POSITION('b', 'abc'), EXTRACT(YEAR FROM hired) FROM people WHERE id = 1

-- sqlite
-- SQLite has no EXTRACT.

-- mysql
SELECT TRIM(BOTH 'x' FROM 'xax'), POSITION('b' IN 'abc'), EXTRACT(YEAR FROM hired) FROM people WHERE id = 1

-- mssql
SELECT TRIM(BOTH 'x' FROM 'xax'), CHARINDEX('b', 'abc'), DATEPART(YEAR, hired) FROM people WHERE id = 1

-- oracle
SELECT TRIM(BOTH 'x' FROM 'xax'), INSTR('abc', 'b'), EXTRACT(YEAR FROM hired) FROM people WHERE id = 1

-- trino
SELECT TRIM(BOTH 'x' FROM 'xax'), POSITION('b' IN 'abc'), EXTRACT(YEAR FROM hired) FROM people WHERE id = 1

-- spark
SELECT TRIM(BOTH 'x' FROM 'xax'), POSITION('b' IN 'abc'), EXTRACT(YEAR FROM hired) FROM people WHERE id = 1
