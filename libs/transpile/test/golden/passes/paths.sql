-- SELECT detail:items[0].sku, detail:NOTE, detail:Note FROM orders ORDER BY id
SELECT mr_defined(json_extract("ORDERS"."DETAIL", '$."items"[0]."sku"')) AS "DETAIL:ITEMS[0].SKU", json_extract("ORDERS"."DETAIL", '$."NOTE"') AS "DETAIL:NOTE", json_extract("ORDERS"."DETAIL", '$."Note"') AS "DETAIL:NOTE$2" FROM "ORDERS" AS "ORDERS" ORDER BY "ORDERS"."ID" NULLS LAST;
