COPY u FROM '/tmp/millrace-none.csv'
COPY u (id, v) FROM '/tmp/millrace-none.csv' (FORMAT csv, NULLSTR 'x')
ATTACH ':memory:'
EXPLAIN ANALYZE SELECT 1
BEGIN TRANSACTION READ ONLY
