-- SELECT {'b': 1, 'a': [NULL, 'x']}
SELECT mr_object([{'k': CAST('b' AS VARCHAR), 'v': to_json(1)}, {'k': CAST('a' AS VARCHAR), 'v': mr_array([CAST(NULL AS JSON), to_json('x')])}]) AS "{'B': 1, 'A': [NULL, 'X']}";
