-- SELECT id FROM orders WHERE detail:items[0].n = '2' AND id = '1' AND ordered < '2024-02-01'
SELECT "ORDERS"."ID" AS "ID" FROM "ORDERS" AS "ORDERS" WHERE mr_text(mr_defined(json_extract("ORDERS"."DETAIL", '$."items"[0]."n"'))) = '2' AND "ORDERS"."ID" = CAST(trim('1') AS DECIMAL(38, 9)) AND "ORDERS"."ORDERED" < mr_to_date('2024-02-01');
