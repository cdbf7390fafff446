CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b VARCHAR, d DATE, ts TIMESTAMP, l INTEGER[], s STRUCT(x INTEGER, y VARCHAR), m MAP(VARCHAR, INTEGER), j JSON)
INSERT INTO t VALUES (1, 10, 'one', '2024-01-01', '2024-01-01 10:00:00', [1, 2, 3], {'x': 1, 'y': 'p'}, MAP {'k': 1}, '{"a": {"b": [1, 2]}}'), (2, 20, 'two', '2024-02-01', '2024-02-01 11:00:00', [4], {'x': 2, 'y': 'q'}, MAP {'k': 2}, '{"a": 1}'), (3, NULL, 'Three', '2024-03-01', NULL, [], NULL, NULL, NULL)
CREATE TABLE u (id INTEGER, v VARCHAR, n INTEGER, ts TIMESTAMP)
INSERT INTO u VALUES (1, 'x', 5, '2024-01-01 09:00:00'), (1, 'y', 6, '2024-01-02 09:00:00'), (4, 'z', 7, '2024-02-01 10:00:00')
CREATE TABLE sales (empid INTEGER, amount INTEGER, month VARCHAR, year INTEGER)
INSERT INTO sales VALUES (1, 100, 'JAN', 2023), (1, 200, 'FEB', 2023), (2, 300, 'JAN', 2024), (2, 400, 'MAR', 2024)
CREATE TABLE monthly (empid INTEGER, dept VARCHAR, jan INTEGER, feb INTEGER, mar INTEGER)
INSERT INTO monthly VALUES (1, 'x', 1, 2, 3), (2, 'y', 4, NULL, 6)
CREATE SCHEMA s1
CREATE SEQUENCE seq
CREATE VIEW vw AS SELECT 1 AS one
CREATE TYPE mood AS ENUM ('sad', 'happy')
CREATE MACRO plus1(x) AS x + 1
