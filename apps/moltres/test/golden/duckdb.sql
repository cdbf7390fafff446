-- filter-and
SELECT "users"."id" FROM "users" WHERE "users"."age" > $1 AND "users"."city" = $2;

-- null-eq
SELECT "users"."id" FROM "users" WHERE "users"."age" IS NULL;

-- null-safe-neq
SELECT "users"."id" FROM "users" WHERE "users"."city" IS DISTINCT FROM $1;

-- in-empty
SELECT "users"."id" FROM "users" WHERE FALSE;

-- like-escape
SELECT "users"."id" FROM "users" WHERE CONTAINS("users"."name", $1);

-- limit-then-filter
SELECT "q"."id" FROM (SELECT "users"."id", "users"."age" FROM "users" ORDER BY "users"."id" LIMIT $1) AS "q" WHERE "q"."age" > $2 ORDER BY "q"."id";

-- limit-then-sort
SELECT "q"."id" FROM (SELECT "users"."id" FROM "users" ORDER BY "users"."id" LIMIT $1) AS "q" ORDER BY "q"."id" DESC;

-- limit-limit
SELECT "users"."id" FROM "users" ORDER BY "users"."id" LIMIT $1;

-- limit-then-distinct
SELECT DISTINCT "q"."city" FROM (SELECT "users"."city", "users"."id" AS "sort_key" FROM "users" ORDER BY "sort_key" LIMIT $1) AS "q";

-- having
SELECT "orders"."user_id", SUM("orders"."amount") AS "tot" FROM "orders" GROUP BY "orders"."user_id" HAVING SUM("orders"."amount") > $1 ORDER BY "orders"."user_id";

-- filter-derived
SELECT "users"."id", "users"."age" * $1 AS "a2" FROM "users" WHERE "users"."age" * $2 > $3;

-- top-n-per-group
SELECT "orders"."id", "orders"."user_id" FROM "orders" QUALIFY ROW_NUMBER() OVER (PARTITION BY "orders"."user_id" ORDER BY "orders"."amount" DESC, "orders"."id") = $1 ORDER BY "orders"."id";

