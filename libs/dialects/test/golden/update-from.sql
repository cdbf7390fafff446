-- from postgres: UPDATE people SET salary = b.amount FROM bonus AS b WHERE people.id = b.id

-- duckdb
UPDATE people SET salary = b.amount FROM bonus AS b WHERE people.id = b.id

-- postgres
UPDATE people SET salary = b.amount FROM bonus AS b WHERE people.id = b.id

-- snowflake
UPDATE people SET salary = b.amount FROM bonus AS b WHERE people.id = b.id

-- sqlite
UPDATE people SET salary = b.amount FROM bonus AS b WHERE people.id = b.id

-- mysql
UPDATE people, bonus AS b SET people.salary = b.amount WHERE people.id = b.id

-- mssql
UPDATE people SET salary = b.amount FROM bonus AS b WHERE people.id = b.id

-- oracle
-- Oracle has no UPDATE … FROM.

-- trino
-- Trino has no UPDATE … FROM.

-- spark
-- Spark SQL has no UPDATE … FROM.
