-- from postgres: SELECT name || '-' || dept || 'x' FROM people ORDER BY id

-- duckdb
SELECT name || '-' || dept || 'x' FROM people ORDER BY id

-- postgres
SELECT name || '-' || dept || 'x' FROM people ORDER BY id

-- snowflake
SELECT name || '-' || dept || 'x' FROM people ORDER BY id

-- sqlite
SELECT name || '-' || dept || 'x' FROM people ORDER BY id

-- mysql
SELECT CONCAT(name, '-', dept, 'x') FROM people ORDER BY id

-- mssql
SELECT CAST(name AS NVARCHAR(MAX)) + '-' + CAST(dept AS NVARCHAR(MAX)) + 'x' FROM people ORDER BY id

-- oracle
SELECT name || '-' || dept || 'x' FROM people ORDER BY id

-- trino
SELECT name || '-' || dept || 'x' FROM people ORDER BY id

-- spark
SELECT name || '-' || dept || 'x' FROM people ORDER BY id
