import type { Copy, Identifier, Table } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { atQuery, subquery } from './expression.ts';
import { columnNames, objectName } from './name.ts';
import { properties } from './property.ts';
import { stageOptions, tableAlias } from './relation.ts';

/** Snowflake's COPY INTO, in either direction. */
export function copy(p: SqlParser): Copy {
  const start = p.start();
  p.expect('COPY');
  const files = p.accept('FILES') ? { files: true as const } : {};
  p.expect('INTO');
  const target = location(p);
  const columns = p.at('(') ? columnNames(p) : [];
  const hasSource = p.accept('FROM');
  const source = !hasSource ? target : atQuery(p) ? subquery(p) : location(p);
  const sourceAlias = hasSource && p.at('AS') ? tableAlias(p) : undefined;
  const partitionBy = p.acceptAll('PARTITION', 'BY') ? inParentheses(p) : undefined;
  return {
    kind: 'Copy', ...files, target, columns, source, ...(sourceAlias === undefined ? {} : { sourceAlias }), ...(partitionBy === undefined ? {} : { partitionBy }),
    properties: properties(p), pos: start, end: p.end(),
  };
}

function inParentheses(p: SqlParser): NonNullable<Copy['partitionBy']> {
  p.expect('(');
  const inner = p.expression();
  p.expect(')');
  return inner;
}

/** A table, a stage, or a cloud location in quotes. */
function location(p: SqlParser): Table {
  const token = p.peek();
  const at = { pos: token.startOffset, end: token.endOffset };
  if (token.kind !== 'stage' && token.kind !== 'string') {
    const name = objectName(p, 'a table or a stage');
    return { kind: 'Table', name, pos: at.pos, end: p.end() };
  }
  p.next();
  const name: Identifier = { kind: 'Identifier', name: token.image, quoted: token.kind === 'string' && !token.image.startsWith('@'), ...at };
  return { kind: 'Table', name: [name], ...stageOptions(p), ...at };
}
