-- from postgres: SELECT g.dept, g.n FROM (SELECT dept, COUNT(*) AS n FROM people WHERE dept = 'it' GROUP BY ROLLUP (dept)) AS g ORDER BY g.n, g.dept NULLS LAST

-- duckdb
SELECT g.dept, g.n FROM (SELECT dept, COUNT(*) AS n FROM people WHERE dept = 'it' GROUP BY ROLLUP (dept)) AS g ORDER BY g.n, g.dept NULLS LAST

-- postgres
SELECT g.dept, g.n FROM (SELECT dept, COUNT(*) AS n FROM people WHERE dept = 'it' GROUP BY ROLLUP (dept)) AS g ORDER BY g.n, g.dept NULLS LAST

-- snowflake
SELECT g.dept, g.n FROM (SELECT dept, COUNT(*) AS n FROM people WHERE dept = 'it' GROUP BY ROLLUP (dept)) AS g ORDER BY g.n, g.dept NULLS LAST

-- sqlite
-- SQLite has no ROLLUP.

-- mysql
SELECT g.dept, g.n FROM (SELECT dept, COUNT(*) AS n FROM people WHERE dept = 'it' GROUP BY dept WITH ROLLUP) AS g ORDER BY g.n, CASE WHEN g.dept IS NULL THEN 1 ELSE 0 END, g.dept

-- mssql
SELECT g.dept, g.n FROM (SELECT dept, COUNT(*) AS n FROM people WHERE dept = 'it' GROUP BY ROLLUP (dept)) AS g ORDER BY g.n, CASE WHEN g.dept IS NULL THEN 1 ELSE 0 END, g.dept

-- oracle
SELECT g.dept, g.n FROM (SELECT dept, COUNT(*) AS n FROM people WHERE dept = 'it' GROUP BY ROLLUP (dept)) g ORDER BY g.n, g.dept NULLS LAST

-- trino
SELECT g.dept, g.n FROM (SELECT dept, COUNT(*) AS n FROM people WHERE dept = 'it' GROUP BY ROLLUP (dept)) AS g ORDER BY g.n, g.dept NULLS LAST

-- spark
SELECT g.dept, g.n FROM (SELECT dept, COUNT(*) AS n FROM people WHERE dept = 'it' GROUP BY ROLLUP (dept)) AS g ORDER BY g.n, g.dept NULLS LAST
