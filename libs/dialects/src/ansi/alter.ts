import type { Alter, AlterAction, ColumnChange, ColumnDefinition, ConstraintReference, Property, SettingChange } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';
import { column, tableConstraint } from './definitions.ts';
import { partitionBounds } from './partitions.ts';
import { property, propertyList } from './properties.ts';
import { signature } from './routines.ts';

type Action<T extends AlterAction['type']> = Extract<AlterAction, { readonly type: T }>;

/** Who takes several actions in one ALTER. */
const manyActions: ReadonlySet<string> = new Set(['snowflake', 'postgres', 'mysql']);

function addColumns(w: Writer, n: Alter, a: Action<'ADD COLUMN'>): void {
  const { name: dialect } = w.dialect;
  w.need(a.columns.length === 1 || manyActions.has(dialect) || dialect === 'mssql' || dialect === 'oracle', n, 'ADD COLUMN of several columns');
  const write = (c: ColumnDefinition): void => {
    if (a.ifNotExists) w.text += 'IF NOT EXISTS ';
    column(w, n, c);
  };
  if (dialect === 'oracle') {
    w.text += 'ADD ';
    w.parenthesised(a.columns, write);
  } else if (dialect === 'snowflake' || dialect === 'mssql') {
    w.text += dialect === 'mssql' ? 'ADD ' : 'ADD COLUMN ';
    if (a.columns.length > 1) w.items(a.columns, write);
    else a.columns.forEach(write);
  } else a.columns.forEach((c, i) => {
    if (i > 0) separated(w);
    w.text += n.object === 'TYPE' ? 'ADD ATTRIBUTE ' : 'ADD COLUMN ';
    write(c);
  });
}

/** A comma between actions, each of which begins a line where one is too short for them. */
function separated(w: Writer): void {
  w.text += ',';
  w.line();
}

function dropColumns(w: Writer, n: Alter, a: Action<'DROP COLUMN'>): void {
  w.need(a.columns.length === 1 || manyActions.has(w.dialect.name) || w.dialect.name === 'mssql', n, 'DROP COLUMN of several columns');
  const again = w.dialect.name !== 'snowflake' && w.dialect.name !== 'mssql';
  a.columns.forEach((c, i) => {
    if (i > 0) separated(w);
    if (i === 0 || again) w.text += n.object === 'TYPE' ? 'DROP ATTRIBUTE ' : 'DROP COLUMN ';
    if (a.ifExists && (i === 0 || again)) w.text += 'IF EXISTS ';
    w.node(c);
  });
  if (a.behavior !== undefined) w.text += ` ${a.behavior}`;
}

/** Settings and clauses stand apart by spaces; a clause that comes twice, by commas. */
function settings(w: Writer, properties: readonly Property[]): void {
  const flat = (): void => properties.forEach((p, i) => {
    if (i > 0) w.text += p.style === 'clause' && properties[i - 1]?.name === p.name ? ', ' : ' ';
    property(w, p);
  });
  if (!w.pretty || properties.length < 2 || properties.some((p) => p.style !== undefined)) flat();
  else if (!w.fits(flat)) w.broken(properties, (p) => property(w, p), '');
}

function settingChange(w: Writer, n: Alter, a: SettingChange): void {
  switch (a.type) {
    case 'SET':
      w.need(w.dialect.name !== 'duckdb' && w.dialect.name !== 'sqlite', n, `SET ${a.properties[0]?.name ?? ''}`);
      w.text += 'SET ';
      return settings(w, a.properties);
    case 'UNSET':
      w.need(w.dialect.name === 'snowflake', n, 'UNSET');
      w.text += `UNSET ${a.names.join(', ')}`;
      return;
    case 'SET TAG':
      w.need(w.dialect.name === 'snowflake', n, 'SET TAG');
      w.text += 'SET TAG ';
      return propertyList(w, a.tags, ', ');
    case 'UNSET TAG':
      w.need(w.dialect.name === 'snowflake', n, 'UNSET TAG');
      w.text += 'UNSET TAG ';
      a.tags.forEach((tag, i) => {
        if (i > 0) w.text += ', ';
        w.name(tag);
      });
  }
}

function columnChange(w: Writer, n: Alter, change: ColumnChange): void {
  switch (change.type) {
    case 'TYPE':
      // MODIFY would forget what else the column is.
      w.need(w.dialect.name !== 'mysql', n, 'ALTER COLUMN … TYPE');
      w.text += w.dialect.name === 'spark' ? 'TYPE ' : 'SET DATA TYPE ';
      w.node(change.dataType);
      if (change.using === undefined) return;
      w.need(w.dialect.name === 'postgres' || w.dialect.name === 'duckdb', n, 'ALTER COLUMN … TYPE … USING');
      w.text += ' USING ';
      return w.node(change.using);
    case 'SET DEFAULT':
      w.text += 'SET DEFAULT ';
      return w.node(change.value);
    case 'COMMENT':
      w.need(w.dialect.name === 'snowflake' || w.dialect.name === 'spark', n, 'COMMENT in ALTER TABLE');
      w.text += 'COMMENT ';
      return w.string(change.text, n);
    case 'CLAUSES':
      w.need(w.dialect.name === 'postgres', n, change.clauses[0]?.name ?? '');
      return settings(w, change.clauses);
    case 'SET NOT NULL': case 'DROP NOT NULL': case 'DROP DEFAULT':
      w.text += change.type;
      return;
    default: settingChange(w, n, change);
  }
}

