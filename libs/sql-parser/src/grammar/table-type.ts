import type { Call, DataType } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { argument } from './call.ts';
import { column } from './create-table.ts';

/** `TABLE (a INT, b VARCHAR)`: a type with fields, if it is next. */
export function tableType(p: SqlParser): DataType | undefined {
  const start = p.start();
  if (!p.accept('TABLE')) return undefined;
  const fields = p.at('(') ? p.parenthesised(() => tableField(p)) : [];
  return { kind: 'DataType', name: 'TABLE', args: [], elements: [], fields, pos: start, end: p.end() };
}

/** Data metric functions take tables of unnamed columns. */
function tableField(p: SqlParser): DataType['fields'][number] {
  const next = p.peekAt(2);
  if (next.text === ',' || next.text === ')' || next.text === '(') {
    const type = p.type();
    return { name: '', type, nullable: !p.acceptAll('NOT', 'NULL') };
  }
  const { name, type, constraints } = column(p);
  if (type === undefined) return p.fail('a type');
  return { name: name.quoted ? `"${name.name}"` : name.name, type, nullable: !constraints.some((c) => c.type === 'NOT NULL') };
}

/** `TABLE(rs)`, `TABLE(t(a))`: a table as a value, if it is next. */
export function tableArgument(p: SqlParser): Call | undefined {
  if (!p.atAll('TABLE', '(')) return undefined;
  const { startOffset: pos, endOffset } = p.next();
  const args = p.parenthesised(() => argument(p));
  return { kind: 'Call', name: [{ kind: 'Identifier', name: 'TABLE', quoted: false, pos, end: endOffset }], args, distinct: false, orderBy: [], withinGroup: [], pos, end: p.end() };
}
