-- from postgres: MERGE INTO bonus AS b USING people AS p ON b.id = p.id WHEN MATCHED AND p.salary > 150 THEN UPDATE SET amount = p.salary WHEN NOT MATCHED AND p.id = 3 THEN INSERT (id, amount) VALUES (p.id, 1)

-- duckdb
MERGE INTO bonus AS b USING people AS p ON b.id = p.id WHEN MATCHED AND p.salary > 150 THEN UPDATE SET amount = p.salary WHEN NOT MATCHED AND p.id = 3 THEN INSERT (id, amount) VALUES (p.id, 1)

-- postgres
MERGE INTO bonus AS b USING people AS p ON b.id = p.id WHEN MATCHED AND p.salary > 150 THEN UPDATE SET amount = p.salary WHEN NOT MATCHED AND p.id = 3 THEN INSERT (id, amount) VALUES (p.id, 1)

-- snowflake
MERGE INTO bonus AS b USING people AS p ON b.id = p.id WHEN MATCHED AND p.salary > 150 THEN UPDATE SET amount = p.salary WHEN NOT MATCHED AND p.id = 3 THEN INSERT (id, amount) VALUES (p.id, 1)

-- sqlite
-- SQLite has no MERGE.

-- mysql
-- MySQL has no MERGE.

-- mssql
MERGE INTO bonus AS b USING people AS p ON b.id = p.id WHEN MATCHED AND p.salary > 150 THEN UPDATE SET amount = p.salary WHEN NOT MATCHED AND p.id = 3 THEN INSERT (id, amount) VALUES (p.id, 1);

-- oracle
MERGE INTO bonus b USING people p ON (b.id = p.id) WHEN MATCHED THEN UPDATE SET amount = p.salary WHERE p.salary > 150 WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (p.id, 1) WHERE p.id = 3

-- trino
MERGE INTO bonus AS b USING people AS p ON b.id = p.id WHEN MATCHED AND p.salary > 150 THEN UPDATE SET amount = p.salary WHEN NOT MATCHED AND p.id = 3 THEN INSERT (id, amount) VALUES (p.id, 1)

-- spark
MERGE INTO bonus AS b USING people AS p ON b.id = p.id WHEN MATCHED AND p.salary > 150 THEN UPDATE SET amount = p.salary WHEN NOT MATCHED AND p.id = 3 THEN INSERT (id, amount) VALUES (p.id, 1)
