-- from postgres: SELECT d.n FROM (SELECT COUNT(*), dept FROM people GROUP BY dept) AS d (n, g) WHERE d.g = 'it'

-- duckdb
SELECT d.n FROM (SELECT COUNT(*), dept FROM people GROUP BY dept) AS d (n, g) WHERE d.g = 'it'

-- postgres
SELECT d.n FROM (SELECT COUNT(*), dept FROM people GROUP BY dept) AS d (n, g) WHERE d.g = 'it'

-- snowflake
SELECT d.n FROM (SELECT COUNT(*), dept FROM people GROUP BY dept) AS d (n, g) WHERE d.g = 'it'

-- sqlite
SELECT d.n FROM (WITH d_named (n, g) AS (SELECT COUNT(*), dept FROM people GROUP BY dept) SELECT * FROM d_named) AS d WHERE d.g = 'it'

-- mysql
SELECT d.n FROM (WITH d_named (n, g) AS (SELECT COUNT(*), dept FROM people GROUP BY dept) SELECT * FROM d_named) AS d WHERE d.g = 'it'

-- mssql
SELECT d.n FROM (SELECT COUNT(*), dept FROM people GROUP BY dept) AS d (n, g) WHERE d.g = 'it'

-- oracle
SELECT d.n FROM (WITH d_named (n, g) AS (SELECT COUNT(*), dept FROM people GROUP BY dept) SELECT * FROM d_named) d WHERE d.g = 'it'

-- trino
SELECT d.n FROM (SELECT COUNT(*), dept FROM people GROUP BY dept) AS d (n, g) WHERE d.g = 'it'

-- spark
SELECT d.n FROM (SELECT COUNT(*), dept FROM people GROUP BY dept) AS d (n, g) WHERE d.g = 'it'
