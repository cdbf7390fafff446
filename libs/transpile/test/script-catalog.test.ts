import { describe, expect, it } from 'vitest';
import { parse } from '@millrace/sql-parser';
import { scriptCatalog } from '@millrace/transpile';

const columnsAfter = (script: string, table: readonly string[]): readonly string[] | undefined => {
  const catalog = scriptCatalog('postgres', script);
  for (const statement of parse(script, { dialect: 'postgres' }).statements) catalog.learn(statement);
  return catalog.table(table)?.columns.map(({ name }) => name);
};

describe('scriptCatalog', () => {
  it.each<[string, readonly string[], readonly string[] | undefined]>([
    ['CREATE TABLE t (a INT, "B" INT)', ['t'], ['a', 'B']],
    ['CREATE TABLE s.t (a INT)', ['t'], ['a']],
    ['CREATE TABLE t (a INT)', ['s', 't'], undefined],
    ['CREATE TABLE t (a INT, b INT); CREATE TABLE u AS SELECT b, a + 1 AS c FROM t', ['u'], ['b', 'c']],
    ['CREATE TABLE t (a INT); CREATE VIEW v AS SELECT * FROM t', ['v'], ['a']],
    ['CREATE VIEW v AS SELECT * FROM elsewhere', ['v'], undefined],
    ['CREATE TABLE t (a INT); ALTER TABLE t ADD COLUMN b INT; ALTER TABLE t RENAME COLUMN a TO c; ALTER TABLE t DROP COLUMN b', ['t'], ['c']],
    ['CREATE TABLE t (a INT); DROP TABLE t', ['t'], undefined],
  ])('%s', (script, table, expected) => expect(columnsAfter(script, table)).toEqual(expected));
});
