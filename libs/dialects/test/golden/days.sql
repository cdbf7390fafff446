-- from snowflake: SELECT id FROM people WHERE hired + INTERVAL '31 days' > DATE '2022-03-31' OR hired - INTERVAL '1 day' = DATE '2019-12-29' ORDER BY id

-- duckdb
SELECT id FROM people WHERE hired + INTERVAL '31 days' > DATE '2022-03-31' OR hired - INTERVAL '1 day' = DATE '2019-12-29' ORDER BY id

-- postgres
SELECT id FROM people WHERE hired + INTERVAL '31 days' > DATE '2022-03-31' OR hired - INTERVAL '1 day' = DATE '2019-12-29' ORDER BY id

-- snowflake
SELECT id FROM people WHERE hired + INTERVAL '31 days' > DATE '2022-03-31' OR hired - INTERVAL '1 day' = DATE '2019-12-29' ORDER BY id

-- sqlite
-- SQLite has no INTERVAL.
-- SQLite has no INTERVAL.

-- mysql
SELECT id FROM people WHERE hired + INTERVAL 31 DAY > DATE '2022-03-31' OR hired - INTERVAL 1 DAY = DATE '2019-12-29' ORDER BY id

-- mssql
SELECT id FROM people WHERE DATEADD(DAY, 31, hired) > CAST('2022-03-31' AS DATE) OR DATEADD(DAY, -1, hired) = CAST('2019-12-29' AS DATE) ORDER BY id

-- oracle
SELECT id FROM people WHERE hired + INTERVAL '31' DAY > DATE '2022-03-31' OR hired - INTERVAL '1' DAY = DATE '2019-12-29' ORDER BY id

-- trino
SELECT id FROM people WHERE hired + INTERVAL '31' DAY > DATE '2022-03-31' OR hired - INTERVAL '1' DAY = DATE '2019-12-29' ORDER BY id

-- spark
SELECT id FROM people WHERE hired + INTERVAL '31 days' > DATE '2022-03-31' OR hired - INTERVAL '1 day' = DATE '2019-12-29' ORDER BY id