-- running-sum
SELECT "orders"."id", SUM("orders"."amount") OVER (ORDER BY "orders"."id" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "s" FROM "orders" ORDER BY "orders"."id";

-- lag-default
SELECT "orders"."id", LAG("orders"."amount", CAST($1 AS INTEGER), CAST($2 AS DOUBLE)) OVER (ORDER BY "orders"."id") AS "p" FROM "orders" ORDER BY "orders"."id";

-- inner-join-both-ids
SELECT "users"."id" AS "uid", "orders"."id" AS "oid" FROM "users" JOIN "orders" ON "users"."id" = "orders"."user_id" ORDER BY "orders"."id";

-- left-join-keeps-left-id
SELECT "users"."id", "orders"."amount" FROM "users" LEFT JOIN "orders" ON "users"."id" = "orders"."user_id" ORDER BY "users"."id", "orders"."amount";

-- self-join
SELECT "users"."name" AS "a", "users_2"."name" AS "b" FROM "users" JOIN "users" AS "users_2" ON "users"."city" = "users_2"."city" AND "users"."id" < "users_2"."id";

-- frame-used-twice
WITH "shared" AS (SELECT "users"."city", COUNT(*) AS "n", SUM("orders"."amount") AS "total" FROM "orders" JOIN "users" ON "orders"."user_id" = "users"."id" GROUP BY "users"."city") SELECT "shared_2"."city", "shared_2"."n", "shared_3"."city" AS "better" FROM "shared" AS "shared_2" LEFT JOIN "shared" AS "shared_3" ON "shared_3"."total" > "shared_2"."total" ORDER BY "shared_2"."city";

-- filtered-self-join
SELECT "users"."name" AS "a", "users_2"."name" AS "b" FROM "users" JOIN "users" AS "users_2" ON "users"."city" = "users_2"."city" AND "users"."id" < "users_2"."id" WHERE "users"."age" > $1 AND "users_2"."age" > $2;

-- full-join
SELECT "users"."id" AS "uid", "orders"."id" AS "oid" FROM "users" FULL JOIN "orders" ON "users"."id" = "orders"."user_id";

-- semi-join-keeps-dups
SELECT "orders"."user_id", "orders"."amount", "orders"."status" FROM "orders" WHERE EXISTS (SELECT 1 AS "one" FROM "users" WHERE "orders"."user_id" = "users"."id");

-- anti-join
SELECT "users"."id" FROM "users" WHERE NOT EXISTS (SELECT 1 AS "one" FROM "orders" WHERE "users"."id" = "orders"."user_id");

-- exists-correlated
SELECT "users"."id" FROM "users" WHERE EXISTS (SELECT 1 AS "one" FROM "orders" WHERE "orders"."user_id" = "users"."id" AND "orders"."status" = $1);

-- not-in-null-trap
SELECT "users"."id" FROM "users" WHERE "users"."id" NOT IN (SELECT "orders"."user_id" FROM "orders");

-- scalar-subquery
SELECT "users"."id", (SELECT MAX("orders"."amount") AS "m" FROM "orders") AS "mx" FROM "users" ORDER BY "users"."id";

-- recursive-cte
WITH RECURSIVE "nums" ("n") AS (SELECT CAST($1 AS INTEGER) AS "n" UNION ALL SELECT "nums_2"."n" + $2 AS "n" FROM "nums" AS "nums_2" WHERE "nums_2"."n" < $3) SELECT "nums_3"."n" FROM "nums" AS "nums_3";

-- union-all-of-limits
SELECT "q"."id" FROM (SELECT "users"."id" FROM "users" ORDER BY "users"."id" LIMIT $1) AS "q" UNION ALL SELECT "q_2"."id" FROM (SELECT "users_2"."id" FROM "users" AS "users_2" ORDER BY "users_2"."id" DESC LIMIT $2) AS "q_2";

-- case-no-else
SELECT "users"."id", CASE WHEN "users"."age" >= $1 THEN CAST($2 AS VARCHAR) END AS "b" FROM "users" ORDER BY "users"."id";

-- alias-kept-on-predicate
SELECT "users"."id", "users"."age" IS NULL AS "m" FROM "users" ORDER BY "users"."id";

-- int-division-is-float
SELECT "users"."id", CAST("users"."age" AS DOUBLE) / CAST($1 AS DOUBLE) AS "q" FROM "users" ORDER BY "users"."id";

-- drop-column
SELECT "users"."id", "users"."name", "users"."city" FROM "users" ORDER BY "users"."id" LIMIT $1;

-- rename-keeps-rest
SELECT "users"."id", "users"."name", "users"."age" AS "years", "users"."city", "users"."created" FROM "users" WHERE "users"."id" = $1;

-- fill-null-keeps-rest
SELECT "users"."id", COALESCE("users"."age", $1) AS "age" FROM "users" ORDER BY "users"."id";

-- drop-nulls-any
SELECT "users"."id" FROM "users" WHERE "users"."age" IS NOT NULL AND "users"."city" IS NOT NULL ORDER BY "users"."id";

-- dedupe-returns-real-rows
SELECT "orders"."id", "orders"."user_id", "orders"."amount", "orders"."status" FROM "orders" QUALIFY ROW_NUMBER() OVER (PARTITION BY "orders"."user_id" ORDER BY "orders"."id") = $1 ORDER BY "orders"."id";

-- agg-filter
SELECT SUM("orders"."amount") FILTER (WHERE "orders"."status" = $1) AS "paid", COUNT(*) AS "n" FROM "orders";

-- pivot
SELECT "orders"."user_id", SUM("orders"."amount") FILTER (WHERE "orders"."status" = $1) AS "paid", SUM("orders"."amount") FILTER (WHERE "orders"."status" = $2) AS "open" FROM "orders" GROUP BY "orders"."user_id" ORDER BY "orders"."user_id";

-- count-distinct-multi
SELECT COUNT(DISTINCT ROW("orders"."user_id", "orders"."status")) AS "n" FROM "orders";

-- window-over-aggregate
SELECT "orders"."status", SUM("orders"."amount") AS "t", SUM("orders"."amount") / NULLIF(SUM(SUM("orders"."amount")) OVER (), 0.0) AS "share" FROM "orders" GROUP BY "orders"."status" ORDER BY "orders"."status";

-- sort-nulls-last
SELECT "users"."id" FROM "users" ORDER BY "users"."age";

-- tail-order
SELECT "q"."id" FROM (SELECT "users"."id" FROM "users" ORDER BY "users"."id" DESC LIMIT $1) AS "q" ORDER BY "q"."id";

-- raw-sql-chain
SELECT "q"."id" FROM (SELECT * FROM users WHERE age > $1) AS "q" ORDER BY "q"."id";
