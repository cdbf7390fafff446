SELECT id, a FROM t ORDER BY a DESC NULLS LAST, id LIMIT 2 OFFSET 1
SELECT FROM t
SELECT DISTINCT ON (id) id, v FROM u ORDER BY id, n
SELECT DISTINCT a FROM t ORDER BY 1
SELECT ALL id FROM ONLY t ORDER BY id
SELECT t.*, u.v FROM t, u WHERE t.id = u.id ORDER BY n
SELECT a::text || 'x', CAST(a AS numeric(10, 2)), '{1,2}'::int[], ARRAY[1, 2]::bigint[], '1'::int4 + 1, a::double precision, 'x'::character varying(3), '2024-01-01'::timestamp(3) with time zone IS NULL, '1 day'::interval day to second, 'a'::"char", 'happy'::mood, '(1,x)'::pair, '12'::varchar::int FROM t ORDER BY id
SELECT date '2024-01-31', timestamp '2024-01-01 00:00', timestamp with time zone '2024-01-01 00:00+00' IS NULL, time '10:00', interval '1 day', interval '1' month, interval '1-2' year to month, interval(0) '1.5 seconds', point '(1,2)', inet '127.0.0.1', float8 '1.5', jsonb '{"a": 1}', int '42', bool 't'
SELECT 'it''s', E'a\nb\t\'', $$raw 'x'$$, $tag$x $$ y$tag$, U&'d\0061t\+000061', 'two' 
SELECT B'101', X'1F', 1e3, .5, 5., 1_000, 0xFF, 0o17, 0b11
SELECT ARRAY[1, 2, 3], ARRAY[[1, 2], [3, 4]], ARRAY[]::int[], ARRAY(SELECT n FROM u ORDER BY n), arr[1], arr[1:2], arr[:2], arr[2:], arr[:], (ARRAY[1, 2])[1], ('{1,2}'::int[])[2], (ARRAY[[1, 2], [3, 4]])[1][2], j['a'] FROM t ORDER BY id
SELECT ROW(1, 'x'), (1, 'x'), ROW(), ROW(1), (p).f, (p).g, (q[1]).f, (c.p).*, (ROW(1, 'z')::pair).g FROM c
SELECT (SELECT max(n) FROM u), EXISTS (SELECT 1 FROM u WHERE u.id = t.id), a IN (SELECT n FROM u), a = ANY (ARRAY[10, 20]), a = ANY ('{10}'::int[]), a <> ALL (SELECT n FROM u), a > SOME (SELECT 1), (id, a) IN ((1, 10)), (id, a) = (1, 10), (id, a) IN (SELECT n, n FROM u), ROW(id, a) IS NOT DISTINCT FROM ROW(1, 10) FROM t ORDER BY id
SELECT j->'a'->'b'->0, j->>'a', j#>'{a,b}', j#>>'{a,b,0}', j @> '{"a": 1}', '{"a": 1}'::jsonb <@ j, j ? 'a', j ?| array['a'], j ?& array['a', 'b'], j @? '$.a', j @@ '$.a == 1', j - 'a', j #- '{a}', j || '{"z": 1}' FROM t ORDER BY id
SELECT b LIKE 'o%', b NOT LIKE '_n%', b ILIKE 'T%', b SIMILAR TO '[a-z]+', b NOT SIMILAR TO 'x', b LIKE 'a!%' ESCAPE '!', b ~ 'o.*', b !~ 'x', b ~* 'O', b !~* 'X', b ~~ 'o%', b !~~ 'o%', b ~~* 'O%', b ^@ 'o', b LIKE ANY (ARRAY['o%', 'x']), b NOT LIKE ALL (ARRAY['z']), b ILIKE ANY ('{T%}') FROM t ORDER BY id
SELECT 7 / 2, 7 % 3, 2 ^ 3, -7, +7, ~5, 5 & 3, 5 | 3, 5 # 3, 1 << 3, 16 >> 2, |/ 25.0, ||/ 27.0, @ -5, @(-5), - - 1, 1 - -1
SELECT -2 ^ 2, 2 ^ 3 ^ 2, (2 ^ 3) ^ 2, 2 ^ (3 ^ 2), 10 - (3 - 2), (10 - 3) - 2, 10 / (2 * 5), NOT (TRUE AND FALSE), NOT TRUE OR TRUE, (1 < 2) = TRUE, 1 + 2 = 3 AND TRUE
SELECT ARRAY[1, 2] && ARRAY[2], ARRAY[1] || 2, ARRAY[1] || ARRAY[2], ARRAY[1, 2] @> ARRAY[1], int4range(1, 5) @> 3, int4range(1, 5) -|- int4range(5, 6), int4range(1, 3) << int4range(5, 6), int4range(1, 5) &< int4range(2, 6), box '((0,0),(1,1))' &> box '((0,0),(2,2))', point '(0,0)' <-> point '(3,4)', box '((0,0),(1,1))' ~= box '((0,0),(1,1))', to_tsvector('a b') @@ to_tsquery('a'), inet '10.0.0.1' <<= inet '10.0.0.0/8', inet '10.0.0.0/8' >>= inet '10.0.0.1'
SELECT 1 OPERATOR(pg_catalog.+) 2, 3 OPERATOR(pg_catalog.*) 4 OPERATOR(pg_catalog.-) 1, 'a' OPERATOR(pg_catalog.||) 'b'
SELECT a IS NULL, a IS NOT NULL, a ISNULL, a NOTNULL, a IS DISTINCT FROM 10, a IS NOT DISTINCT FROM NULL, (a > 10) IS TRUE, (a > 10) IS NOT FALSE, (a > 10) IS UNKNOWN, (a > 10) IS NOT UNKNOWN, '{}' IS JSON, '[]' IS JSON ARRAY, 'x' IS NOT JSON OBJECT, '1' IS JSON SCALAR, '1' IS JSON VALUE, '{"a":1,"a":2}' IS JSON WITH UNIQUE KEYS, 'a' IS NORMALIZED, 'a' IS NFC NORMALIZED, 'a' IS NOT NFKD NORMALIZED FROM t ORDER BY id
SELECT a BETWEEN 1 AND 15, a NOT BETWEEN 1 AND 15, a BETWEEN SYMMETRIC 15 AND 1, a NOT BETWEEN SYMMETRIC 1 + 1 AND 3, a IN (10, 20), a NOT IN (10), (date '2024-01-01', date '2024-02-01') OVERLAPS (date '2024-01-15', interval '1 month') FROM t ORDER BY id
SELECT CASE WHEN a > 10 THEN 'big' WHEN a IS NULL THEN 'none' ELSE 'small' END, CASE id WHEN 1 THEN 'a' END, coalesce(a, 0), nullif(a, 10), greatest(1, 2), least(a, 5) FROM t ORDER BY id
SELECT extract(year FROM d), extract('month' FROM d), date_part('day', d), position('n' IN b), substring(b FROM 2 FOR 2), substring(b FROM 2), substring(b FOR 2), substring(b, 2), substring(b FROM '%#"o_#"%' FOR '#'), substring(b SIMILAR '%#"n#"%' ESCAPE '#'), trim(b), trim(BOTH 'o' FROM b), trim(LEADING 'o' FROM b), trim(TRAILING FROM b), trim('o' FROM b), trim(b, 'o'), overlay(b PLACING 'XX' FROM 1 FOR 2), overlay(b PLACING 'Y' FROM 2), normalize('a'), normalize('a', NFC), collation for (b), left(b, 1), right(b, 1), char_length(b) FROM t ORDER BY id
SELECT ts AT TIME ZONE 'UTC', ts AT TIME ZONE 'UTC' AT TIME ZONE 'CET', (d + interval '1 day')::date, d + 1, d - date '2023-12-31', age(ts, ts), now() IS NULL, current_date IS NULL, current_timestamp(3) IS NULL, localtimestamp(0) IS NULL, current_time IS NULL, current_user = session_user, current_schema, current_catalog IS NULL, current_role IS NULL, user IS NULL FROM t ORDER BY id
SELECT count(*), count(a), count(DISTINCT a), sum(a) FILTER (WHERE id > 1), string_agg(b, ',' ORDER BY id DESC), array_agg(a ORDER BY a NULLS FIRST), array_agg(DISTINCT a ORDER BY a), json_agg(b ORDER BY id), bool_and(a > 1), every(a > 1), percentile_cont(0.5) WITHIN GROUP (ORDER BY a), mode() WITHIN GROUP (ORDER BY a DESC) FILTER (WHERE id < 5), rank(5) WITHIN GROUP (ORDER BY a), regr_slope(a, id) FROM t
SELECT a % 2, id, count(*), grouping(a % 2, id) FROM t GROUP BY ROLLUP (a % 2, id) ORDER BY 1, 2
SELECT a, b, count(*) FROM t GROUP BY GROUPING SETS ((a, b), (a), CUBE (b), ()), id HAVING count(*) > 0 ORDER BY 1, 2, 3
SELECT a, b, count(*) FROM t GROUP BY DISTINCT ROLLUP (a, b), ROLLUP (a) ORDER BY 1, 2
SELECT count(*) FROM t GROUP BY () 
SELECT id, row_number() OVER (ORDER BY id), rank() OVER (PARTITION BY a % 2 ORDER BY id DESC NULLS LAST), lag(a, 1, 0) OVER w, sum(a) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), sum(a) OVER (ORDER BY d RANGE BETWEEN interval '31 days' PRECEDING AND interval '1 day' FOLLOWING), count(*) OVER (ORDER BY id GROUPS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES), max(a) OVER (w ROWS UNBOUNDED PRECEDING), sum(a) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW), count(*) FILTER (WHERE a > 1) OVER (), nth_value(a, 2) OVER w FROM t WINDOW w AS (ORDER BY id), w2 AS (w) ORDER BY id
SELECT t.id, u.v FROM t JOIN u ON t.id = u.id ORDER BY 1, 2
SELECT * FROM t INNER JOIN u USING (id) ORDER BY n
SELECT id, x.v FROM t JOIN u USING (id) AS j JOIN (SELECT 'x' AS v) x ON TRUE ORDER BY 1
SELECT t.id, u.id FROM t LEFT OUTER JOIN u ON t.id = u.id AND u.n > 5 ORDER BY 1, 2
SELECT t.id, u.id FROM t FULL JOIN u ON t.id = u.id ORDER BY 1, 2
SELECT t.id, u.v FROM t CROSS JOIN u ORDER BY 1, 2
SELECT t.id, v FROM t NATURAL LEFT JOIN u ORDER BY 1, 2
SELECT t.id, x.n FROM t, LATERAL (SELECT max(n) AS n FROM u WHERE u.id = t.id) x ORDER BY 1
SELECT t.id, x.n FROM t LEFT JOIN LATERAL (SELECT n FROM u WHERE u.id = t.id) AS x (n) ON TRUE ORDER BY 1, 2
SELECT t.id FROM (t JOIN u ON t.id = u.id) JOIN c ON c.id = t.id ORDER BY 1
SELECT x.id FROM (t JOIN u USING (id)) AS x ORDER BY 1
SELECT a.id FROM t a JOIN u b JOIN c d ON b.id = d.id ON a.id = b.id ORDER BY 1
SELECT * FROM (SELECT 1 AS a) AS x (y), (VALUES (1, 'a'), (2, 'b')) AS v (n, s) ORDER BY n
SELECT * FROM generate_series(1, 3) AS g (i), unnest(ARRAY[1, 2], ARRAY['a', 'b']) WITH ORDINALITY AS e (x, y, o) ORDER BY 1, 2
SELECT * FROM ROWS FROM (generate_series(1, 2), generate_series(1, 3)) WITH ORDINALITY AS r (a, b, c) ORDER BY 3
SELECT * FROM json_to_recordset('[{"a":1,"b":"x"}]') AS x(a int, b text)
SELECT id, generate_series(1, 2) FROM t ORDER BY 1, 2
SELECT * FROM jsonb_path_query('{"a":[1,2]}', '$.a[*]') AS p, LATERAL jsonb_each('{"x": 1}') AS e (k, v) ORDER BY 1
SELECT id FROM t TABLESAMPLE SYSTEM (100) REPEATABLE (1) ORDER BY id
SELECT id FROM t AS x TABLESAMPLE BERNOULLI (100) ORDER BY id
WITH x AS (SELECT 1 AS a), y (b) AS MATERIALIZED (SELECT a + 1 FROM x), z AS NOT MATERIALIZED (SELECT * FROM y) SELECT * FROM z
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r ORDER BY n
WITH RECURSIVE r AS (SELECT 1 AS id, 2 AS up UNION ALL SELECT r.up, r.up + 1 FROM r WHERE r.id < 3) SEARCH DEPTH FIRST BY id SET ord SELECT id FROM r ORDER BY ord
WITH RECURSIVE r AS (SELECT 1 AS id, 2 AS up UNION ALL SELECT r.up, 1 FROM r) CYCLE id SET is_cycle USING path SELECT id, is_cycle FROM r ORDER BY 1, 2
WITH RECURSIVE r AS (SELECT 1 AS id UNION ALL SELECT 1 FROM r) CYCLE id SET cyc TO 'Y' DEFAULT 'N' USING path SELECT id, cyc FROM r ORDER BY 2
WITH ins AS (INSERT INTO u VALUES (9, 'i', 1) RETURNING id), upd AS (UPDATE t SET a = 0 RETURNING id, a), del AS (DELETE FROM u WHERE id = 4 RETURNING *) SELECT (SELECT count(*) FROM ins), (SELECT count(*) FROM upd), (SELECT count(*) FROM del)
WITH m AS (MERGE INTO u USING (SELECT 1 AS id) s ON u.id = s.id WHEN MATCHED THEN DELETE RETURNING u.id) SELECT count(*) FROM m
SELECT 1 AS a UNION SELECT 2 UNION ALL SELECT 2 ORDER BY a
SELECT 1 INTERSECT SELECT 1 EXCEPT SELECT 2
SELECT 1 UNION (SELECT 2 EXCEPT SELECT 2) ORDER BY 1
SELECT 1 EXCEPT ALL SELECT 2 INTERSECT ALL SELECT 2
(SELECT 1 LIMIT 1) UNION ALL (SELECT 2 ORDER BY 1 LIMIT 1) ORDER BY 1
(SELECT 3) ORDER BY 1 LIMIT 1
VALUES (1, 'a'), (2, 'b') ORDER BY 1
TABLE u ORDER BY n LIMIT 2
SELECT id FROM t ORDER BY id OFFSET 1 ROW FETCH NEXT 2 ROWS ONLY
SELECT id FROM t ORDER BY a FETCH FIRST 1 ROW WITH TIES
SELECT id FROM t ORDER BY id FETCH FIRST ROW ONLY
SELECT id FROM t ORDER BY id LIMIT ALL OFFSET 1
SELECT id FROM t ORDER BY b USING <, a USING > NULLS LAST
SELECT id FROM t ORDER BY id FOR UPDATE
SELECT t.id FROM t JOIN u ON t.id = u.id ORDER BY 1 FOR NO KEY UPDATE OF t NOWAIT FOR SHARE OF u SKIP LOCKED
SELECT id FROM t ORDER BY id FOR KEY SHARE
SELECT plus1(1), plus1(1, y => 5), plus1(x := 2), total(1, 2, 3), total(VARIADIC ARRAY[1, 2]), pg_catalog.lower('X')
SELECT json_object('a' : 1, 'b' : 'x'), json_object('a' VALUE 1 ABSENT ON NULL), json_object('a' VALUE NULL NULL ON NULL WITH UNIQUE KEYS RETURNING jsonb), json_object(), json_array(1, 'x', NULL NULL ON NULL), json_array(1, 2 RETURNING jsonb), json_array(SELECT n FROM u ORDER BY n), json_array()
SELECT json_objectagg(v : n), json_objectagg(v VALUE n ABSENT ON NULL WITH UNIQUE KEYS RETURNING jsonb), json_arrayagg(n ORDER BY n DESC), json_arrayagg(n ORDER BY n NULL ON NULL RETURNING jsonb) FILTER (WHERE n > 5) FROM u
SELECT json_value('{"a":1}', '$.a'), json_value(jsonb '{"a":1}', '$.a' RETURNING int), json_value('{"a":1}', '$.b' RETURNING int DEFAULT 5 ON EMPTY ERROR ON ERROR), json_query('{"a":[1]}', '$.a' WITH WRAPPER), json_query('{"a":[1]}', '$.a' RETURNING jsonb WITHOUT WRAPPER KEEP QUOTES NULL ON EMPTY), json_query('{"a":"x"}', '$.a' RETURNING text OMIT QUOTES), json_exists(jsonb '{"a":1}', '$.a'), json_exists(jsonb '{"a":[1,2]}', '$.a[*] ? (@ > $x)' PASSING 1 AS x ERROR ON ERROR), json_scalar(1), json('{"a": 1}'), json_serialize('{"a": 1}' RETURNING text), json('{"a":1}' WITH UNIQUE KEYS)
SELECT $1::int + $2::int
SELECT a IS NULL = TRUE, NOT a = 1, NOT (a = 1) AND TRUE, a = 1 AND NOT b = 'x', a + 1 BETWEEN 1 AND 2 + 3, 'a' || 'b' LIKE 'ab' || '%', -(a), - (-a), (a IS NULL) IS NOT NULL, (a < 5) IS DISTINCT FROM (a > 5), a < 5 IS TRUE FROM t ORDER BY id
SELECT 1 AS "select", 2 AS "a b", 3 "x""y", 4 AS value, 5 AS name, 7 AS from, 8 AS user FROM t WHERE id = 1
SELECT t.b COLLATE "C" < 'x', b COLLATE "C" FROM t ORDER BY b COLLATE "C" DESC
SELECT /* block /* nested */ */ 1 -- end
SELECT public.t.id, t.arr[1], pg_catalog.now() IS NULL FROM public.t ORDER BY 1
SELECT nextval('seq') > 0, array_length(arr, 1), cardinality(arr), format('%s', b), to_char(d, 'YYYY'), regexp_replace(b, 'o', 'x', 'g'), string_to_array('a,b', ','), array_to_string(arr, ','), generate_subscripts(ARRAY[1], 1), date_trunc('month', d), make_date(2024, 1, 1), md5(b), encode('abc', 'hex'), width_bucket(5, 1, 10, 3) FROM t ORDER BY id
INSERT INTO u VALUES (9, 'i', 1), (10, DEFAULT, 2)
INSERT INTO u (id, v) SELECT id, b FROM t
INSERT INTO u DEFAULT VALUES
INSERT INTO ident (id, v) OVERRIDING SYSTEM VALUE VALUES (5, 'x') RETURNING *
INSERT INTO ident (id, v) OVERRIDING USER VALUE SELECT 1, 'y'
INSERT INTO t (id, a) VALUES (1, 5) ON CONFLICT (id) DO UPDATE SET a = excluded.a + t.a, b = 'c' WHERE t.a > 1 RETURNING id, a AS aa
INSERT INTO t (id, a) VALUES (1, 5) ON CONFLICT DO NOTHING
INSERT INTO t AS x (id, a) VALUES (1, 5) ON CONFLICT ON CONSTRAINT t_pkey DO UPDATE SET (a, b) = (EXCLUDED.a, 'z') RETURNING x.id
INSERT INTO u AS k VALUES (1, 'X', 5) ON CONFLICT (lower(v), n) WHERE n > 0 DO UPDATE SET id = 100
WITH x AS (SELECT 7 AS id) INSERT INTO u (id) SELECT id FROM x RETURNING id + 1
INSERT INTO u (id) WITH x AS (SELECT 8 AS id) SELECT id FROM x
UPDATE t SET a = a + 1, b = upper(b) WHERE id = 1 RETURNING id, a
UPDATE t SET a = u.n FROM u, c WHERE t.id = u.id AND u.n = 5 AND c.id = 1
UPDATE t AS x SET a = DEFAULT WHERE x.id = 2
UPDATE ONLY t SET (a, b) = (5, 'q'), d = NULL WHERE id = 1
UPDATE t SET (a, b) = (SELECT n, v FROM u WHERE u.id = 4) WHERE id = 1
UPDATE t SET (a, b) = ROW(1, 'x') WHERE id = 1
UPDATE t SET arr[2] = 99, j['k'] = '5' WHERE id = 1 RETURNING arr, j
UPDATE t SET arr[1:2] = '{7,8}' WHERE id = 1
UPDATE c SET p.f = 7, q[1].g = 'm'
UPDATE t SET a = 5 WHERE id = 1 RETURNING OLD.a, NEW.a
WITH x AS (SELECT 1 AS id) UPDATE t SET a = 0 FROM x WHERE t.id = x.id
DELETE FROM t WHERE id = 1 RETURNING *
DELETE FROM u USING t, c WHERE u.id = t.id AND c.id = 1
DELETE FROM ONLY u AS x WHERE x.n > 5
WITH x AS (SELECT 1 AS id) DELETE FROM u WHERE id IN (SELECT id FROM x)
MERGE INTO t USING u ON t.id = u.id AND u.n = 5 WHEN MATCHED AND t.a > 5 THEN UPDATE SET a = u.n WHEN MATCHED THEN DELETE WHEN NOT MATCHED AND u.n = 7 THEN INSERT (id, a) VALUES (u.id, u.n) WHEN NOT MATCHED THEN DO NOTHING
MERGE INTO ONLY t AS x USING (SELECT 1 AS id) s ON x.id = s.id WHEN NOT MATCHED BY SOURCE AND x.id = 99 THEN DELETE WHEN NOT MATCHED BY TARGET THEN INSERT (id) VALUES (s.id) WHEN MATCHED THEN UPDATE SET (a, b) = (1, 'z') RETURNING merge_action(), x.*
MERGE INTO ident USING (SELECT 1 AS id) s ON FALSE WHEN NOT MATCHED THEN INSERT DEFAULT VALUES
MERGE INTO ident USING (SELECT 1 AS id) s ON FALSE WHEN NOT MATCHED THEN INSERT (id, v) OVERRIDING SYSTEM VALUE VALUES (70, 'x')
TRUNCATE TABLE u, c RESTART IDENTITY CASCADE
TRUNCATE ONLY u CONTINUE IDENTITY RESTRICT
SELECT jt.* FROM JSON_TABLE('[{"a": 1, "b": {"c": [1, 2]}}, {"b": null}]'::jsonb, '$[*]' AS root PASSING 1 AS x COLUMNS (n FOR ORDINALITY, a int PATH '$.a' DEFAULT 0 ON EMPTY ERROR ON ERROR, has_b int EXISTS PATH '$.b', b jsonb FORMAT JSON PATH '$.b' WITH WRAPPER, NESTED PATH '$.b.c[*]' AS deep COLUMNS (c int PATH '$'))) AS jt
SELECT x.* FROM XMLTABLE('/rows/row' PASSING BY VALUE ('<rows><row id="1"><v>a</v></row><row id="2"/></rows>'::xml) COLUMNS n FOR ORDINALITY, id int PATH '@id', v text DEFAULT 'none') AS x
SELECT double precision '1.5', int '5', interval '1 day'
