import type { Copy, Identifier, Property, Table } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { atQuery, subquery } from './expression.ts';
import { columnNames, objectName } from './name.ts';
import { options } from './options.ts';
import { properties } from './property.ts';
import { stageOptions, tableAlias } from './relation.ts';

/** COPY: Snowflake's INTO, and between a table and a file. */
export function copy(p: SqlParser): Copy {
  const start = p.start();
  p.expect('COPY');
  if (p.vocabulary.dialect === 'duckdb' || p.vocabulary.dialect === 'postgres') return transfer(p, start);
  const files = p.accept('FILES') ? { files: true as const } : {};
  p.expect('INTO');
  const target = location(p);
  const columns = p.at('(') ? columnNames(p) : [];
  const hasSource = p.accept('FROM');
  const source = !hasSource ? stageOf(target) : atQuery(p) ? subquery(p) : location(p);
  const sourceAlias = hasSource && p.at('AS') ? tableAlias(p) : undefined;
  const before = properties(p);
  const partitionBy = p.acceptAll('PARTITION', 'BY') ? inParentheses(p) : undefined;
  return {
    kind: 'Copy', ...files, target, columns, source, ...(sourceAlias === undefined ? {} : { sourceAlias }), ...(partitionBy === undefined ? {} : { partitionBy }),
    properties: [...before, ...properties(p)], pos: start, end: p.end(),
  };
}

/** `COPY t (a, b) FROM 'f' (…)`, `COPY (SELECT …) TO 'f' (…)`; https://www.postgresql.org/docs/current/sql-copy.html */
function transfer(p: SqlParser, start: number): Copy {
  const inner = p.at('(') ? subquery(p) : undefined;
  const table = inner === undefined ? location(p) : undefined;
  const columns = table !== undefined && p.at('(') ? columnNames(p) : [];
  const direction = p.acceptAny('TO', ...(inner === undefined ? (['FROM'] as const) : [])) ?? p.fail('TO', 'FROM');
  const program = p.vocabulary.dialect === 'postgres' && p.peekAt(2).kind === 'string' && p.accept('PROGRAM') ? { program: true as const } : {};
  const file = location(p);
  p.accept('WITH');
  const settings = p.at('(') ? options(p) : p.vocabulary.dialect === 'postgres' ? bareOptions(p) : [];
  const where = direction === 'FROM' && p.accept('WHERE') ? [{ name: 'WHERE', style: 'clause' as const, value: p.expression() }] : [];
  const target = direction === 'TO' ? file : (table ?? file);
  return {
    kind: 'Copy', direction, ...program, target, columns, source: direction === 'TO' ? (inner ?? table ?? file) : file, options: settings, properties: where, pos: start, end: p.end(),
  };
}

/** `CSV HEADER DELIMITER ','`, as before version 9: the same options without parentheses. */
function bareOptions(p: SqlParser): readonly Property[] {
  const found: Property[] = [];
  for (;;) {
    const format = p.acceptAny('CSV', 'BINARY');
    const name = format === undefined ? p.acceptAny('DELIMITER', 'NULL', 'HEADER', 'QUOTE', 'ESCAPE', 'FREEZE', 'ENCODING') : 'FORMAT';
    if (name === undefined) return found;
    const pos = p.start();
    if (format !== undefined) {
      const word: Identifier = { kind: 'Identifier', name: format.toLowerCase(), quoted: false, pos, end: p.end() };
      found.push({ name, style: 'clause', value: { kind: 'Column', parts: [word], pos, end: p.end() } });
    } else if (name === 'HEADER' || name === 'FREEZE') found.push({ name, style: 'flag', value: { kind: 'Literal', type: 'boolean', value: true, pos: p.end(), end: p.end() } });
    else {
      p.accept('AS');
      found.push({ name, style: 'clause', value: { kind: 'Literal', type: 'string', value: p.string(), pos, end: p.end() } });
    }
  }
}

function inParentheses(p: SqlParser): NonNullable<Copy['partitionBy']> {
  p.expect('(');
  const inner = p.expression();
  p.expect(')');
  return inner;
}

/** The stage of a table itself, `@db.%t`, which COPY reads when nothing else is named; https://docs.snowflake.com/en/sql-reference/sql/copy-into-table */
function stageOf({ name, pos, end }: Table): Table {
  const parts = name.map((part, i) => `${i === name.length - 1 ? '%' : ''}${part.quoted ? `"${part.name.replaceAll('"', '""')}"` : part.name}`);
  return { kind: 'Table', name: [{ kind: 'Identifier', name: `@${parts.join('.')}`, quoted: false, pos, end }], pos, end };
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
