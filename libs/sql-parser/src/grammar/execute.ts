import type { Execute } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { argument } from './call.ts';
import { clausesOf } from './clause.ts';
import { executeClauses } from './clauses.ts';
import { objectName } from './name.ts';
import { properties, settingValue } from './property.ts';

const executable: readonly (readonly string[])[] = [['JOB', 'SERVICE'], ['DBT', 'PROJECT'], ['DCM', 'PROJECT'], ['NOTEBOOK', 'PROJECT'], ['NOTEBOOK'], ['MANAGED', 'TASK'], ['TASK'], ['ALERT'], ['SERVICE']];

/** EXECUTE; https://docs.snowflake.com/en/sql-reference/sql/execute-immediate and its neighbours. */
export function execute(p: SqlParser): Execute {
  const start = p.start();
  p.expect('EXECUTE');
  if (p.accept('IMMEDIATE')) return immediate(p, start);
  const object = executable.find((words) => p.acceptAll(...words))?.join(' ') ?? p.fail('IMMEDIATE', 'TASK', 'ALERT', 'JOB SERVICE', 'NOTEBOOK');
  const ifExists = p.acceptAll('IF', 'EXISTS') ? { ifExists: true as const } : {};
  const unnamed = object === 'JOB SERVICE' || object === 'SERVICE' ? p.at('IN') : object === 'DBT PROJECT' && p.at('FROM');
  const name = unnamed ? [] : objectName(p);
  const args = p.at('(') ? p.parenthesised(() => argument(p)) : [];
  return { kind: 'Execute', object, ...ifExists, name, args, using: [], properties: properties(p, clausesOf(executeClauses)), pos: start, end: p.end() };
}

function immediate(p: SqlParser, start: number): Execute {
  const from = p.accept('FROM');
  const value = settingValue(p);
  const using = p.accept('USING') ? p.parenthesised(() => argument(p)) : [];
  return { kind: 'Execute', object: 'IMMEDIATE', name: [], args: [], source: { from, value }, using, properties: properties(p), pos: start, end: p.end() };
}
