import type { Expression, Identifier, Statement } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { objectName } from './name.ts';

/** `EXEC [@r =] p 1, @b = 2 OUTPUT`, `EXEC (@sql)`; https://learn.microsoft.com/en-us/sql/t-sql/language-elements/execute-transact-sql */
export function mssqlExecute(p: SqlParser): Statement {
  const start = p.start();
  p.next();
  if (p.accept('(')) {
    const value = p.expression();
    p.expect(')');
    return { kind: 'Execute', object: 'IMMEDIATE', name: [], args: [], source: { from: false, value }, using: [], properties: [], pos: start, end: p.end() };
  }
  const into = p.peek().kind === 'variable' && p.peekAt(2).text === '=' ? { into: p.above('collate') } : {};
  if ('into' in into) p.expect('=');
  const name = objectName(p, 'a procedure');
  const args: Expression[] = [];
  const outputs: number[] = [];
  if (p.peek().kind !== 'end' && !p.at(';') && !p.at('WITH') && !p.at(')')) {
    do {
      args.push(argument(p));
      if (p.acceptAny('OUTPUT', 'OUT') !== undefined) outputs.push(args.length - 1);
    } while (p.accept(','));
  }
  const call = { kind: 'Call', name, args, distinct: false, orderBy: [], withinGroup: [], pos: name[0]?.pos ?? start, end: p.end() } as const;
  return { kind: 'CallStatement', procedures: [], call, ...into, ...(outputs.length === 0 ? {} : { outputs }), pos: start, end: p.end() };
}

/** A value, or a parameter and its value. */
function argument(p: SqlParser): Expression {
  const token = p.peek();
  if (token.kind !== 'variable' || p.peekAt(2).text !== '=') return p.expression();
  p.next();
  p.expect('=');
  const name: Identifier = { kind: 'Identifier', name: token.image.slice(1), quoted: false, pos: token.startOffset, end: token.endOffset };
  const value = p.expression();
  return { kind: 'NamedArgument', name, value, pos: name.pos, end: value.end };
}
