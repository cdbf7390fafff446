-- from postgres: SELECT dept, COUNT(DISTINCT salary) FROM people GROUP BY dept HAVING COUNT(*) = 1 ORDER BY dept NULLS FIRST

-- duckdb
SELECT dept, COUNT(DISTINCT salary) FROM people GROUP BY dept HAVING COUNT(*) = 1 ORDER BY dept NULLS FIRST

-- postgres
SELECT dept, COUNT(DISTINCT salary) FROM people GROUP BY dept HAVING COUNT(*) = 1 ORDER BY dept NULLS FIRST

-- snowflake
SELECT dept, COUNT(DISTINCT salary) FROM people GROUP BY dept HAVING COUNT(*) = 1 ORDER BY dept NULLS FIRST

-- sqlite
SELECT dept, COUNT(DISTINCT salary) FROM people GROUP BY dept HAVING COUNT(*) = 1 ORDER BY dept NULLS FIRST

-- mysql
SELECT dept, COUNT(DISTINCT salary) FROM people GROUP BY dept HAVING COUNT(*) = 1 ORDER BY dept

-- mssql
SELECT dept, COUNT(DISTINCT salary) FROM people GROUP BY dept HAVING COUNT(*) = 1 ORDER BY dept

-- oracle
SELECT dept, COUNT(DISTINCT salary) FROM people GROUP BY dept HAVING COUNT(*) = 1 ORDER BY dept NULLS FIRST

-- trino
SELECT dept, COUNT(DISTINCT salary) FROM people GROUP BY dept HAVING COUNT(*) = 1 ORDER BY dept NULLS FIRST

-- spark
SELECT dept, COUNT(DISTINCT salary) FROM people GROUP BY dept HAVING COUNT(*) = 1 ORDER BY dept NULLS FIRST
