import { build, type Copy, type Expression, type Insert, type Projection, type Query, type QueryStatement, rewrite, synthetic, type Table } from '@millrace/sql-ir';
import type { CatalogColumn } from '@millrace/transpile';
import type { ColumnEntry, Settings, TableEntry } from '../catalog/entries.ts';
import { typeFields } from '../catalog/type-text.ts';
import { SqlFailure, shapes } from '../failures.ts';
import { displayName, foldNames } from '../session/resolve.ts';
import type { FileFormat } from '../stages/file-format.ts';
import { sourceColumns, type StageRelation } from '../stages/stage-relation.ts';
import { settingText } from './properties.ts';
import { isStage } from './stage-tables.ts';

/** A COPY INTO a table: what is loaded from where and how. */
export interface CopyPlan {
  readonly statement: Copy;
  readonly table: TableEntry;
  readonly format: FileFormat;
  readonly settings: Settings;
}

/** One target column with the expression that fills it. */
export interface Assigned {
  readonly column: ColumnEntry;
  readonly value: Expression;
}

/** The table's columns that a COPY fills, in the order of its values. */
export function targetColumns(plan: CopyPlan): readonly ColumnEntry[] {
  if (plan.statement.columns.length === 0) return plan.table.columns;
  return foldNames(plan.statement.columns).map((name) => {
    const column = plan.table.columns.find((candidate) => candidate.name === name);
    if (column === undefined) throw new SqlFailure(shapes.invalidIdentifier, `invalid identifier '${displayName([name])}'`);
    return column;
  });
}

/** What fills the table from a file without a query: by position, by name, or a whole document. */
export function assignments(plan: CopyPlan, relation: StageRelation): readonly Assigned[] {
  const columns = targetColumns(plan);
  const match = (settingText(plan.settings, 'MATCH_BY_COLUMN_NAME') ?? 'NONE').toUpperCase();
  if (match !== 'NONE') return byName(plan, columns, relation, match === 'CASE_SENSITIVE');
  if (plan.format.type === 'CSV') return columns.map((column, index) => ({ column, value: typedValue(plan.format, column, build.column(`$${index + 1}`)) }));
  const [only] = columns;
  if (columns.length !== 1 || only === undefined || !['variant', 'object', 'array', 'map'].includes(only.type.type)) {
    throw new SqlFailure(shapes.fileColumns, `SQL compilation error:\n${plan.format.type} file format can produce one and only one column of type variant, object, or array. Load data into separate columns using the MATCH_BY_COLUMN_NAME copy option or copy with transformation.`);
  }
  return [{ column: only, value: build.column('$1') }];
}

function byName(plan: CopyPlan, columns: readonly ColumnEntry[], relation: StageRelation, isSensitive: boolean): readonly Assigned[] {
  return columns.flatMap((column): Assigned[] => {
    const found = relation.fileColumns.find(({ name }) => (isSensitive ? name === column.name : name.toUpperCase() === column.name.toUpperCase()));
    return found === undefined ? [] : [{ column, value: typedValue(plan.format, column, fileValue(plan.format, found)) }];
  });
}

function fileValue(format: FileFormat, column: CatalogColumn): Expression {
  const source = build.column(column.physicalName ?? column.name);
  return format.type === 'JSON' ? { kind: 'Path', operand: source, steps: [{ key: column.name, quoted: true }], ...synthetic } : source;
}

/** Dates and times of a CSV file are read by its formats, where it has any. */
function typedValue(format: FileFormat, column: ColumnEntry, value: Expression): Expression {
  const reader = readerOf(format, column);
  return reader === undefined ? value : build.call(reader.name, [value, build.string(reader.pattern)]);
}

function readerOf(format: FileFormat, { type }: ColumnEntry): { readonly name: string; readonly pattern: string } | undefined {
  if (format.type !== 'CSV') return undefined;
  if (type.type === 'date' && format.dateFormat !== undefined) return { name: 'TO_DATE', pattern: format.dateFormat };
  if (type.type === 'time' && format.timeFormat !== undefined) return { name: 'TO_TIME', pattern: format.timeFormat };
  if (type.type.startsWith('timestamp') && format.timestampFormat !== undefined) return { name: `TO_${type.type.toUpperCase()}`, pattern: format.timestampFormat };
  return undefined;
}

