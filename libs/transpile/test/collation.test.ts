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
  ])('%s', async (sql, expected) => {
    expect(await run(engine, sql)).toEqual(expected);
  });
});
