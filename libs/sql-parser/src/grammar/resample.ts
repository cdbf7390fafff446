import type { Relation, Resample } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { projection } from './query.ts';
import { tableAlias } from './relation.ts';

/** `RESAMPLE (USING … INCREMENT BY … PARTITION BY … METADATA_COLUMNS …)` after a relation. */
export function resample(p: SqlParser, source: Relation): Resample {
  p.expectAll('RESAMPLE', '(', 'USING');
  const using = p.expression();
  p.expectAll('INCREMENT', 'BY');
  const increment = p.expression();
  const partitionBy = p.acceptAll('PARTITION', 'BY') ? p.list(() => p.expression()) : [];
  const metadata = p.accept('METADATA_COLUMNS') ? p.list(() => projection(p)) : [];
  if (!p.accept(')')) p.fail(')', 'PARTITION BY', 'METADATA_COLUMNS');
  const alias = tableAlias(p);
  return { kind: 'Resample', source, using, increment, partitionBy, metadata, ...(alias === undefined ? {} : { alias }), pos: source.pos, end: p.end() };
}
