import type { StageCommand } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { properties } from './property.ts';

const actions: Readonly<Record<string, StageCommand['action']>> = { PUT: 'PUT', GET: 'GET', LIST: 'LIST', LS: 'LIST', REMOVE: 'REMOVE', RM: 'REMOVE' };

/** PUT, GET, LIST and REMOVE. */
export function stageCommand(p: SqlParser): StageCommand {
  const start = p.start();
  const action = actions[p.next().text] ?? p.fail('PUT', 'GET', 'LIST', 'REMOVE');
  let file: string | undefined;
  if (action === 'PUT') file = place(p, 'file', 'a file such as file:///tmp/data.csv');
  const stage = place(p, 'stage', 'a stage such as @my_stage/path');
  if (action === 'GET') file = place(p, 'file', 'a folder such as file:///tmp/');
  return { kind: 'StageCommand', action, ...(file === undefined ? {} : { file }), stage, properties: properties(p), pos: start, end: p.end() };
}

function place(p: SqlParser, kind: 'file' | 'stage', what: string): string {
  const token = p.peek();
  if (token.kind !== kind && token.kind !== 'string') p.fail(what);
  return p.next().image;
}
