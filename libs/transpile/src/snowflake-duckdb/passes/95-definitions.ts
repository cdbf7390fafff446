import type { Alter, AlterAction, ColumnChange, ColumnConstraint, ColumnDefinition, CreateObject, CreateTable, DataType, Drop, Show, Spanned } from '@millrace/sql-ir';
import { locationOf } from '../../binder/bind-context.ts';
import { timestampMapping } from '../../binder/type-expression.ts';
import { errors } from '../../errors.ts';
import { fromDataType } from '../../types/data-type.ts';
import { physicalType } from '../../types/physical.ts';
import type { LowerContext } from '../lower-context.ts';
import type { NodePass } from './pass.ts';

/** Definitions and the session's statements: types as DuckDB stores them, and a finding for what only a server of Snowflake's knows. */
export const definitions: NodePass = {
  name: 'definitions',
  handlers: {
    CreateTable: storedTable,
    Alter: storedChange,
    CreateObject: named,
    Drop: dropped,
    Show: shown,
    CallStatement: (statement, context) => refuse('CALL of a procedure: the engine has none', statement, context),
  },
};

function refuse(feature: string, at: Spanned, { source }: LowerContext, hint?: string): never {
  throw errors.TRANSPILE_UNSUPPORTED.error({ feature }, { ...locationOf(at, source), ...(hint === undefined ? {} : { hint }) });
}

/** What Snowflake keeps as a note and does not enforce, DuckDB would enforce. Rule: https://docs.snowflake.com/en/sql-reference/constraints-overview */
const notes: ReadonlySet<ColumnConstraint['type']> = new Set<ColumnConstraint['type']>(['PRIMARY KEY', 'UNIQUE', 'REFERENCES']);

function storedTable(table: CreateTable, context: LowerContext): CreateTable {
  const keys = new Set(table.constraints.flatMap((constraint) => (constraint.type === 'PRIMARY KEY' ? constraint.columns.map(({ name }) => name.toUpperCase()) : [])));
  return {
    ...table,
    columns: table.columns.map((column) => storedColumn(column, keys.has(column.name.name.toUpperCase()), table, context)),
    constraints: table.constraints.filter(({ type }) => type === 'CHECK' || type === 'INDEX'),
  };
}

/** A column as DuckDB stores it; those of the primary key are NOT NULL. */
function storedColumn(column: ColumnDefinition, isKey: boolean, at: Spanned, context: LowerContext): ColumnDefinition {
  const needsValue = (isKey || column.constraints.some(({ type }) => type === 'PRIMARY KEY')) && !column.constraints.some(({ type }) => type === 'NOT NULL');
  for (const { type } of column.constraints) {
    if (type === 'COLLATE') refuse('COLLATE on a column without a catalog that keeps it', column.name.pos < 0 ? at : column.name, context, 'compare with COLLATE(column, …) where it matters');
  }
  const constraints = column.constraints.filter(({ type }) => !notes.has(type) && type !== 'NULL');
  return {
    ...column,
    ...(column.type === undefined ? {} : { type: storedType(column.type, context) }),
    constraints: needsValue ? [{ type: 'NOT NULL' }, ...constraints] : constraints,
  };
}

function storedType(written: DataType, context: LowerContext): DataType {
  // A type that was not written is one of the engine's already.
  if (written.pos < 0) return written;
  const type = fromDataType(written, timestampMapping(context));
  if (type === undefined) return refuse(`type ${written.name}`, written, context);
  const stored = physicalType(type);
  // DuckDB reads a text's length and does not hold anyone to it; it is kept for those who read the definition.
  return type.type === 'varchar' && written.args.length > 0 ? { ...stored, args: written.args } : stored;
}

/** What DuckDB calls by the same word and means otherwise. */
const namesakes: ReadonlySet<string> = new Set(['SECRET']);

function named<S extends CreateObject | Drop>(statement: S, context: LowerContext): S {
  if (namesakes.has(statement.object)) refuse(`${statement.object}: the engine's is another thing`, statement, context);
  return statement;
}

/** A schema goes with what is in it; RESTRICT asks of foreign keys alone. Rule: https://docs.snowflake.com/en/sql-reference/sql/drop-schema */
function dropped(statement: Drop, context: LowerContext): Drop {
  return statement.object === 'SCHEMA' ? { ...statement, behavior: 'CASCADE' } : named(statement, context);
}

function storedChange(statement: Alter, context: LowerContext): Alter {
  if (statement.object !== 'TABLE') return statement;
  return { ...statement, actions: statement.actions.map((action) => storedAction(action, statement, context)) };
}

function storedAction(action: AlterAction, at: Alter, context: LowerContext): AlterAction {
  switch (action.type) {
    case 'ADD COLUMN': return { ...action, columns: action.columns.map((column) => storedColumn(column, false, at, context)) };
    case 'ALTER COLUMN': return { ...action, change: storedColumnChange(action.change, context) };
    case 'ADD CONSTRAINT': case 'DROP CONSTRAINT': case 'ALTER CONSTRAINT': case 'RENAME CONSTRAINT':
      return refuse(`${action.type}: Snowflake does not enforce it and the engine would`, at, context, 'leave the statement out: it changes no result');
    default: return action;
  }
}

const storedColumnChange = (change: ColumnChange, context: LowerContext): ColumnChange =>
  (change.type === 'TYPE' ? { ...change, dataType: storedType(change.dataType, context) } : change);

/** What DuckDB lists too; any other word after SHOW it takes for a table's name. */
const listed: ReadonlySet<string> = new Set(['TABLES', 'SCHEMAS', 'DATABASES', 'VARIABLES']);

function shown(statement: Show, context: LowerContext): Show {
  if (!listed.has(statement.object)) refuse(`SHOW ${statement.object}`, statement, context, 'ask the tables of information_schema');
  if (statement.history) refuse(`SHOW ${statement.object} HISTORY`, statement, context);
  return statement;
}
