import type { ColumnDefinition, CreateTable, Identifier, TableConstraint } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { columnConstraints } from './column-constraint.ts';
import type { CreateHead } from './create.ts';
import { columnNames, objectName } from './name.ts';
import { nestedProperties, properties } from './property.ts';
import { timeTravelClause } from './relation.ts';

/** CREATE TABLE from its name on. */
export function createTable(p: SqlParser, head: CreateHead): CreateTable {
  const first = p.acceptAll('IF', 'NOT', 'EXISTS');
  const name = objectName(p, 'a table');
  const ifNotExists = first || p.acceptAll('IF', 'NOT', 'EXISTS');
  const columns: ColumnDefinition[] = [];
  const constraints: TableConstraint[] = [];
  const before = properties(p);
  let like: readonly Identifier[] | undefined;
  if (p.at('(')) like = tableElements(p, columns, constraints);
  if (p.accept('LIKE')) like = objectName(p, 'a table');
  const clone = cloneClause(p);
  const settings = p.at('WITH') && p.peekAt(2).text === '(' && p.accept('WITH') ? nestedProperties(p) : properties(p);
  const query = p.accept('AS') ? p.query() : undefined;
  // PostgreSQL's WITH DATA is what happens anyway.
  p.acceptAll('WITH', 'DATA');
  return {
    kind: 'CreateTable', orReplace: head.orReplace, ifNotExists, modifiers: head.modifiers, name, columns, constraints,
    ...(like === undefined ? {} : { like }), ...clone, ...(query === undefined ? {} : { query }),
    properties: before.concat(settings), pos: head.start, end: p.end(),
  };
}

/** `CLONE t [AT (…)]`. */
export function cloneClause(p: SqlParser): Pick<CreateTable, 'clone' | 'cloneAt'> {
  if (!p.accept('CLONE')) return {};
  const clone = objectName(p);
  const cloneAt = timeTravelClause(p);
  return { clone, ...(cloneAt === undefined ? {} : { cloneAt }) };
}

function tableElements(p: SqlParser, columns: ColumnDefinition[], constraints: TableConstraint[]): readonly Identifier[] | undefined {
  p.expect('(');
  let like: readonly Identifier[] | undefined;
  do {
    if (p.at(')')) break;
    if (p.vocabulary.dialect === 'postgres' && p.accept('LIKE')) like = objectName(p, 'a table');
    else if (atConstraint(p)) constraints.push(tableConstraint(p));
    else columns.push(column(p));
  } while (p.accept(','));
  if (!p.accept(')')) p.fail(',', ')');
  return like;
}

/** A column: its name, its type, and what it must hold. */
export function column(p: SqlParser): ColumnDefinition {
  const name = p.identifier('a column');
  const { kind, text } = p.peek();
  const typed = (kind === 'word' && text !== 'AS' && !noType.has(text)) || kind === 'name';
  const type = typed ? p.type() : undefined;
  return { name, ...(type === undefined ? {} : { type }), constraints: columnConstraints(p) };
}

const noType: ReadonlySet<string> = new Set(['NOT', 'NULL', 'DEFAULT', 'PRIMARY', 'UNIQUE', 'CHECK', 'REFERENCES', 'CONSTRAINT', 'COMMENT', 'GENERATED', 'COLLATE', 'WITH', 'MASKING']);

function atConstraint(p: SqlParser): boolean {
  const { text } = p.peek();
  const next = p.peekAt(2).text;
  return text === 'CONSTRAINT' || (text === 'PRIMARY' && next === 'KEY') || (text === 'FOREIGN' && next === 'KEY') || ((text === 'UNIQUE' || text === 'CHECK') && next === '(');
}

/** `[CONSTRAINT c] PRIMARY KEY (a)` and its kin. */
export function tableConstraint(p: SqlParser): TableConstraint {
  const name = p.accept('CONSTRAINT') ? { name: p.identifier('a name') } : {};
  const found = body(p);
  constraintState(p);
  return { ...name, ...found };
}

function body(p: SqlParser): TableConstraint {
  if (p.accept('CHECK')) {
    p.expect('(');
    const condition = p.expression();
    p.expect(')');
    return { type: 'CHECK', condition };
  }
  if (p.acceptAll('PRIMARY', 'KEY')) return { type: 'PRIMARY KEY', columns: columnNames(p) };
  if (p.accept('UNIQUE')) return { type: 'UNIQUE', columns: columnNames(p) };
  if (!p.acceptAll('FOREIGN', 'KEY')) p.fail('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY', 'CHECK');
  const columns = columnNames(p);
  p.expect('REFERENCES');
  const table = objectName(p, 'a table');
  return { type: 'FOREIGN KEY', columns, table, references: p.at('(') ? columnNames(p) : [] };
}

const states: readonly (readonly string[])[] = [
  ['NOT', 'ENFORCED'], ['ENFORCED'], ['NOT', 'DEFERRABLE'], ['DEFERRABLE'], ['INITIALLY', 'DEFERRED'], ['INITIALLY', 'IMMEDIATE'], ['ENABLE'], ['DISABLE'],
  ['VALIDATE'], ['NOVALIDATE'], ['RELY'], ['NORELY'],
  ...['UPDATE', 'DELETE'].flatMap((event) => ['CASCADE', 'RESTRICT', 'NO ACTION', 'SET NULL', 'SET DEFAULT'].map((action) => ['ON', event].concat(action.split(' ')))),
  ['MATCH', 'FULL'], ['MATCH', 'SIMPLE'], ['MATCH', 'PARTIAL'],
];

/** When and how a constraint is enforced: accepted, and left out of the tree. */
export function constraintState(p: SqlParser): void {
  while (states.some((words) => p.acceptAll(...words)));
}
