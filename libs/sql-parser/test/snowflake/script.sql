BEGIN
  CREATE TABLE parent (id INTEGER);
  CREATE TABLE child (id INTEGER, parent_id INTEGER);
  RETURN 'Completed';
END
;;
DECLARE
  radius_of_circle FLOAT;
  area_of_circle FLOAT DEFAULT 0;
  profit NUMBER(38, 2) := 0.0;
  untyped DEFAULT 5;
BEGIN
  radius_of_circle := 3;
  area_of_circle := PI() * radius_of_circle * radius_of_circle;
  RETURN area_of_circle;
END
;;
DECLARE
  c1 CURSOR FOR SELECT price FROM invoices WHERE price > ? AND price < ?;
  price FLOAT;
  res RESULTSET;
  res2 RESULTSET DEFAULT (SELECT a FROM t);
  c2 CURSOR FOR res2;
  my_exception EXCEPTION (-20002, 'Raised MY_EXCEPTION.');
  other_exception EXCEPTION;
BEGIN
  OPEN c1 USING (minimum_price, :maximum_price);
  FETCH c1 INTO price;
  FETCH c1 INTO a, b;
  CLOSE c1;
  RETURN price;
END
;;
BEGIN
  LET x := 1;
  LET y INT := x + 1;
  LET z NUMBER(38, 2) DEFAULT 7;
  LET c CURSOR FOR SELECT a FROM t;
  LET rs RESULTSET := (SELECT * FROM t);
  LET rs2 RESULTSET := (SHOW TABLES);
  LET rs3 RESULTSET := ASYNC (SELECT 1);
  LET rs4 RESULTSET := (EXECUTE IMMEDIATE :query USING (a, b));
  AWAIT rs3;
  AWAIT ALL;
  CANCEL rs3;
  ASYNC (INSERT INTO t VALUES (1));
  RETURN TABLE(rs);
END
;;
BEGIN
  LET count := 1;
  IF (count < 0) THEN
    RETURN 'negative value';
  ELSEIF (count = 0) THEN
    RETURN 'zero';
  ELSE
    RETURN 'positive value';
  END IF;
END
;;
BEGIN
  CASE (expression_to_evaluate)
    WHEN 'value a' THEN
      RETURN 'x';
    WHEN 'value b' THEN
      RETURN 'y';
    ELSE
      NULL;
  END CASE;
  CASE
    WHEN v = 1 THEN RETURN 1;
    WHEN v = 2 THEN RETURN 2;
  END;
END
;;
DECLARE
  total_price FLOAT;
  c1 CURSOR FOR SELECT price FROM invoices;
BEGIN
  total_price := 0.0;
  FOR record IN c1 DO
    total_price := total_price + record.price;
  END FOR;
  FOR i IN 1 TO 10 DO
    total_price := total_price + i;
  END FOR;
  FOR i IN REVERSE 1 TO :n LOOP
    BREAK outer_loop;
  END LOOP outer_loop;
  FOR r IN (SELECT 1) DO CONTINUE; END FOR lbl;
  RETURN total_price;
END
;;
BEGIN
  LET counter := 0;
  WHILE (counter < 5) DO
    counter := counter + 1;
    ITERATE;
  END WHILE;
  WHILE (TRUE) LOOP
    EXIT;
  END LOOP;
  REPEAT
    counter := counter - 1;
  UNTIL (counter = 0)
  END REPEAT lbl;
  LOOP
    BREAK;
  END LOOP;
  RETURN counter;
END
;;
DECLARE
  MY_EXCEPTION EXCEPTION (-20001, 'Sample message');
BEGIN
  RAISE my_exception;
EXCEPTION
  WHEN statement_error THEN
    RETURN OBJECT_CONSTRUCT('Error type', 'STATEMENT_ERROR', 'SQLCODE', sqlcode, 'SQLERRM', sqlerrm);
  WHEN my_exception OR expression_error CONTINUE THEN
    LET x := 1;
    RETURN x;
  WHEN OTHER EXIT THEN
    RAISE;
END
;;
BEGIN
  BEGIN
    SELECT 1;
  EXCEPTION
    WHEN OTHER THEN
      ROLLBACK;
  END;
  BEGIN TRANSACTION;
  INSERT INTO t (a) VALUES (:x);
  UPDATE t SET a = :x WHERE b = :y;
  DELETE FROM IDENTIFIER(:table_name) WHERE a = :x;
  MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET t.a = :x;
  COMMIT;
  CALL other_proc(:x, a => 1);
  EXECUTE IMMEDIATE 'DROP TABLE ' || :t;
  LET r := (SELECT COUNT(*) FROM t WHERE a = :x);
  RETURN SQLROWCOUNT || ' rows';
END
;;
DECLARE
  nested PROCEDURE (a INT, b VARCHAR) RETURNS VARCHAR AS
  BEGIN
    RETURN a || b;
  END;
  x INT;
BEGIN
  x := 1;
  CALL nested(1, 'b') INTO :x;
  RETURN;
END
;;
BEGIN
  GRANT SELECT ON TABLE t TO ROLE r;
  ALTER TABLE t ADD COLUMN a INT;
  TRUNCATE TABLE t;
  SHOW TABLES;
  COPY INTO t FROM @s;
  NULL;
END
;;
BEGIN LET a := 1; IF (a = 1) THEN LET b := 2; END IF; RETURN a; EXCEPTION WHEN OTHER THEN LET e := SQLERRM; RAISE; END
;;
DECLARE v VARCHAR DEFAULT 'x'; n NUMBER(10,2) DEFAULT 1.5; d DATE DEFAULT CURRENT_DATE(); a ARRAY DEFAULT []; BEGIN RETURN :v; END
;;
BEGIN FOR r IN (SELECT * FROM t) DO INSERT INTO u VALUES (r.a, r.b); END FOR; END
;;
DECLARE c CURSOR FOR SELECT * FROM t; BEGIN OPEN c; FETCH c INTO x; CLOSE c; RETURN TABLE(RESULTSET_FROM_CURSOR(c)); END
;;
BEGIN CREATE OR REPLACE TEMP TABLE t AS SELECT :x AS a; SELECT COUNT(*) INTO :n FROM t; RETURN n; END
;;
BEGIN LET stmt VARCHAR := 'SELECT 1'; LET rs RESULTSET := (EXECUTE IMMEDIATE :stmt); LET c CURSOR FOR rs; OPEN c; RETURN TABLE(rs); END
;;
BEGIN SYSTEM$LOG('info', 'x'); RETURN SYSTEM$TYPEOF(1); END
;;
BEGIN WHILE TRUE DO BREAK; END WHILE; END
;;
BEGIN x := (SELECT 1); y := x:field::STRING; RETURN OBJECT_CONSTRUCT('a', :x); END
;;
BEGIN SELECT a, b INTO :x, :y FROM t WHERE id = 1; RETURN x; END
;;
BEGIN LET x INT := (SELECT COUNT(*) FROM t); RETURN x; END
;;
DECLARE x INT; BEGIN SELECT COUNT(*) INTO x FROM t; END
;;
BEGIN
