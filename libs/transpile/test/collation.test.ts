import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine, run } from './support/engine.ts';

let engine: DuckDBConnection;
beforeAll(async () => { engine = await openEngine(); });

// https://docs.snowflake.com/en/sql-reference/collation, https://docs.snowflake.com/en/sql-reference/functions/collate
describe('collations', () => {
  it.each([
    ["SELECT 'ñ' COLLATE 'es' = 'Ñ', COLLATE('ñ', 'es-ci') = 'Ñ'", [['false', 'true']]],
    ["SELECT COLLATE('m', 'upper') BETWEEN 'A' AND 'Z', 'm' BETWEEN 'A' AND 'Z'", [['true', 'false']]],
    ["SELECT COLLATE('Żar', 'en-ai') = 'Zar', COLLATE('A-B-C', 'en-pi') = 'ABC', COLLATE(' a ', 'trim') = 'a'", [['true', 'true', 'true']]],
    ["SELECT column1 FROM VALUES ('piña colada'), ('Pinatubo (Mount)'), ('pint'), ('Pinta') ORDER BY COLLATE(column1, 'es')", [['Pinatubo (Mount)'], ['pint'], ['Pinta'], ['piña colada']]],
    ["SELECT column1 FROM VALUES ('piña colada'), ('Pinatubo (Mount)'), ('pint'), ('Pinta') ORDER BY COLLATE(column1, 'utf8')", [['Pinatubo (Mount)'], ['Pinta'], ['pint'], ['piña colada']]],
    ["SELECT COLLATE('A', 'en-ci') IN ('b', 'a'), CASE COLLATE('A', 'en-ci') WHEN 'a' THEN 'same' END, CONTAINS(COLLATE('ñn', 'sp-upper'), 'Ñ')", [['true', 'same', 'true']]],
    ["SELECT MAX(COLLATE(column1, 'en-ci')) FROM VALUES ('a'), ('B')", [['B']]],
    ["SELECT LOWER('I' COLLATE 'tr'), COLLATION('x' COLLATE 'en-ci'), COLLATION('x')", [['ı', 'en-ci', null]]],
    ["SELECT COLLATE(column1, 'en-ci') AS c, COUNT(*), SUM(column2) FROM VALUES ('a', 1), ('A', 2), ('b', 3) GROUP BY c ORDER BY c", [['a', '2', '3'], ['b', '1', '3']]],
    ["SELECT UPPER(c), LISTAGG(c, '') WITHIN GROUP (ORDER BY n) FROM (SELECT COLLATE(column1, 'en-ci') AS c, column2 AS n FROM VALUES ('a', 1), ('A', 2), ('b', 3)) GROUP BY c HAVING c = 'A'", [['A', 'aA']]],
    ["SELECT COUNT(*) FROM (SELECT DISTINCT COLLATE(column1, 'upper') FROM VALUES ('a'), ('A'), ('b'))", [['2']]],
    ["SELECT COUNT(DISTINCT COLLATE(column1, 'en-ci')), COUNT(DISTINCT column1), COUNT(DISTINCT COLLATE(column1, 'en')) FROM VALUES ('a'), ('A'), ('b')", [['2', '3', '3']]],
    ["SELECT SUM(column2) OVER (PARTITION BY COLLATE(column1, 'en-ci')) FROM VALUES ('a', 1), ('A', 2), ('b', 3) ORDER BY column2", [['3'], ['3'], ['3']]],
  ])('%s', async (sql, expected) => {
    expect(await run(engine, sql)).toEqual(expected);
  });
});

it.each(['SELECT c FROM x UNION SELECT c FROM x', 'SELECT c FROM x GROUP BY ALL', 'SELECT c, COUNT(*) FROM x GROUP BY CUBE (c)'])('does not answer otherwise in silence: %s', async (sql) => {
  await expect(run(engine, `WITH x AS (SELECT COLLATE(column1, 'en-ci') AS c FROM VALUES ('a'), ('A')) ${sql}`)).rejects.toThrow(/of text with a collation|over text with a collation/);
});
