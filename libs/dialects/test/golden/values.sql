-- from postgres: SELECT v.b, v.a FROM (VALUES (1, 'x'), (2, 'y')) AS v (a, b) ORDER BY v.a DESC

-- duckdb
SELECT v.b, v.a FROM (VALUES (1, 'x'), (2, 'y')) AS v (a, b) ORDER BY v.a DESC

-- postgres
SELECT v.b, v.a FROM (VALUES (1, 'x'), (2, 'y')) AS v (a, b) ORDER BY v.a DESC

-- snowflake
SELECT v.b, v.a FROM (VALUES (1, 'x'), (2, 'y')) AS v (a, b) ORDER BY v.a DESC

-- sqlite
SELECT v.b, v.a FROM (WITH v_named (a, b) AS (VALUES (1, 'x'), (2, 'y')) SELECT * FROM v_named) AS v ORDER BY v.a DESC

-- mysql
SELECT v.b, v.a FROM (WITH v_named (a, b) AS (VALUES /*!80000 ROW*/(1, 'x'), /*!80000 ROW*/(2, 'y')) SELECT * FROM v_named) AS v ORDER BY v.a DESC

-- mssql
SELECT v.b, v.a FROM (VALUES (1, 'x'), (2, 'y')) AS v (a, b) ORDER BY v.a DESC

-- oracle
SELECT v.b, v.a FROM (WITH v_named (a, b) AS (SELECT 1 AS "column1", 'x' AS "column2" FROM DUAL UNION ALL SELECT 2, 'y' FROM DUAL) SELECT * FROM v_named) v ORDER BY v.a DESC

-- trino
SELECT v.b, v.a FROM (VALUES (1, 'x'), (2, 'y')) AS v (a, b) ORDER BY v.a DESC

-- spark
SELECT v.b, v.a FROM (VALUES (1, 'x'), (2, 'y')) AS v (a, b) ORDER BY v.a DESC