/** The INSERT that loads a file. */
export function insertOf(plan: CopyPlan, relation: StageRelation, keep?: Expression): Insert {
  const { statement, table } = plan;
  const from = build.table([relation.table.name[2]]);
  const { columns, query } = 'kind' in statement.source && statement.source.kind !== 'Table'
    ? { columns: targetColumns(plan), query: staged(statement.source, relation) }
    : plain(assignments(plan, relation), from, keep);
  return {
    kind: 'Insert', with: [], recursive: false, overwrite: false, table: build.table([table.database, table.schema, table.name]),
    columns: columns.map(({ name }) => build.identifier(name)), byName: false, source: query, returning: [], ...synthetic,
  };
}

function plain(assigned: readonly Assigned[], from: Table, keep: Expression | undefined): { columns: readonly ColumnEntry[]; query: Query } {
  return {
    columns: assigned.map(({ column }) => column),
    query: build.select({ projections: assigned.map(({ value }): Projection => build.projection(value)), from, ...(keep === undefined ? {} : { where: keep }) }),
  };
}

function staged(query: Query, relation: StageRelation): Query {
  return rewrite(query, {
    Table: (table) => (isStage(table) ? { ...build.table([relation.table.name[2]]), ...(table.alias === undefined ? {} : { alias: table.alias }) } : table),
  });
}

/** What makes a row of a file wrong: per target column, whether its value does not fit. */
export interface RowChecks {
  readonly assigned: readonly Assigned[];
  readonly faults: readonly Expression[];
  /** A row that may be loaded. */
  readonly keep: Expression | undefined;
  /** The wrong rows: row number, line, fields, then a fault and a text per column. */
  readonly query: QueryStatement;
}

/** The checks of a file's rows, for files that are loaded without a query. */
export function rowChecks(plan: CopyPlan, relation: StageRelation): RowChecks {
  const assigned = assignments(plan, relation);
  const faults = assigned.map((each) => fault(plan.format, each));
  const isMismatch = plan.format.type === 'CSV' && plan.format.errorOnColumnCountMismatch && relation.fileColumns.length === 0
    ? [build.binary('<>', build.column(sourceColumns.fields), build.number(targetColumns(plan).length))]
    : [];
  const any = [...isMismatch, ...faults].reduce<Expression>((left, right) => build.binary('OR', left, right), build.boolean(false));
  const where = build.call('COALESCE', [any, build.boolean(false)]);
  const columns = [sourceColumns.row, sourceColumns.line, sourceColumns.fields].map((name) => build.projection(build.column(name)));
  const details = assigned.flatMap(({ value }, index) => [
    build.projection(faults[index] ?? build.boolean(false), `F${index}`), build.projection(build.cast(value, build.type('VARCHAR')), `V${index}`),
  ]);
  const query = build.select({
    projections: [...columns, ...details], from: build.table([relation.table.name[2]]), where,
    orderBy: [{ kind: 'OrderItem', expression: build.number(1), descending: false, ...synthetic }],
  });
  return { assigned, faults, keep: { kind: 'Unary', op: 'NOT', operand: where, ...synthetic }, query: { kind: 'QueryStatement', query, ...synthetic } };
}

function fault(format: FileFormat, { column, value }: Assigned): Expression {
  const isNull = (operand: Expression, negated = false): Expression => ({ kind: 'Is', operand, test: 'NULL', negated, ...synthetic });
  const missing = column.nullable ? [] : [isNull(value)];
  if (format.type !== 'CSV' || ['variant', 'object', 'array', 'map', 'geography', 'geometry'].includes(column.type.type)) return missing[0] ?? build.boolean(false);
  const [name, ...args] = typeFields(column.type);
  const reader = readerOf(format, column);
  const plainValue = value.kind === 'Call' ? (value.args[0] ?? value) : value;
  const attempt = reader === undefined
    ? build.cast(plainValue, build.type(name, ...args.filter((argument) => argument !== null)), true)
    : build.call(`TRY_${reader.name}`, [plainValue, build.string(reader.pattern)]);
  const unreadable = build.binary('AND', isNull(plainValue, true), isNull(attempt));
  return missing[0] === undefined ? unreadable : build.binary('OR', missing[0], unreadable);
}
