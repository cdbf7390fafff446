COPY u FROM '/tmp/millrace-none.csv'
COPY u (id, v) FROM '/tmp/millrace-none.csv' (FORMAT csv, NULLSTR 'x')
ATTACH ':memory:'
EXPLAIN ANALYZE SELECT 1
BEGIN TRANSACTION READ ONLY
CREATE OR REPLACE PERSISTENT SECRET s IN local_file (TYPE gcs, PROVIDER credential_chain, SCOPE 's3://my-bucket')
CREATE SECRET IF NOT EXISTS (TYPE s3, PROVIDER credential_chain, CHAIN 'env;config')
CREATE TEMPORARY SECRET s (TYPE http, EXTRA_HTTP_HEADERS MAP {'Authorization': 'Bearer x'})
DROP PERSISTENT SECRET IF EXISTS s FROM local_file
DROP SECRET s
DROP MACRO TABLE t2
CREATE SECRET sec1 (TYPE s3, KEY_ID 'k', SECRET 'x', REGION 'us-east-1')