function alterColumn(w: Writer, n: Alter, a: Action<'ALTER COLUMN'>, isNext: boolean): void {
  w.need(w.dialect.name !== 'sqlite', n, 'ALTER COLUMN');
  // Snowflake takes the verb once.
  w.text += isNext && w.dialect.name === 'snowflake' ? 'COLUMN ' : 'ALTER COLUMN ';
  w.node(a.column);
  w.text += ' ';
  columnChange(w, n, a.change);
}

function constraintReference(w: Writer, c: ConstraintReference): void {
  w.text += c.type;
  if (c.name !== undefined) {
    w.text += ' ';
    w.node(c.name);
  }
  if (c.columns.length === 0) return;
  w.text += ' ';
  w.names(c.columns);
}

/** By its name everywhere; MySQL and Oracle also drop the primary key as such. */
function takesConstraint(dialect: Writer['dialect']['name'], { type, constraint }: Action<'DROP CONSTRAINT' | 'ALTER CONSTRAINT'>): boolean {
  if (dialect === 'snowflake') return true;
  if (type === 'ALTER CONSTRAINT') return dialect === 'postgres' && constraint.type === 'CONSTRAINT';
  return constraint.type === 'CONSTRAINT' || (constraint.type === 'PRIMARY KEY' && (dialect === 'mysql' || dialect === 'oracle'));
}

function action(w: Writer, n: Alter, a: AlterAction, before: AlterAction | undefined): void {
  switch (a.type) {
    case 'RENAME TO': case 'SWAP WITH':
      w.need(a.type === 'RENAME TO' || w.dialect.name === 'snowflake', n, 'SWAP WITH');
      w.text += `${a.type} `;
      return w.name(a.name);
    case 'ADD COLUMN': return addColumns(w, n, a);
    case 'DROP COLUMN': return dropColumns(w, n, a);
    case 'RENAME COLUMN': case 'RENAME CONSTRAINT':
      w.text += `${a.type} `;
      w.node(a.from);
      w.text += ' TO ';
      return w.node(a.to);
    case 'ALTER COLUMN': return alterColumn(w, n, a, before?.type === 'ALTER COLUMN');
    case 'MODIFY COLUMN':
      w.need(w.dialect.name === 'mysql', n, a.type);
      w.text += a.from === undefined ? 'MODIFY COLUMN ' : 'CHANGE COLUMN ';
      if (a.from !== undefined) w.node(a.from);
      if (a.from !== undefined) w.text += ' ';
      return column(w, n, a.column);
    case 'ADD CONSTRAINT':
      w.need(w.dialect.name !== 'sqlite', n, 'ADD CONSTRAINT');
      w.text += 'ADD ';
      return tableConstraint(w, n, a.constraint);
    case 'DROP CONSTRAINT': case 'ALTER CONSTRAINT':
      w.need(takesConstraint(w.dialect.name, a), n, a.type);
      w.text += a.type === 'DROP CONSTRAINT' ? 'DROP ' : 'ALTER ';
      constraintReference(w, a.constraint);
      w.text += a.states.map((state) => ` ${state}`).join('');
      return;
    case 'ATTACH PARTITION':
      w.need(w.dialect.name === 'postgres', n, a.type);
      w.text += 'ATTACH PARTITION ';
      w.name(a.name);
      return partitionBounds(w, a.bounds);
    case 'CLUSTER BY':
      w.need(w.dialect.name === 'snowflake', n, 'CLUSTER BY');
      w.text += 'CLUSTER BY ';
      return w.parenthesised(a.keys, (key) => w.node(key));
    case 'CLAUSES':
      w.need(w.dialect.name === 'snowflake' || w.dialect.name === 'postgres', n, a.clauses[0]?.name ?? '');
      return settings(w, a.clauses);
    default: settingChange(w, n, a);
  }
}

/** ALTER of any kind of object. */
export function alter(w: Writer, n: Alter): void {
  w.text += `ALTER ${n.object} `;
  if (n.ifExists) w.text += 'IF EXISTS ';
  if (n.only === true) {
    w.need(w.dialect.name === 'postgres', n, 'ONLY before a table');
    w.text += 'ONLY ';
  }
  signature(w, n);
  if (n.name.length > 0) w.text += ' ';
  const actions = (): void => n.actions.forEach((a, i) => {
    if (i > 0) separated(w);
    action(w, n, a, n.actions[i - 1]);
  });
  if (!w.pretty) return actions();
  if (w.fits(actions)) return;
  // One action that holds many things breaks by itself.
  if (n.actions.length === 1 && n.actions[0]?.type === 'SET') return actions();
  if (w.text.endsWith(' ')) w.text = w.text.slice(0, -1);
  w.indented(() => {
    w.line();
    actions();
  });
}
