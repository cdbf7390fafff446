import type { CreateObject, Property, Section, SectionItem } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { clauseRow, clausesOf } from './clause.ts';
import { clausesToCreate, newName, type Opening } from './create.ts';
import { objectName, columnNames } from './name.ts';
import { properties } from './property.ts';

const names = ['TABLES', 'RELATIONSHIPS', 'FACTS', 'DIMENSIONS', 'METRICS', 'VARIABLES', 'AI_VERIFIED_QUERIES'] as const;
const tableClauses = 'PRIMARY KEY list; UNIQUE list; WITH SYNONYMS list; SYNONYMS list; WITH SYNONYMS = value; COMMENT string; TAG settings; CONSTRAINT name; DISTINCT RANGE BETWEEN name; AND name; EXCLUSIVE';
const itemClauses = 'WITH SYNONYMS list; WITH SYNONYMS = value; SYNONYMS list; COMMENT string; TAG settings; CORTEX SEARCH SERVICE name; USING name; WITH CORTEX SEARCH SERVICE name';
const metricClauses = 'NON ADDITIVE BY list; USING list';

/** CREATE SEMANTIC VIEW from its name on; https://docs.snowflake.com/en/sql-reference/sql/create-semantic-view */
export function createSemanticView(p: SqlParser, head: Opening): CreateObject {
  const { start, ...opening } = head;
  const named = newName(p, 'a semantic view');
  const sections: Section[] = [];
  for (;;) {
    const name = names.find((word) => p.peekAt(2).text === '(' && p.accept(word));
    if (name === undefined) break;
    sections.push({ name, items: p.parenthesised(() => item(p, name)) });
  }
  if (sections.length === 0) p.fail('TABLES (');
  return { kind: 'CreateObject', object: 'SEMANTIC VIEW', ...opening, ...named, sections, properties: properties(p, clausesToCreate(p, 'SEMANTIC VIEW')), pos: start, end: p.end() };
}

function item(p: SqlParser, section: Section['name']): SectionItem {
  if (section === 'TABLES') return table(p);
  if (section === 'RELATIONSHIPS') return relationship(p);
  const visibility = p.acceptAny('PRIVATE', 'PUBLIC');
  const name = objectName(p);
  const before = clauseRow(p, clausesOf(metricClauses));
  p.expect('AS');
  const value = p.expression();
  return { ...(visibility === undefined ? {} : { visibility }), name, before, value, after: properties(p, clausesOf(itemClauses)) };
}

/** `[alias AS] table [PRIMARY KEY (…)] …`. */
function table(p: SqlParser): SectionItem {
  const first = objectName(p);
  const second = p.accept('AS') ? objectName(p, 'a table') : undefined;
  const place = second ?? first;
  const value = { kind: 'Column' as const, parts: place, pos: place[0]?.pos ?? p.start(), end: p.end() };
  return { ...(second === undefined ? {} : { name: first }), before: [], value, after: properties(p, clausesOf(tableClauses)) };
}

/** `[name AS] table (columns) REFERENCES table [([ASOF] columns)]`. */
function relationship(p: SqlParser): SectionItem {
  const first = objectName(p);
  const second = p.accept('AS') ? objectName(p, 'a table') : undefined;
  const from = second ?? first;
  const value = { kind: 'Column' as const, parts: from, pos: from[0]?.pos ?? p.start(), end: p.end() };
  const keys = columnsClause(p, '');
  p.expect('REFERENCES');
  const start = p.start();
  const target: Property = { name: 'REFERENCES', style: 'clause', value: { kind: 'Column', parts: objectName(p, 'a table'), pos: start, end: p.end() } };
  return { ...(second === undefined ? {} : { name: first }), before: [], value, after: [...keys, target, ...columnsClause(p, '')] };
}

/** Whether a word before one of the columns that follow in parentheses says how it is matched. */
function marksColumn(p: SqlParser): boolean {
  if ((p.peekAt(2).text === 'ASOF' || p.peekAt(2).text === 'BETWEEN') && p.peekAt(3).kind === 'word') return true;
  for (let n = 1; p.peekAt(n).kind !== 'end' && p.peekAt(n).text !== ')'; n++) {
    const after = p.peekAt(n + 1).text;
    if (p.peekAt(n).text === 'ASOF' && after !== ',' && after !== ')') return true;
  }
  return false;
}

/** Columns in parentheses, of which one may be matched as of. */
function columnsClause(p: SqlParser, name: string): readonly Property[] {
  if (!p.at('(')) return [];
  if (!marksColumn(p)) return [{ name, style: 'clause', value: columnNames(p) }];
  p.expect('(');
  const parts = p.list((): Property => {
    const word = p.acceptAny('ASOF') ?? '';
    const column = p.identifier('a column', true);
    return { name: word, style: 'clause', value: { kind: 'Column', parts: [column], pos: column.pos, end: column.end } };
  });
  p.expect(')');
  return [{ name, style: 'clause', value: parts }];
}
