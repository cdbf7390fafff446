-- from postgres: SELECT id FROM people AS p WHERE EXISTS (SELECT 1 FROM bonus AS b WHERE b.id = p.id) AND p.salary >= (SELECT MAX(amount) FROM bonus) AND p.id NOT IN (SELECT 2) ORDER BY id

-- duckdb
SELECT id FROM people AS p WHERE EXISTS (SELECT 1 FROM bonus AS b WHERE b.id = p.id) AND p.salary >= (SELECT MAX(amount) FROM bonus) AND p.id NOT IN (SELECT 2) ORDER BY id

-- postgres
SELECT id FROM people AS p WHERE EXISTS (SELECT 1 FROM bonus AS b WHERE b.id = p.id) AND p.salary >= (SELECT MAX(amount) FROM bonus) AND p.id NOT IN (SELECT 2) ORDER BY id

-- snowflake
SELECT id FROM people AS p WHERE EXISTS (SELECT 1 FROM bonus AS b WHERE b.id = p.id) AND p.salary >= (SELECT MAX(amount) FROM bonus) AND p.id NOT IN (SELECT 2) ORDER BY id

-- sqlite
SELECT id FROM people AS p WHERE EXISTS (SELECT 1 FROM bonus AS b WHERE b.id = p.id) AND p.salary >= (SELECT MAX(amount) FROM bonus) AND p.id NOT IN (SELECT 2) ORDER BY id

-- mysql
SELECT id FROM people AS p WHERE EXISTS (SELECT 1 FROM bonus AS b WHERE b.id = p.id) AND p.salary >= (SELECT MAX(amount) FROM bonus) AND p.id NOT IN (SELECT 2) ORDER BY id

-- mssql
SELECT id FROM people AS p WHERE EXISTS (SELECT 1 FROM bonus AS b WHERE b.id = p.id) AND p.salary >= (SELECT MAX(amount) FROM bonus) AND p.id NOT IN (SELECT 2) ORDER BY id

-- oracle
SELECT id FROM people p WHERE EXISTS (SELECT 1 FROM bonus b WHERE b.id = p.id) AND p.salary >= (SELECT MAX(amount) FROM bonus) AND p.id NOT IN (SELECT 2 FROM DUAL) ORDER BY id

-- trino
SELECT id FROM people AS p WHERE EXISTS (SELECT 1 FROM bonus AS b WHERE b.id = p.id) AND p.salary >= (SELECT MAX(amount) FROM bonus) AND p.id NOT IN (SELECT 2) ORDER BY id

-- spark
SELECT id FROM people AS p WHERE EXISTS (SELECT 1 FROM bonus AS b WHERE b.id = p.id) AND p.salary >= (SELECT MAX(amount) FROM bonus) AND p.id NOT IN (SELECT 2) ORDER BY id
