CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, d TEXT, j TEXT)
INSERT INTO t VALUES (1, 10, 'one', '2024-01-01', '{"a": {"b": [1, 2]}}'), (2, 20, 'two', '2024-02-01', '{"a": 1}'), (3, NULL, 'Three', '2024-03-01', NULL)
CREATE TABLE u (id INTEGER, v TEXT UNIQUE, n INTEGER)
INSERT INTO u VALUES (1, 'x', 5), (1, 'y', 6), (4, 'z', 7)
CREATE INDEX u_n ON u (n)
CREATE VIEW vw AS SELECT id FROM t
