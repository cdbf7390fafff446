import type { ColumnDefinition, ConstraintHead, CreateTable, DataType, Expression, Identifier, PartitionBounds, Property, TableConstraint } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { endOfClauses } from './clause.ts';
import { columnConstraints } from './column-constraint.ts';
import { clausesToCreate, newName, type Opening } from './create.ts';
import { atQuery } from './expression.ts';
import { columnNames, objectName } from './name.ts';
import { nestedProperties, properties } from './property.ts';
import { timeTravelClause } from './relation.ts';

/** CREATE TABLE from its name on. */
export function createTable(p: SqlParser, head: Opening): CreateTable {
  const { start, ...opening } = head;
  const clauses = clausesToCreate(p, 'TABLE');
  const named = newName(p, 'a table');
  const columns: ColumnDefinition[] = [];
  const constraints: TableConstraint[] = [];
  const before = properties(p, clauses);
  const parent = p.vocabulary.dialect === 'postgres' && p.acceptAll('PARTITION', 'OF') ? objectName(p, 'a table') : undefined;
  let like: readonly Identifier[] | undefined;
  const likeOptions: string[] = [];
  if (p.at('(') && !atQuery(p)) like = tableElements(p, columns, constraints, likeOptions);
  const partitionOf = parent === undefined ? {} : { partitionOf: { table: parent, bounds: partitionBounds(p) } };
  const settings: Property[] = [...before];
  let found: Pick<CreateTable, 'clone' | 'cloneAt' | 'template'> = {};
  for (;;) {
    if (p.accept('LIKE')) like = objectName(p, 'a table');
    else if (p.at('CLONE')) found = cloneClause(p);
    else if (p.acceptAll('USING', 'TEMPLATE')) found = { template: p.expression() };
    else if (p.at('WITH') && p.peekAt(2).text === '(' && p.accept('WITH')) settings.push(...nestedProperties(p));
    else {
      const more = properties(p, clauses);
      if (more.length === 0) break;
      settings.push(...more);
    }
  }
  const query = p.accept('AS') || (p.vocabulary.dialect === 'snowflake' && p.at('(') && atQuery(p)) ? p.query() : undefined;
  if (query === undefined) endOfClauses(p, clauses, ...(columns.length === 0 && like === undefined ? ['(', 'AS', 'LIKE', 'CLONE'] : []));
  else settings.push(...withoutData(p));
  return {
    kind: 'CreateTable', ...opening, ...named, columns, constraints, ...partitionOf, ...(likeOptions.length === 0 ? {} : { likeOptions }), ...(like === undefined ? {} : { like }), ...found, ...(query === undefined ? {} : { query }),
    properties: settings, pos: start, end: p.end(),
  };
}

/** What may stand behind the query of a definition. */
const trailing: readonly (readonly string[])[] = ['WITH NO DATA', 'WITH DATA', 'WITH CHECK OPTION', 'WITH LOCAL CHECK OPTION', 'WITH CASCADED CHECK OPTION', 'WITH READ ONLY'].map((words) => words.split(' '));

/** `WITH NO DATA` after a query, its columns without its rows, or a view's CHECK OPTION. WITH DATA is what happens anyway. */
export function withoutData(p: SqlParser): readonly Property[] {
  const words = trailing.find((candidate) => p.acceptAll(...candidate));
  if (words === undefined || words.join(' ') === 'WITH DATA') return [];
  return [{ name: words.join(' '), style: 'flag', value: { kind: 'Literal', type: 'boolean', value: true, pos: p.end(), end: p.end() } }];
}

/** `CLONE t [AT (…)]`. */
export function cloneClause(p: SqlParser): Pick<CreateTable, 'clone' | 'cloneAt'> {
  if (!p.accept('CLONE')) return {};
  const clone = objectName(p);
  const cloneAt = timeTravelClause(p);
  return { clone, ...(cloneAt === undefined ? {} : { cloneAt }) };
}

/** What may stand after a column's type, for messages. */
const columnWords: readonly string[] = ['PRIMARY', 'UNIQUE', 'REFERENCES', 'COMMENT', 'COLLATE', 'CONSTRAINT', 'AUTOINCREMENT', 'IDENTITY', 'MASKING', 'CHECK', 'GENERATED'];

