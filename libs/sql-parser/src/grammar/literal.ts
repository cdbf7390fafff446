import type { TypedLiteral } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';

/** Types whose name may stand before a string. */
export const typeWords: ReadonlySet<string> = new Set([
  'DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ', 'TIMETZ', 'DATETIME', 'TIMESTAMP_NTZ', 'TIMESTAMP_LTZ', 'TIMESTAMP_TZ', 'TIMESTAMPNTZ', 'TIMESTAMPLTZ',
  'CHAR', 'VARCHAR', 'REAL', 'SMALLINT', 'TINYINT', 'IPADDRESS', 'VARBINARY',
  'JSON', 'JSONB', 'UUID', 'BLOB', 'BYTEA', 'DECIMAL', 'DOUBLE', 'INTEGER', 'BIGINT', 'BOOLEAN', 'INTERVAL',
]);

/** Whether `DATE '…'` or the like begins here. */
export function isTypedLiteral(p: SqlParser): boolean {
  const { text } = p.peek();
  const next = p.peekAt(2);
  // PostgreSQL takes any type's name before a string.
  if (p.vocabulary.dialect === 'postgres' && next.kind === 'string' && !p.vocabulary.reserved.has(text)) return true;
  if (p.vocabulary.dialect === 'postgres' && text === 'DOUBLE' && next.text === 'PRECISION' && p.peekAt(3).kind === 'string') return true;
  if (!typeWords.has(text)) return false;
  if (next.kind === 'string') return true;
  if (next.text === '(' && p.peekAt(3).kind === 'number' && p.peekAt(4).text === ')' && p.peekAt(5).kind === 'string') return true;
  return (text === 'TIMESTAMP' || text === 'TIME') && (p.peekAt(2).text === 'WITH' || p.peekAt(2).text === 'WITHOUT') && p.peekAt(3).text === 'TIME' && p.peekAt(5).kind === 'string';
}

/** `DATE '2024-01-31'`. */
export function typedLiteral(p: SqlParser): TypedLiteral {
  const start = p.start();
  const type = p.type();
  const value = p.string();
  return { kind: 'TypedLiteral', type, value, pos: start, end: p.end() };
}
