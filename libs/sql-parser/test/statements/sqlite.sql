SELECT id, a FROM t ORDER BY a DESC NULLS LAST, id LIMIT 2 OFFSET 1
SELECT id FROM t ORDER BY id LIMIT 1, 2
SELECT DISTINCT a FROM t ORDER BY 1
SELECT ALL id FROM t ORDER BY id
SELECT t.*, u.v FROM t, u WHERE t.id = u.id ORDER BY n
SELECT CAST(a AS TEXT) || 'x', CAST('1' AS INTEGER) + 1, CAST(a AS NUMERIC(10, 2)), CAST(b AS BLOB) FROM t ORDER BY id
SELECT 'it''s', "b", [b], `b`, X'0aFF', 1e3, .5, 5., 0xFF, 1_000, NULL, TRUE, FALSE FROM t ORDER BY id
SELECT (SELECT max(n) FROM u), EXISTS (SELECT 1 FROM u WHERE u.id = t.id), NOT EXISTS (SELECT 1), a IN (SELECT n FROM u), a IN (10, 20), a NOT IN (10), (id, a) IN ((1, 10)), (id, a) IN (VALUES (1, 10)), (id, a) = (1, 10), id IN vw FROM t, (SELECT 1) WHERE FALSE
SELECT j -> 'a', j ->> '$.a', j -> '$.a.b' ->> 0, json_extract(j, '$.a') FROM t ORDER BY id
SELECT b LIKE 'o%', b NOT LIKE '_n%', b LIKE 'a!%' ESCAPE '!', b GLOB 'o*', b NOT GLOB 'x', b LIKE 'T%' COLLATE NOCASE, b MATCH 'x' FROM t WHERE FALSE
SELECT 7 / 2, 7 % 3, -7, +7, ~5, 5 & 3, 5 | 3, 1 << 3, 16 >> 2, - - 1, 1 - -1, 'a' || 'b' || 'c', NOT 1, NOT NOT 0
SELECT 10 - (3 - 2), (10 - 3) - 2, 10 / (2 * 5), NOT (1 AND 0), NOT 1 OR 1, (1 < 2) = 1, 1 + 2 = 3 AND 1, 1 < 2 = 1, 1 = 2 < 3, -2 || 'x', ~1 + 1, 2 * 3 || 'x', 1 << 2 + 1, 1 | 2 & 3, NOT 1 = 2, (NOT 1) = 2
SELECT a IS NULL, a IS NOT NULL, a ISNULL, a NOTNULL, a NOT NULL, a IS 10, a IS NOT 10, a IS DISTINCT FROM 10, a IS NOT DISTINCT FROM 10, a == 10, a != 10, a <> 10, a IS TRUE, a IS NOT FALSE, a BETWEEN 1 AND 15, a NOT BETWEEN 1 AND 15 FROM t ORDER BY id
SELECT CASE WHEN a > 10 THEN 'big' WHEN a IS NULL THEN 'none' ELSE 'small' END, CASE id WHEN 1 THEN 'a' END, coalesce(a, 0), nullif(a, 10), ifnull(a, 1), iif(a > 1, 'y', 'n'), max(a, 1), min(a, 1) FROM t ORDER BY id
SELECT upper(b), length(b), substr(b, 2), substring(b, 1, 2), trim(b), trim(b, 'o'), replace(b, 'o', 'x'), instr(b, 'n'), date(d, '+1 day'), strftime('%Y', d), current_date IS NULL, CURRENT_TIMESTAMP IS NULL, typeof(a), printf('%d', a), hex(b), quote(b), round(1.5), abs(-1), random() IS NULL, likelihood(a, 0.5), char(65) FROM t ORDER BY id
SELECT count(*), count(a), count(DISTINCT a), sum(a) FILTER (WHERE id > 1), total(a), group_concat(b, ','), group_concat(DISTINCT b), group_concat(b, ',' ORDER BY id DESC), string_agg(b, ','), json_group_array(b), avg(a) FROM t
SELECT a % 2, count(*) FROM t GROUP BY a % 2, 1 HAVING count(*) > 0 ORDER BY 1
SELECT id, row_number() OVER (ORDER BY id), rank() OVER (PARTITION BY a % 2 ORDER BY id DESC NULLS LAST), lag(a, 1, 0) OVER w, sum(a) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), count(*) OVER (ORDER BY id GROUPS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES), max(a) OVER (w ROWS UNBOUNDED PRECEDING), sum(a) OVER (ORDER BY id RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW), count(*) FILTER (WHERE a > 1) OVER (), nth_value(a, 2) OVER w, min(a) OVER (ORDER BY id ROWS CURRENT ROW EXCLUDE NO OTHERS) FROM t WINDOW w AS (ORDER BY id), w2 AS (PARTITION BY a) ORDER BY id
SELECT t.id, u.v FROM t JOIN u ON t.id = u.id ORDER BY 1, 2
SELECT * FROM t INNER JOIN u USING (id) ORDER BY n
SELECT t.id, u.id FROM t LEFT OUTER JOIN u ON t.id = u.id AND u.n > 5 ORDER BY 1, 2
SELECT t.id, u.id FROM t FULL OUTER JOIN u ON t.id = u.id RIGHT JOIN vw ON vw.id = t.id ORDER BY 1, 2
SELECT t.id, u.v FROM t CROSS JOIN u NATURAL JOIN vw ORDER BY 1, 2
SELECT t.id FROM (t JOIN u ON t.id = u.id) JOIN vw ON vw.id = t.id ORDER BY 1
SELECT a.id FROM (t a JOIN u b ON a.id = b.id), (SELECT 1) ORDER BY 1
SELECT * FROM (SELECT 1 AS a) AS x, (VALUES (1, 'a'), (2, 'b')) AS v ORDER BY 2
SELECT value FROM json_each('[1, 2]') AS e, pragma_table_info('t') AS p WHERE p.name = 'id' ORDER BY 1
SELECT t.id, e.value FROM t, json_each(t.j) AS e ORDER BY 1
SELECT id FROM u INDEXED BY u_n WHERE n > 5 ORDER BY id
SELECT id FROM u AS x NOT INDEXED WHERE n > 5 ORDER BY id
SELECT main.t.id, t.rowid, t._rowid_, oid FROM main.t ORDER BY 1
WITH x AS (SELECT 1 AS a), y (b) AS MATERIALIZED (SELECT a + 1 FROM x), z AS NOT MATERIALIZED (SELECT * FROM y) SELECT * FROM z
WITH RECURSIVE r (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r ORDER BY n
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r ORDER BY 1 DESC LIMIT 3) SELECT * FROM r
SELECT 1 AS a UNION SELECT 2 UNION ALL SELECT 2 ORDER BY a
SELECT 1 UNION SELECT 2 INTERSECT SELECT 2 EXCEPT SELECT 3
SELECT a FROM t UNION ALL SELECT n FROM u ORDER BY 1 LIMIT 2
VALUES (1, 'a'), (2, 'b')
SELECT ?, ?1, :name, @at, $dollar
SELECT b COLLATE NOCASE = 'THREE', b COLLATE BINARY FROM t ORDER BY b COLLATE NOCASE DESC
SELECT 1 AS "select", 2 AS [a b], 3 "x""y", 4 AS 'quoted', 5 value, 6 AS name, 7 key
SELECT a IS NULL = 1, a = 1 AND NOT b = 'x', a + 1 BETWEEN 1 AND 2 + 3, 'a' || 'b' LIKE 'ab' || '%', -a, - (-a), (a IS NULL) IS NOT NULL, (a < 5) IS (a > 5), a < 5 IS 1, a = (b IS NULL), (a = b) IS NULL FROM t ORDER BY id
SELECT /* block */ 1 -- end
SELECT count(*) AS n FROM t WHERE a > (SELECT avg(a) FROM t)
SELECT DISTINCT t.id FROM t LEFT JOIN u ON u.id = t.id AND (u.n > 5 OR u.v = 'x') WHERE u.id IS NOT NULL ORDER BY t.id
INSERT INTO u VALUES (9, 'i', 1), (10, 'k', 2)
INSERT INTO u (id, v) SELECT id, b FROM t WHERE TRUE
INSERT INTO u DEFAULT VALUES
INSERT OR REPLACE INTO t (id, a) VALUES (1, 99)
INSERT OR IGNORE INTO t (id, a) VALUES (1, 99)
INSERT OR ROLLBACK INTO t (id) VALUES (50)
REPLACE INTO t (id, a) VALUES (1, 99)
INSERT INTO t (id, a) VALUES (1, 5) ON CONFLICT (id) DO UPDATE SET a = excluded.a + t.a, b = 'c' WHERE t.a > 1 RETURNING id, a AS aa
INSERT INTO t (id, a) VALUES (1, 5) ON CONFLICT DO NOTHING
INSERT INTO u AS k VALUES (1, 'x', 9) ON CONFLICT (v COLLATE BINARY) DO UPDATE SET (id, n) = (7, excluded.n)
INSERT INTO t (id, a) SELECT 1, 5 WHERE TRUE ON CONFLICT (id) DO NOTHING ON CONFLICT DO UPDATE SET a = 1
WITH x AS (SELECT 7 AS id) INSERT INTO u (id) SELECT id FROM x RETURNING id + 1, *
UPDATE t SET a = a + 1, b = upper(b) WHERE id = 1 RETURNING id, a
UPDATE OR IGNORE u SET v = 'x' WHERE v = 'y'
UPDATE t SET a = u.n FROM u WHERE t.id = u.id AND u.n = 5
UPDATE t AS x SET (a, b) = (5, 'q'), d = NULL WHERE x.id = 1
UPDATE t SET (a, b) = (SELECT n, v FROM u WHERE u.id = 4) WHERE id = 1
UPDATE u INDEXED BY u_n SET v = 'w' WHERE n = 5
WITH x AS (SELECT 1 AS id) UPDATE t SET a = 0 WHERE id IN (SELECT id FROM x)
DELETE FROM t WHERE id = 1 RETURNING *
DELETE FROM u NOT INDEXED WHERE n > 5
DELETE FROM main.u AS x WHERE x.n > 5
WITH x AS (SELECT 1 AS id) DELETE FROM u WHERE id IN (SELECT id FROM x)
