-- from postgres: CREATE TABLE rich AS SELECT id FROM people WHERE salary > 120

-- duckdb
CREATE TABLE rich AS SELECT id FROM people WHERE salary > 120

-- postgres
CREATE TABLE rich AS SELECT id FROM people WHERE salary > 120

-- snowflake
CREATE TABLE rich AS SELECT id FROM people WHERE salary > 120

-- sqlite
CREATE TABLE rich AS SELECT id FROM people WHERE salary > 120

-- mysql
CREATE TABLE rich AS SELECT id FROM people WHERE salary > 120

-- mssql
SELECT * INTO rich FROM (SELECT id FROM people WHERE salary > 120) AS [q]

-- oracle
CREATE TABLE rich AS SELECT id FROM people WHERE salary > 120

-- trino
CREATE TABLE rich AS SELECT id FROM people WHERE salary > 120

-- spark
CREATE TABLE rich AS SELECT id FROM people WHERE salary > 120