/** Columns and constraints in parentheses, put into the two lists; gives the table of a LIKE among them. */
export function tableElements(p: SqlParser, columns: ColumnDefinition[], constraints: TableConstraint[], likeOptions: string[] = []): readonly Identifier[] | undefined {
  p.expect('(');
  let like: readonly Identifier[] | undefined;
  do {
    if (p.at(')') && p.vocabulary.dialect === 'duckdb') break;
    if (p.vocabulary.dialect === 'postgres' && p.accept('LIKE')) {
      like = objectName(p, 'a table');
      for (let how = p.acceptAny('INCLUDING', 'EXCLUDING'); how !== undefined; how = p.acceptAny('INCLUDING', 'EXCLUDING')) likeOptions.push(`${how} ${p.word('what of the table')}`);
    }
    else if (atConstraint(p)) constraints.push(tableConstraint(p));
    else columns.push(column(p));
  } while (p.accept(','));
  if (!p.accept(')')) p.fail(',', ')', 'NOT NULL', 'DEFAULT', ...columnWords);
  return like;
}

/** A column: its name, its type, and what it must hold. */
export function column(p: SqlParser): ColumnDefinition {
  const name = p.identifier('a column');
  const { kind, text } = p.peek();
  const typed = (kind === 'word' && text !== 'AS' && !noType.has(text)) || kind === 'name';
  const type = typed ? columnType(p) : undefined;
  return { name, ...(type === undefined ? {} : { type }), constraints: columnConstraints(p) };
}

/** MySQL's TIMESTAMP is a moment, to the second unless it says otherwise; https://dev.mysql.com/doc/refman/8.0/en/datetime.html */
function columnType(p: SqlParser): DataType {
  const type = p.type();
  return p.vocabulary.dialect === 'mysql' && type.name === 'TIMESTAMP' ? { ...type, name: 'TIMESTAMPTZ', args: type.args.length === 0 ? [0] : type.args } : type;
}

const noType: ReadonlySet<string> = new Set(['NOT', 'NULL', 'DEFAULT', 'PRIMARY', 'UNIQUE', 'CHECK', 'REFERENCES', 'CONSTRAINT', 'COMMENT', 'GENERATED', 'COLLATE', 'WITH', 'MASKING', 'PROJECTION', 'TAG', 'FOREIGN']);

function atConstraint(p: SqlParser): boolean {
  const { text } = p.peek();
  const next = p.peekAt(2);
  if (p.vocabulary.dialect === 'mysql') {
    const named = next.kind === 'word' || next.kind === 'name';
    if ((text === 'KEY' || text === 'INDEX') && named && p.peekAt(3).text === '(') return true;
    if (text === 'UNIQUE' && (next.text === 'KEY' || next.text === 'INDEX')) return true;
  }
  if (text === 'INDEX') return p.vocabulary.dialect === 'snowflake' && p.peekAt(3).text === '(' && (next.kind === 'word' || next.kind === 'name');
  if (p.vocabulary.dialect === 'postgres' && (text === 'EXCLUDE' || text === 'UNIQUE' && next.text === 'NULLS')) return text === 'UNIQUE' || next.text === 'USING' || next.text === '(';
  return text === 'CONSTRAINT' || (text === 'PRIMARY' && next.text === 'KEY') || (text === 'FOREIGN' && next.text === 'KEY') || ((text === 'UNIQUE' || text === 'CHECK') && next.text === '(');
}

/** `[CONSTRAINT c] PRIMARY KEY (a)` and its kin. */
export function tableConstraint(p: SqlParser): TableConstraint {
  const name = p.accept('CONSTRAINT') ? { name: p.identifier('a name') } : {};
  const key = p.vocabulary.dialect === 'mysql' ? mysqlKey(p) : undefined;
  if (key !== undefined) return { ...name, ...key };
  const found = body(p);
  return { ...name, ...found, ...statesOf(p) };
}

/** `UNIQUE KEY k (a)`, `KEY k (a)`; https://dev.mysql.com/doc/refman/8.0/en/create-table.html */
function mysqlKey(p: SqlParser): TableConstraint | undefined {
  const unique = p.at('UNIQUE') && (p.peekAt(2).text === 'KEY' || p.peekAt(2).text === 'INDEX') && p.accept('UNIQUE');
  if (!unique && !p.at('KEY') && !p.at('INDEX')) return undefined;
  p.next();
  const name = p.at('(') ? {} : { name: p.identifier('an index') };
  const columns = columnNames(p);
  return unique ? { type: 'UNIQUE', ...name, columns } : { type: 'INDEX', ...name, columns, include: [] };
}

/** Columns of a key; SQLite lets each say that it ascends, as it does anyway. */
const keyColumns = (p: SqlParser): readonly Identifier[] => p.parenthesised(() => {
  const name = p.identifier('a column', true);
  if (p.vocabulary.dialect === 'sqlite') p.accept('ASC');
  return name;
});

