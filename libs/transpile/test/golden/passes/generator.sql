-- SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 5))
SELECT count(*) AS "COUNT(*)" FROM (SELECT unnest(range(5)) AS "_row") AS "_1";
