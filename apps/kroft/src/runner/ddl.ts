import type { ColumnDataType, ColumnDefinitionBuilder, CompiledQuery, CreateTableBuilder } from 'kysely';
import { unreachable } from '@millrace/diagnostics';
import type { ActiveColumn, SchemaChange, TableVersion } from '../evolution/schema-change.ts';
import { type ColumnType, printType } from '../schema/column-type.ts';
import type { SqlCompiler } from './compiler.ts';

/** Kysely checks the text against its own list of types, so that nothing else can slip in. */
function dataType(type: ColumnType): ColumnDataType {
  return printType(type) as ColumnDataType;
}

/** @param joins the column comes to a table that may have rows: without a default they have no value for it. */
function constrained(column: ActiveColumn, builder: ColumnDefinitionBuilder, joins: boolean): ColumnDefinitionBuilder {
  let built = column.primaryKey ? builder.primaryKey() : builder;
  if (column.default !== undefined) built = built.defaultTo(column.default);
  if (column.unique && !column.primaryKey) built = built.unique();
  if (column.references !== undefined) built = built.references(`${column.references.table}.${column.references.column}`);
  return column.nullRate === 0 && (!joins || column.default !== undefined) ? built.notNull() : built;
}

/** CREATE TABLE, and an index per foreign key: without it each deletion of a parent would read all children. */
export function createTable(compiler: SqlCompiler, table: TableVersion): readonly CompiledQuery[] {
  const create = table.active.reduce<CreateTableBuilder<string, string>>(
    (builder, column) => builder.addColumn(column.name, dataType(column.type), (built) => constrained(column, built, false)),
    compiler.schema.createTable(table.name),
  );
  const indexes = table.active
    .filter((column) => column.references !== undefined)
    .map((column) => compiler.schema.createIndex(`${table.name}_${column.id}_fkey`.slice(-60)).on(table.name).column(column.name).compile());
  return [create.compile(), ...indexes];
}

/** ALTER TABLE for a schema change. */
export function changeTable(compiler: SqlCompiler, change: SchemaChange): CompiledQuery {
  const table = compiler.schema.alterTable(change.table);
  switch (change.kind) {
    case 'addColumn':
      return table.addColumn(change.column.name, dataType(change.column.type), (built) => constrained(change.column, built, true)).compile();
    case 'dropColumn':
      return table.dropColumn(change.column.name).compile();
    case 'renameColumn':
      return table.renameColumn(change.column.name, change.to).compile();
    case 'widenType':
      return table.alterColumn(change.column.name, (built) => built.setDataType(dataType(change.to))).compile();
    default:
      return unreachable(change);
  }
}