function body(p: SqlParser): TableConstraint {
  if (p.accept('CHECK')) {
    p.expect('(');
    const condition = p.expression();
    p.expect(')');
    return { type: 'CHECK', condition };
  }
  if (p.acceptAll('PRIMARY', 'KEY')) return { type: 'PRIMARY KEY', columns: keyColumns(p) };
  if (p.accept('UNIQUE')) return p.acceptAll('NULLS', 'NOT', 'DISTINCT') ? { type: 'UNIQUE', columns: columnNames(p), nullsEqual: true } : { type: 'UNIQUE', columns: columnNames(p) };
  if (p.vocabulary.dialect === 'postgres' && p.accept('EXCLUDE')) return exclusion(p);
  if (p.accept('INDEX')) {
    const name = p.identifier('an index');
    return { type: 'INDEX', name, columns: columnNames(p), include: p.accept('INCLUDE') ? columnNames(p) : [] };
  }
  if (!p.acceptAll('FOREIGN', 'KEY')) p.fail('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY', 'CHECK');
  const columns = columnNames(p);
  p.expect('REFERENCES');
  const table = objectName(p, 'a table');
  return { type: 'FOREIGN KEY', columns, table, references: p.at('(') ? columnNames(p) : [] };
}

/** `EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (…)`; https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-EXCLUDE */
function exclusion(p: SqlParser): TableConstraint {
  const method = p.accept('USING') ? { method: p.word('an access method').toLowerCase() } : {};
  const elements = p.parenthesised(() => {
    const expression = p.expression();
    p.expect('WITH');
    const { kind, text } = p.next();
    return { expression, operator: kind === 'symbol' ? text : p.fail('an operator') };
  });
  if (!p.accept('WHERE')) return { type: 'EXCLUDE', ...method, elements };
  p.expect('(');
  const where = p.expression();
  p.expect(')');
  return { type: 'EXCLUDE', ...method, elements, where };
}

/** `FOR VALUES …` or DEFAULT. */
export function partitionBounds(p: SqlParser): PartitionBounds {
  if (p.accept('DEFAULT')) return { type: 'DEFAULT' };
  p.expectAll('FOR', 'VALUES');
  const values = (): readonly Expression[] => p.parenthesised(() => p.expression());
  if (p.accept('IN')) return { type: 'IN', values: values() };
  if (p.accept('FROM')) {
    const from = values();
    p.expect('TO');
    return { type: 'FROM', from, to: values() };
  }
  p.expectAll('WITH', '(', 'MODULUS');
  const modulus = p.expression();
  p.expectAll(',', 'REMAINDER');
  const remainder = p.expression();
  p.expect(')');
  return { type: 'WITH', modulus, remainder };
}

const states: ReadonlyMap<string, readonly (readonly string[])[]> = Map.groupBy([
  'NOT ENFORCED', 'ENFORCED', 'NOT DEFERRABLE', 'DEFERRABLE', 'INITIALLY DEFERRED', 'INITIALLY IMMEDIATE', 'ENABLE NOVALIDATE', 'ENABLE VALIDATE', 'ENABLE', 'DISABLE',
  'ON UPDATE CURRENT_TIMESTAMP', 'VALIDATE', 'NOVALIDATE', 'RELY', 'NORELY', 'MATCH FULL', 'MATCH SIMPLE', 'MATCH PARTIAL', 'NOT VALID', 'NO INHERIT',
  ...['ROLLBACK', 'ABORT', 'FAIL', 'IGNORE', 'REPLACE'].map((action) => `ON CONFLICT ${action}`),
  ...['UPDATE', 'DELETE'].flatMap((event) => ['CASCADE', 'RESTRICT', 'NO ACTION', 'SET NULL', 'SET DEFAULT'].map((action) => `ON ${event} ${action}`)),
].map((state) => state.split(' ')), ([first = '']) => first);

/** When and how a constraint is enforced, phrase by phrase. */
export function constraintStates(p: SqlParser): readonly string[] {
  const found: string[] = [];
  for (;;) {
    const words = states.get(p.peek().text)?.find((candidate) => p.acceptAll(...candidate));
    if (words === undefined) return found;
    found.push(words.join(' '));
  }
}

/** The states of a constraint, absent when there are none. */
export function statesOf(p: SqlParser): Pick<ConstraintHead, 'states'> {
  const found = constraintStates(p);
  return found.length === 0 ? {} : { states: found };
}
