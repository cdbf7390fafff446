FROM t ORDER BY id
FROM t SELECT id, b WHERE id > 1 ORDER BY ALL
SELECT * FROM t WHERE a IS NOT NULL ORDER BY id DESC NULLS FIRST LIMIT 2 OFFSET 1
SELECT id, FROM t ORDER BY 1
SELECT x: id, y: b || '!' FROM t ORDER BY x
SELECT id FROM q: t ORDER BY 1
SELECT * EXCLUDE (j, m, s) REPLACE (a + 1 AS a) FROM t ORDER BY id
SELECT * EXCLUDE (j, m) RENAME (a AS aa, b AS bb) FROM t ORDER BY id
SELECT t.* EXCLUDE (t.a) FROM t ORDER BY id
SELECT * LIKE 'a%' FROM t ORDER BY 1
SELECT * ILIKE 'A%' FROM t ORDER BY 1
SELECT * NOT LIKE 'a%' FROM u ORDER BY ALL
SELECT * GLOB 'i*' FROM t ORDER BY 1
SELECT * SIMILAR TO '(id|a)' FROM t ORDER BY 1
SELECT COLUMNS('^(id|a)$') FROM t ORDER BY 1
SELECT COLUMNS(c -> c LIKE 'i%') FROM t ORDER BY 1
SELECT COLUMNS(lambda c: c LIKE 'i%') FROM t ORDER BY 1
SELECT min(COLUMNS(* EXCLUDE (j, m, s, l))) FROM t
SELECT COLUMNS('(.)d') AS '\1x' FROM t ORDER BY 1
SELECT coalesce(*COLUMNS(['a', 'id'])) FROM t ORDER BY 1
SELECT id FROM t WHERE COLUMNS('^(id|a)$') > 1 ORDER BY 1
SELECT [1, 2, 3], [], [[1], [2]], {'a': 1, 'b': [2]}, {a: 1, "b c": 2}, MAP {'k': 1, 'l': 2}, MAP {}, (1, 'x'), row(1, 2)
SELECT [1, 2, 3][1], [1, 2, 3][1:2], [1, 2, 3][:2], [1, 2, 3][2:], [1, 2, 3][:], [1, 2, 3, 4, 5][1:5:2], [1, 2, 3][:-:-1], 'abc'[1], 'abcdef'[2:4]
SELECT l[1], l[-1], s.x, s['y'], (s).x, m['k'], m['k'] IS NULL FROM t ORDER BY id
SELECT [x * 2 FOR x IN [1, 2, 3] IF x > 1], [x FOR x IN l], [upper(x) FOR x IN ['a', 'b']] FROM t ORDER BY id
SELECT [x + i FOR x, i IN [10, 20, 30]], [x FOR x, i IN [10, 20, 30] IF i > 1]
SELECT list_transform(l, x -> x + 1), list_filter(l, lambda x: x > 1), list_reduce([1, 2, 3], (acc, x) -> acc + x), list_transform([1, 2], lambda x, i: x * i) FROM t ORDER BY id
SELECT list_transform([[1], [2]], x -> list_transform(x, y -> y + 1))
SELECT struct_pack(a := 1, b := 'x'), {'a': 1}.a, struct_extract({'a': 1}, 'a')
SELECT j->'a'->'b'->0, j->>'$.a', (j->'a') IS NULL FROM t ORDER BY id
SELECT j->>'a' = '1', (j->>'a') || 'x' FROM t ORDER BY id
SELECT a::VARCHAR, '1'::INT + 1, CAST(a AS DECIMAL(10, 2)), TRY_CAST('x' AS INTEGER), '[1, 2]'::INT[], {'x': 1}::STRUCT(x BIGINT), 'happy'::mood, '{"a":1}'::JSON, 1::DOUBLE PRECISION, '2024-01-01'::TIMESTAMP WITH TIME ZONE IS NOT NULL FROM t ORDER BY id
SELECT CAST([1, 2] AS INTEGER[2]), CAST(MAP {'a': 1} AS MAP(VARCHAR, BIGINT)), union_value(num := 2)::UNION(num INTEGER, str VARCHAR)
SELECT 'sad'::ENUM('sad', 'ok')
SELECT TRY(CAST('x' AS INTEGER)), TRY(log(0))
SELECT DATE '2024-01-31', TIMESTAMP '2024-01-01 00:00:00', TIME '10:00:00', TIMESTAMPTZ '2024-01-01 00:00:00+00' IS NULL, INTERVAL '1 day', INTERVAL 3 DAYS, INTERVAL (1 + 1) HOUR, INTERVAL '1' YEAR, d + INTERVAL 1 MONTH, d + 1, ts - INTERVAL (a) MINUTES FROM t ORDER BY id
SELECT UUID '47183823-2574-4bfd-b411-99ed177d3e43', BLOB '\xAA', DECIMAL '1.5', JSON '{"a": 1}'
SELECT 1_000_000, 1e3, .5, 5., 1.5e-2
SELECT 'it''s', E'a\nb\t\x41', $$raw 'x'$$, $tag$x $$ y$tag$, '', chr(10)
SELECT 7 // 2, 7 / 2, 7 % 3, 2 ** 3, 2 ^ 3, -7, +7, ~5, 5 & 3, 5 | 3, 1 << 3, 16 >> 2, @(-5), xor(1, 2)
SELECT -2 ** 2, 2 ** 3 ** 2, (-2) ^ 2, 1 - -1, - -1, 10 - (3 - 2), (10 - 3) - 2, 10 / (2 * 5), NOT (TRUE AND FALSE), NOT TRUE OR TRUE
SELECT a = 10, a == 10, a <> 10, a != 10, a < 10 OR a >= 20 AND id = 1, (a < 10 OR a >= 20) AND id = 1, a IS NULL, a IS NOT NULL, a ISNULL, a NOTNULL, a IS DISTINCT FROM 10, a IS NOT DISTINCT FROM 10, (a > 10) IS TRUE, (a > 10) IS NOT FALSE, (a > 10) IS UNKNOWN FROM t ORDER BY id
SELECT a BETWEEN 1 AND 15, a NOT BETWEEN 1 AND 15, a IN (10, 20), a NOT IN (10), a IN (SELECT n FROM u), id IN [1, 2], (id, a) IN ((1, 10)), (id, a) = (1, 10) FROM t ORDER BY id
SELECT b LIKE 'o%', b NOT LIKE '_n%', b ILIKE 'T%', b SIMILAR TO '[a-z]+', b NOT SIMILAR TO 'x', b GLOB 'T*', b LIKE 'a!%' ESCAPE '!', b ~ 'o.*', b !~ 'x', b ~~ 'o%', b !~~ 'o%', b ~~* 'O%', b ~~~ 'o*', b ^@ 'o', starts_with(b, 'o') FROM t ORDER BY id
SELECT [1, 2] @> [1], [1] <@ [1, 2], [1, 2] && [2, 3], [1.0, 2.0] <-> [1.0, 3.0], [1.0, 0.0] <=> [0.0, 1.0], [1] || [2], 'a' || 1
SELECT 1 = ANY ([1, 2]), 3 > ALL (SELECT 1), 1 = SOME (SELECT 1), 1 < ANY (SELECT n FROM u)
SELECT CASE WHEN a > 10 THEN 'big' WHEN a IS NULL THEN 'none' ELSE 'small' END, CASE id WHEN 1 THEN 'a' END, if(a > 1, 'y', 'n'), coalesce(a, 0), nullif(a, 10), ifnull(a, 1) FROM t ORDER BY id
SELECT extract(year FROM d), extract('month' FROM d), date_part('day', d), position('n' IN b), substring(b FROM 2 FOR 2), substring(b, 2), substr(b, 1, 2), trim(b), trim(BOTH 'o' FROM b), trim(LEADING 'o' FROM b), trim(TRAILING FROM b), trim('o' FROM b), upper(b), left(b, 1) FROM t ORDER BY id
SELECT b COLLATE NOCASE = 'THREE', b COLLATE NOCASE.NOACCENT FROM t ORDER BY b COLLATE NOCASE
SELECT ts AT TIME ZONE 'UTC' IS NULL, now() IS NULL, current_date IS NULL, current_timestamp IS NULL, localtime IS NULL, today() > DATE '2000-01-01' FROM t ORDER BY id
SELECT count(*), count(a), count(DISTINCT a), sum(a) FILTER (WHERE id > 1), sum(a) FILTER (id > 1), string_agg(b, ',' ORDER BY id DESC), list(a ORDER BY id), first(a ORDER BY id), array_agg(DISTINCT a ORDER BY a), any_value(1), arg_max(b, a), mode(a), median(a), quantile_cont(a, [0.25, 0.5]), count() FROM t
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a), mode() WITHIN GROUP (ORDER BY a DESC) FROM t
SELECT year, sum(amount) FROM sales GROUP BY ALL ORDER BY ALL
SELECT year, month, sum(amount), grouping(year, month) FROM sales GROUP BY ROLLUP (year, month) ORDER BY ALL NULLS LAST
SELECT year, month, sum(amount) FROM sales GROUP BY CUBE (year, month) ORDER BY ALL
SELECT year, month, sum(amount) FROM sales GROUP BY GROUPING SETS ((year, month), (year), month, ()) ORDER BY ALL
SELECT year, month, empid, sum(amount) FROM sales GROUP BY year, ROLLUP (month), CUBE (empid) HAVING sum(amount) > 100 ORDER BY ALL
SELECT year % 2, count(*) FROM sales GROUP BY 1 ORDER BY 1
SELECT id, row_number() OVER (ORDER BY id), rank() OVER (PARTITION BY a % 2 ORDER BY id DESC NULLS LAST), lag(a, 1, 0) OVER w, first_value(a IGNORE NULLS) OVER w, sum(a) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), avg(a) OVER (ORDER BY d RANGE BETWEEN INTERVAL 31 DAYS PRECEDING AND INTERVAL 1 DAY FOLLOWING), count(*) OVER (ORDER BY id GROUPS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES), max(a) OVER (w ROWS UNBOUNDED PRECEDING), sum(a) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) FROM t WINDOW w AS (ORDER BY id) ORDER BY id
SELECT sum(a) FILTER (WHERE id > 1) OVER (ORDER BY id), count(DISTINCT a) OVER (), lead(a ORDER BY d) OVER (ORDER BY id), nth_value(a, 2) OVER (ORDER BY id), ntile(2) OVER (ORDER BY id), cume_dist() OVER (ORDER BY id) FROM t ORDER BY 1
SELECT id, v FROM u QUALIFY row_number() OVER (PARTITION BY id ORDER BY n DESC) = 1 ORDER BY id
SELECT id, row_number() OVER w AS rn FROM u WINDOW w AS (PARTITION BY id ORDER BY n) QUALIFY rn = 1 ORDER BY id
SELECT DISTINCT a % 2 FROM t ORDER BY 1
SELECT DISTINCT ON (id) id, v FROM u ORDER BY id, n
SELECT ALL id FROM t ORDER BY id
SELECT t.id, u.v FROM t JOIN u ON t.id = u.id ORDER BY ALL
SELECT * FROM t JOIN u USING (id) ORDER BY n
SELECT t.id, u.id FROM t LEFT JOIN u ON t.id = u.id AND u.n > 5 RIGHT JOIN sales ON TRUE ORDER BY ALL
SELECT t.id, u.id FROM t FULL OUTER JOIN u ON t.id = u.id ORDER BY ALL
SELECT t.id, u.v FROM t CROSS JOIN u ORDER BY ALL
SELECT t.id, u.v FROM t, u WHERE t.id = u.id ORDER BY ALL
SELECT id FROM t SEMI JOIN u USING (id) ORDER BY id
SELECT id FROM t ANTI JOIN u USING (id) ORDER BY id
SELECT t.id, u.v FROM t NATURAL JOIN (SELECT id, v FROM u) u ORDER BY ALL
SELECT t.id, u.v FROM t POSITIONAL JOIN u ORDER BY ALL
SELECT t.id, u.v FROM t ASOF JOIN u ON t.ts >= u.ts ORDER BY ALL
SELECT id, u.v FROM t ASOF LEFT JOIN u USING (id, ts) ORDER BY ALL
SELECT t.id, x.n FROM t, LATERAL (SELECT max(n) AS n FROM u WHERE u.id = t.id) x ORDER BY 1
SELECT t.id, x.n FROM t LEFT JOIN LATERAL (SELECT n FROM u WHERE u.id = t.id) x ON TRUE ORDER BY ALL
SELECT t.id FROM (t JOIN u ON t.id = u.id) JOIN sales ON sales.empid = t.id ORDER BY 1
SELECT * FROM (SELECT 1 AS a) AS x (y), (VALUES (1, 'a'), (2, 'b')) v (n, s) ORDER BY n
SELECT * FROM range(3) r (i), generate_series(1, 2) AS g, unnest([1, 2]) AS e (x) ORDER BY ALL
SELECT * FROM range(0, 10, 3) WITH ORDINALITY ORDER BY 1
SELECT unnest([1, 2]) AS x, unnest({'a': 1, 'b': 2}), unnest([{'a': 1}], recursive := TRUE)
SELECT * FROM t TABLESAMPLE RESERVOIR(2 ROWS) REPEATABLE (1) WHERE FALSE
SELECT * FROM t TABLESAMPLE 10% (BERNOULLI) WHERE FALSE
SELECT id FROM t USING SAMPLE 100 PERCENT (BERNOULLI) ORDER BY id
SELECT t.id FROM t JOIN u ON t.id = u.id USING SAMPLE reservoir(50 ROWS) REPEATABLE (100) ORDER BY t.id
SELECT id FROM t ORDER BY id LIMIT 50%
SELECT id FROM t ORDER BY id LIMIT (SELECT 2)
SELECT id FROM t ORDER BY id FETCH FIRST 2 ROWS ONLY
SELECT id FROM t ORDER BY id OFFSET 1
WITH x AS (SELECT 1 AS a), y (b) AS MATERIALIZED (SELECT a + 1 FROM x), z AS NOT MATERIALIZED (SELECT * FROM y) SELECT * FROM z
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r ORDER BY n
WITH RECURSIVE r (k, n) USING KEY (k) AS (SELECT 1, 0 UNION SELECT k, n + 1 FROM r WHERE n < 3) SELECT * FROM r
SELECT 1 AS a UNION SELECT 2 UNION ALL SELECT 2 ORDER BY a
SELECT 1 INTERSECT SELECT 1 EXCEPT SELECT 2
SELECT 1 UNION (SELECT 2 EXCEPT SELECT 2) ORDER BY 1
SELECT 1 AS a, 2 AS b UNION ALL BY NAME SELECT 3 AS b, 4 AS c ORDER BY ALL
SELECT 1 AS a UNION BY NAME SELECT 2 AS b ORDER BY ALL
SELECT 1 EXCEPT ALL SELECT 2 INTERSECT ALL SELECT 2
(SELECT 1 LIMIT 1) UNION ALL (SELECT 2 ORDER BY 1 LIMIT 1) ORDER BY 1
VALUES (1, 'a'), (2, 'b') ORDER BY 1
TABLE u ORDER BY n
SELECT (SELECT max(n) FROM u), EXISTS (SELECT 1 FROM u WHERE u.id = t.id), NOT EXISTS (FROM u), ARRAY(SELECT n FROM u ORDER BY n), array_length((SELECT l FROM t LIMIT 1)) FROM t ORDER BY id
SELECT (FROM u SELECT max(n)), (VALUES (1)), ((SELECT 1)) + 1
SELECT * FROM sales PIVOT (sum(amount) FOR month IN ('JAN', 'FEB')) ORDER BY ALL
SELECT * FROM sales PIVOT (sum(amount) AS total, max(amount) AS best FOR year IN (2023, 2024) month IN ('JAN', 'FEB' AS f) GROUP BY empid) ORDER BY ALL
SELECT * FROM (PIVOT sales ON month USING sum(amount) GROUP BY year) ORDER BY year
PIVOT sales ON year USING sum(amount) GROUP BY empid ORDER BY empid
PIVOT sales ON year
PIVOT sales ON year, month USING sum(amount)
PIVOT sales ON month IN ('JAN', 'FEB'), year USING sum(amount) AS s, max(amount) GROUP BY empid ORDER BY empid LIMIT 1
PIVOT (SELECT * FROM sales WHERE amount > 100) ON year || '-' || month USING first(amount)
WITH p AS (PIVOT sales ON year USING sum(amount) GROUP BY empid) SELECT * FROM p ORDER BY empid
UNPIVOT monthly ON jan, feb, mar INTO NAME month VALUE sales
UNPIVOT monthly ON COLUMNS(* EXCLUDE (empid, dept)) INTO NAME month VALUE sales ORDER BY ALL
UNPIVOT monthly ON jan AS january, feb
SELECT * FROM monthly UNPIVOT (sales FOR month IN (jan, feb AS february, mar)) ORDER BY ALL
SELECT * FROM monthly UNPIVOT INCLUDE NULLS (sales FOR month IN (COLUMNS(* EXCLUDE (empid, dept)))) ORDER BY ALL
SELECT * FROM monthly UNPIVOT ((x, y) FOR q IN ((jan, feb) AS q1, (mar, empid) AS q2)) ORDER BY ALL
FROM (UNPIVOT monthly ON jan, feb) SELECT count(*)
SELECT $1::INT + $2::INT
SELECT ?::INT + ?::INT
SELECT b.upper(), [1, 2].list_sum() FROM t ORDER BY id
SELECT s.*, t.id FROM t ORDER BY id
SELECT unnest(s) FROM t ORDER BY ALL
SELECT main.t.id, t.s.x, memory.main.t.a FROM memory.main.t ORDER BY 1
SELECT plus1(2), main.plus1(x := 3), "plus1"(4)
SELECT CASE WHEN TRUE THEN 1 END::VARCHAR, (1 + 2)::VARCHAR || 'x', NOT a::BOOLEAN FROM t ORDER BY id
SELECT a IS NULL = TRUE, NOT a = 1, NOT (a = 1) AND TRUE, a = 1 AND NOT b = 'x', a + 1 BETWEEN 1 AND 2 + 3, 'a' || 'b' LIKE 'ab' || '%', a % 3 * 2 FROM t ORDER BY id
SELECT 1 AS "select", 2 AS "a b", 3 "x""y", 4 AS 'quoted', 5 AS value, 6 AS name, 7 AS type
SELECT count(*) AS count, sum(a) sum, max(id) AS max FROM t
SELECT /* block /* nested */ */ 1 -- end
SELECT epoch_ms(1000), strftime(d, '%Y'), date_trunc('month', d), datediff('day', d, DATE '2024-12-31'), greatest(1, 2), list_value(1, 2), format('{}', 1), regexp_replace(b, 'o', 'x', 'g'), printf('%d', 1) FROM t ORDER BY id
SELECT getvariable('x'), nextval('seq') > 0, currval('seq') > 0
INSERT INTO u VALUES (9, 'i', 1, NULL), (10, DEFAULT, 2, DEFAULT)
INSERT INTO u (id, v) SELECT id, b FROM t
INSERT INTO u BY NAME SELECT 1 AS n, 2 AS id
INSERT INTO u BY POSITION SELECT 1, 'a', 2, NULL
INSERT INTO u DEFAULT VALUES
INSERT INTO u FROM (SELECT 1, 'x', 2, NULL)
INSERT OR REPLACE INTO t (id, a) VALUES (1, 99)
INSERT OR IGNORE INTO t (id, a) VALUES (1, 99)
INSERT INTO t (id, a) VALUES (1, 5) ON CONFLICT (id) DO UPDATE SET a = excluded.a + t.a, b = 'c' WHERE t.a > 1 RETURNING id, a AS aa
INSERT INTO t (id, a) VALUES (1, 5) ON CONFLICT DO NOTHING RETURNING *
INSERT INTO t AS x (id, a) VALUES (1, 5) ON CONFLICT DO UPDATE SET a = EXCLUDED.a
WITH x AS (SELECT 7 AS id) INSERT INTO u (id) SELECT id FROM x RETURNING id + 1
UPDATE t SET a = a + 1, b = upper(b) WHERE id = 1 RETURNING id, a
UPDATE t SET a = u.n FROM u WHERE t.id = u.id AND u.n = 5
UPDATE t AS x SET a = DEFAULT WHERE x.id = 2
WITH x AS (SELECT 1 AS id) UPDATE t SET a = 0 FROM x WHERE t.id = x.id
DELETE FROM t WHERE id = 1 RETURNING *
DELETE FROM u USING t WHERE u.id = t.id
DELETE FROM u AS x WHERE x.n > 5
TRUNCATE u
MERGE INTO t USING u ON t.id = u.id AND u.n = 5 WHEN MATCHED AND t.a > 5 THEN UPDATE SET a = u.n WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id, a) VALUES (u.id + 100 * u.n, u.n)
MERGE INTO t USING (SELECT 1 AS id, 5 AS a) s USING (id) WHEN MATCHED THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT BY NAME RETURNING merge_action, id
MERGE INTO u USING (SELECT 1 AS id, 'q' AS v, 3 AS n, NULL::TIMESTAMP AS ts) s ON u.id = s.id WHEN MATCHED THEN UPDATE WHEN NOT MATCHED THEN INSERT
MERGE INTO u USING (SELECT 1 AS id, 'q' AS v, 3 AS n, NULL::TIMESTAMP AS ts) s ON u.id = s.id WHEN MATCHED AND u.n = 6 THEN DO NOTHING WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *
MERGE INTO u USING (SELECT 1 AS id) s ON u.id = s.id WHEN NOT MATCHED BY SOURCE AND u.id > 100 THEN DELETE WHEN NOT MATCHED BY TARGET THEN INSERT DEFAULT VALUES WHEN MATCHED AND u.n = 0 THEN ERROR
