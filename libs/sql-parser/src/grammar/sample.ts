import type { Sample } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';

const methods: ReadonlySet<string> = new Set(['BERNOULLI', 'SYSTEM', 'BLOCK', 'ROW', 'RESERVOIR']);

/** `SAMPLE (10)`, `TABLESAMPLE BERNOULLI (10 ROWS) SEED (1)`. */
export function sampleClause(p: SqlParser): Sample | undefined {
  return p.accept('TABLESAMPLE') || p.accept('SAMPLE') ? sampleSize(p) : undefined;
}

/** What follows the word: a method, a size and a seed. */
export function sampleSize(p: SqlParser): Sample {
  const method = methods.has(p.peek().text) ? (p.next().text as Sample['method']) : undefined;
  const closed = p.accept('(');
  if (closed && p.vocabulary.dialect === 'spark' && p.accept('BUCKET')) return bucket(p);
  const size = p.above('postfix');
  const unit = p.acceptAny('PERCENT', 'ROWS', '%');
  if (closed) p.expect(')');
  const trailing = !closed && p.at('(') ? p.parenthesised(() => p.word()).at(0) : undefined;
  const byRows = unit === 'ROWS' || (unit === undefined && method === 'RESERVOIR') || (unit === undefined && p.vocabulary.dialect === 'duckdb');
  const chosen = method ?? (trailing !== undefined && methods.has(trailing) ? (trailing as Sample['method']) : undefined);
  const seed = p.acceptAny('SEED', 'REPEATABLE') === undefined ? undefined : inner(p);
  return { ...(chosen === undefined ? {} : { method: chosen }), size, unit: byRows ? 'ROWS' : 'PERCENT', ...(seed === undefined ? {} : { seed }) };
}

/** `BUCKET 4 OUT OF 10 ON a)`; https://spark.apache.org/docs/latest/sql-ref-syntax-qry-select-sampling.html */
function bucket(p: SqlParser): Sample {
  const size = p.above('postfix');
  p.expectAll('OUT', 'OF');
  const of = p.above('postfix');
  const on = p.accept('ON') ? { on: p.expression() } : {};
  p.expect(')');
  return { size, unit: 'ROWS', bucket: { of, ...on } };
}

function inner(p: SqlParser): Sample['size'] {
  p.expect('(');
  const value = p.expression();
  p.expect(')');
  return value;
}
