import type { Projection, SemanticView } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { objectName } from './name.ts';
import { tableAlias } from './relation.ts';

/** `SEMANTIC_VIEW (v DIMENSIONS … METRICS … FACTS … WHERE …)`; https://docs.snowflake.com/en/sql-reference/constructs/semantic_view */
export function semanticView(p: SqlParser): SemanticView {
  const start = p.start();
  p.expectAll('SEMANTIC_VIEW', '(');
  const name = objectName(p, 'a semantic view');
  const parts: SemanticView['parts'][number][] = [];
  for (;;) {
    const type = p.acceptAny('DIMENSIONS', 'METRICS', 'FACTS');
    if (type === undefined) break;
    parts.push({ type, items: p.list(() => item(p)) });
  }
  const where = p.accept('WHERE') ? p.expression() : undefined;
  if (!p.accept(')')) p.fail('DIMENSIONS', 'METRICS', 'FACTS', ')');
  const alias = tableAlias(p);
  return { kind: 'SemanticView', name, parts, ...(where === undefined ? {} : { where }), ...(alias === undefined ? {} : { alias }), pos: start, end: p.end() };
}

const partWords: ReadonlySet<string> = new Set(['DIMENSIONS', 'METRICS', 'FACTS']);

/** `expression [AS] name`, where the words that open the next part are no names. */
function item(p: SqlParser): Projection {
  const expression = p.expression();
  const explicit = p.accept('AS');
  const alias = explicit || (p.isName(p.peek()) && !partWords.has(p.peek().text)) ? p.identifier('a name', explicit) : undefined;
  return { kind: 'Projection', expression, ...(alias === undefined ? {} : { alias }), pos: expression.pos, end: p.end() };
}
