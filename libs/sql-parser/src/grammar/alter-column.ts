import type { AlterAction, ColumnChange, ConstraintReference } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { settingChange, type Altered } from './alter.ts';
import { clauseRow, clausesOf } from './clause.ts';
import { postgresColumnClauses } from './clauses-postgres.ts';
import { column, constraintStates, tableConstraint } from './create-table.ts';
import { columnNames } from './name.ts';

type AlterColumn = AlterAction & { readonly type: 'ALTER COLUMN' };
const constraintWords: ReadonlySet<string> = new Set(['CONSTRAINT', 'PRIMARY', 'FOREIGN', 'UNIQUE', 'CHECK']);

/** ADD, DROP, RENAME and ALTER of columns and constraints. */
export function columnAction(p: SqlParser, { table, object }: Altered): AlterAction | undefined {
  const columns = table || object.endsWith('VIEW') || object === 'TYPE';
  if (!columns) return undefined;
  if (p.accept('RENAME')) return rename(p);
  if (p.accept('ADD')) return add(p);
  if (p.accept('DROP')) return drop(p);
  if (p.vocabulary.dialect === 'mysql' && (p.at('MODIFY') || p.at('CHANGE'))) return modify(p);
  if (!p.accept('ALTER') && !p.accept('MODIFY')) return undefined;
  if (!atConstraint(p)) return alterColumn(p);
  const constraint = constraintReference(p);
  return { type: 'ALTER CONSTRAINT', constraint, states: constraintStates(p) };
}

function atConstraint(p: SqlParser): boolean {
  const next = p.peekAt(2).text;
  return p.at('CONSTRAINT') || (p.at('PRIMARY') && next === 'KEY') || (p.at('FOREIGN') && next === 'KEY') || (p.at('UNIQUE') && (next === '(' || next === ';' || next === ''));
}

function constraintReference(p: SqlParser): ConstraintReference {
  if (p.accept('CONSTRAINT')) {
    p.acceptAll('IF', 'EXISTS');
    return { type: 'CONSTRAINT', name: p.identifier('a constraint'), columns: [] };
  }
  const type = p.acceptAll('PRIMARY', 'KEY') ? 'PRIMARY KEY' : p.acceptAll('FOREIGN', 'KEY') ? 'FOREIGN KEY' : (p.expect('UNIQUE'), 'UNIQUE');
  return { type, columns: p.at('(') ? columnNames(p) : [] };
}

/** https://dev.mysql.com/doc/refman/8.0/en/alter-table.html#alter-table-redefine-column */
function modify(p: SqlParser): AlterAction {
  const renames = p.next().text === 'CHANGE';
  p.accept('COLUMN');
  const from = renames ? { from: p.identifier('a column') } : {};
  return { type: 'MODIFY COLUMN', column: column(p), ...from };
}

function rename(p: SqlParser): AlterAction {
  const isConstraint = p.accept('CONSTRAINT');
  if (!isConstraint) p.accept('COLUMN');
  const from = p.identifier(isConstraint ? 'a constraint' : 'a column');
  p.expect('TO');
  return { type: isConstraint ? 'RENAME CONSTRAINT' : 'RENAME COLUMN', from, to: p.identifier('a name') };
}

function add(p: SqlParser): AlterAction {
  if (constraintWords.has(p.peek().text)) return { type: 'ADD CONSTRAINT', constraint: tableConstraint(p) };
  const hasColumn = p.accept('COLUMN') || p.accept('ATTRIBUTE');
  const parenthesised = !hasColumn && p.accept('(');
  let ifNotExists = false;
  const columns = columnsOf(p, 'ADD', () => {
    if (p.accept('ADD')) p.accept('COLUMN');
    p.accept('COLUMN');
    ifNotExists = p.acceptAll('IF', 'NOT', 'EXISTS') || ifNotExists;
    return column(p);
  });
  if (parenthesised) p.expect(')');
  return { type: 'ADD COLUMN', columns, ifNotExists };
}

const verbs: ReadonlySet<string> = new Set(['ADD', 'DROP', 'RENAME', 'SET', 'UNSET', 'ALTER', 'MODIFY', 'VALIDATE']);

/** Columns until another action begins: `ADD a INT, b INT, ADD c INT`, not the `DROP d` or `ADD CONSTRAINT` behind. */
function columnsOf<T>(p: SqlParser, verb: 'ADD' | 'DROP', item: () => T): readonly T[] {
  const items = [item()];
  while (p.at(',')) {
    const { kind, text } = p.peekAt(2);
    if (kind === 'word' && verbs.has(text) && (text !== verb || constraintWords.has(p.peekAt(3).text))) break;
    p.next();
    items.push(item());
  }
  return items;
}

function drop(p: SqlParser): AlterAction {
  if (atConstraint(p)) {
    const constraint = constraintReference(p);
    return { type: 'DROP CONSTRAINT', constraint, states: dropStates(p) };
  }
  if (!p.accept('COLUMN') && p.peekAt(2).kind === 'word') p.accept('ATTRIBUTE');
  let ifExists = false;
  const columns = columnsOf(p, 'DROP', () => {
    if (p.accept('DROP')) p.accept('COLUMN');
    p.accept('COLUMN');
    ifExists = p.acceptAll('IF', 'EXISTS') || ifExists;
    return p.identifier('a column');
  });
  const behavior = p.acceptAny('CASCADE', 'RESTRICT');
  return { type: 'DROP COLUMN', columns, ifExists, ...(behavior === undefined ? {} : { behavior }) };
}

function dropStates(p: SqlParser): readonly string[] {
  const behavior = p.acceptAny('CASCADE', 'RESTRICT');
  return behavior === undefined ? [] : [behavior];
}

/** `[COLUMN] a <change>`. */
export function alterColumn(p: SqlParser): AlterColumn {
  p.accept('COLUMN');
  const name = p.identifier('a column');
  return { type: 'ALTER COLUMN', column: name, change: columnChange(p) };
}

function columnChange(p: SqlParser): ColumnChange {
  const clauses = p.vocabulary.dialect === 'postgres' ? clauseRow(p, clausesOf(postgresColumnClauses)) : [];
  if (clauses.length > 0) return { type: 'CLAUSES', clauses };
  if (p.acceptAll('SET', 'NOT', 'NULL') || p.acceptAll('NOT', 'NULL')) return { type: 'SET NOT NULL' };
  if (p.acceptAll('DROP', 'NOT', 'NULL') || p.at('NULL')) {
    p.accept('NULL');
    return { type: 'DROP NOT NULL' };
  }
  if (p.acceptAll('DROP', 'DEFAULT')) return { type: 'DROP DEFAULT' };
  if (p.acceptAll('SET', 'DEFAULT')) return { type: 'SET DEFAULT', value: p.expression() };
  if (p.accept('COMMENT')) return { type: 'COMMENT', text: p.string() };
  if (p.acceptAll('SET', 'DATA', 'TYPE') || p.accept('TYPE')) return dataType(p);
  return settingChange(p) ?? (p.peek().kind === 'word' ? dataType(p) : p.fail('SET DATA TYPE', 'SET DEFAULT', 'DROP NOT NULL', 'COMMENT'));
}

function dataType(p: SqlParser): ColumnChange {
  const found = p.type();
  return { type: 'TYPE', dataType: found, ...(p.accept('USING') ? { using: p.expression() } : {}) };
}
