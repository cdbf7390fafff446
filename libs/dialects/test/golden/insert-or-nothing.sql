-- from postgres: INSERT INTO bonus (id, amount) VALUES (2, 5), (7, 70) ON CONFLICT (id) DO NOTHING

-- duckdb
INSERT INTO bonus (id, amount) VALUES (2, 5), (7, 70) ON CONFLICT (id) DO NOTHING

-- postgres
INSERT INTO bonus (id, amount) VALUES (2, 5), (7, 70) ON CONFLICT (id) DO NOTHING

-- snowflake
-- Snowflake has no ON CONFLICT.

-- sqlite
INSERT INTO bonus (id, amount) VALUES (2, 5), (7, 70) ON CONFLICT (id) DO NOTHING

-- mysql
INSERT INTO bonus (id, amount) VALUES (2, 5), (7, 70) ON DUPLICATE KEY UPDATE id = id

-- mssql
MERGE INTO bonus AS stored USING (VALUES (2, 5), (7, 70)) AS excluded (id, amount) ON stored.id = excluded.id WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (excluded.id, excluded.amount);

-- oracle
MERGE INTO bonus stored USING (WITH excluded_named (id, amount) AS (SELECT 2 AS "column1", 5 AS "column2" FROM DUAL UNION ALL SELECT 7, 70 FROM DUAL) SELECT * FROM excluded_named) excluded ON (stored.id = excluded.id) WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (excluded.id, excluded.amount)

-- trino
MERGE INTO bonus AS stored USING (VALUES (2, 5), (7, 70)) AS excluded (id, amount) ON stored.id = excluded.id WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (excluded.id, excluded.amount)

-- spark
MERGE INTO bonus AS stored USING (VALUES (2, 5), (7, 70)) AS excluded (id, amount) ON stored.id = excluded.id WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (excluded.id, excluded.amount)
