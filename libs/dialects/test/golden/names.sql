-- from postgres: SELECT p.id AS "order", p.name AS "Mixed Case" FROM people AS p WHERE p.id = 2

-- duckdb
SELECT p.id AS "order", p.name AS "Mixed Case" FROM people AS p WHERE p.id = 2

-- postgres
SELECT p.id AS "order", p.name AS "Mixed Case" FROM people AS p WHERE p.id = 2

-- snowflake
SELECT p.id AS "order", p.name AS "Mixed Case" FROM people AS p WHERE p.id = 2

-- sqlite
SELECT p.id AS "order", p.name AS "Mixed Case" FROM people AS p WHERE p.id = 2

-- mysql
SELECT p.id AS `order`, p.name AS `Mixed Case` FROM people AS p WHERE p.id = 2

-- mssql
SELECT p.id AS [order], p.name AS [Mixed Case] FROM people AS p WHERE p.id = 2

-- oracle
SELECT p.id AS "order", p.name AS "Mixed Case" FROM people p WHERE p.id = 2

-- trino
SELECT p.id AS "order", p.name AS "Mixed Case" FROM people AS p WHERE p.id = 2

-- spark
SELECT p.id AS `order`, p.name AS `Mixed Case` FROM people AS p WHERE p.id = 2
