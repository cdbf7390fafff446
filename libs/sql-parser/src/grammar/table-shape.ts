import type { CallClause, DialectName, Expression, Identifier, ShapeColumn, TableFunction, TableShape } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { argument } from './call.ts';
import { clausesOf } from './sql-json.ts';

/** Who has which function that says what columns it gives. */
const shaped: Readonly<Record<string, readonly DialectName[]>> = {
  JSON_TABLE: ['postgres', 'mysql', 'oracle', 'trino'],
  XMLTABLE: ['postgres', 'oracle'],
  OPENJSON: ['mssql'],
};

/** Whether JSON_TABLE or one of its kin begins here. */
export const opensShaped = (p: SqlParser): boolean => p.peekAt(2).text === '(' && shaped[p.peek().text]?.includes(p.vocabulary.dialect) === true;

/** `JSON_TABLE(x, '$[*]' COLUMNS (…))` without its alias; https://www.postgresql.org/docs/current/functions-json.html#FUNCTIONS-SQLJSON-TABLE */
export function shapedTable(p: SqlParser, lateral: boolean, start: number): TableFunction {
  const token = p.next();
  const name: Identifier = { kind: 'Identifier', name: token.text, quoted: false, pos: token.startOffset, end: token.endOffset };
  p.expect('(');
  const args = p.list(() => argument(p));
  const inside = token.text === 'OPENJSON' ? undefined : shape(p, token.text);
  p.expect(')');
  const found = inside ?? withColumns(p);
  const call = { kind: 'Call', name: [name], args, distinct: false, orderBy: [], withinGroup: [], pos: start, end: p.end() } as const;
  return { kind: 'TableFunction', call, wrapped: false, lateral, ordinality: false, ...(found === undefined ? {} : { shape: found }), pos: start, end: p.end() };
}

function shape(p: SqlParser, name: string): TableShape {
  const pathName = p.accept('AS') ? { pathName: p.identifier('a name') } : {};
  const before = name === 'XMLTABLE' ? passing(p) : clausesOf(p);
  p.expect('COLUMNS');
  const columns = name === 'XMLTABLE' ? p.list(() => xmlColumn(p)) : p.parenthesised(() => column(p));
  return { ...pathName, before, columns, after: clausesOf(p) };
}

/** `PASSING [BY VALUE] x`, whose value has no name. */
function passing(p: SqlParser): readonly CallClause[] {
  if (!p.accept('PASSING')) return [];
  const words = p.acceptAll('BY', 'VALUE') ? 'PASSING BY VALUE' : p.acceptAll('BY', 'REF') ? 'PASSING BY REF' : 'PASSING';
  return [valued(words, p.expression())];
}

function column(p: SqlParser): ShapeColumn {
  if (p.at('NESTED') && (p.peekAt(2).text === 'PATH' || p.peekAt(2).kind === 'string')) return nested(p);
  const name = p.identifier('a column', true);
  if (p.acceptAll('FOR', 'ORDINALITY')) return { type: 'ORDINALITY', name };
  const dataType = p.type();
  const type = p.accept('EXISTS') ? 'EXISTS' : 'VALUE';
  const before = clausesOf(p);
  const path = p.accept('PATH') ? { path: p.above('collate') } : {};
  return { type, name, dataType, ...path, clauses: before.concat(clausesOf(p)) };
}

/** `id INT PATH '@id' DEFAULT 0 NOT NULL`, its clauses in any order. */
function xmlColumn(p: SqlParser): ShapeColumn {
  const name = p.identifier('a column', true);
  if (p.acceptAll('FOR', 'ORDINALITY')) return { type: 'ORDINALITY', name };
  const dataType = p.type();
  const clauses: CallClause[] = [];
  let path: Expression | undefined;
  for (;;) {
    if (p.accept('PATH')) path = p.above('collate');
    else if (p.accept('DEFAULT')) clauses.push(valued('DEFAULT', p.above('collate')));
    else if (p.acceptAll('NOT', 'NULL')) clauses.push({ words: 'NOT NULL', values: [] });
    else if (!p.accept('NULL')) return { type: 'VALUE', name, dataType, ...(path === undefined ? {} : { path }), clauses };
  }
}

const valued = (words: string, expression: Expression): CallClause => ({ words, values: [{ kind: 'Projection', expression, pos: expression.pos, end: expression.end }] });

function nested(p: SqlParser): ShapeColumn {
  p.expect('NESTED');
  p.accept('PATH');
  const path = p.above('collate');
  const pathName = p.accept('AS') ? { pathName: p.identifier('a name') } : {};
  p.expect('COLUMNS');
  return { type: 'NESTED', path, ...pathName, columns: p.nested(() => p.parenthesised(() => column(p))) };
}

/** `WITH (a INT '$.a', b NVARCHAR(MAX) AS JSON)` behind OPENJSON; https://learn.microsoft.com/en-us/sql/t-sql/functions/openjson-transact-sql */
function withColumns(p: SqlParser): TableShape | undefined {
  if (!p.at('WITH') || p.peekAt(2).text !== '(') return undefined;
  p.next();
  const columns = p.parenthesised((): ShapeColumn => {
    const name = p.identifier('a column', true);
    const dataType = p.type();
    const path = p.peek().kind === 'string' ? { path: p.above('collate') } : {};
    return { type: 'VALUE', name, dataType, ...path, clauses: p.acceptAll('AS', 'JSON') ? [{ words: 'AS JSON', values: [] }] : [] };
  });
  return { before: [], columns, after: [] };
}
