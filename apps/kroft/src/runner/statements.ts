import { type RawBuilder, sql } from 'kysely';
import { BugError } from '@millrace/diagnostics';
import type { ActiveColumn } from '../evolution/schema-change.ts';
import type { Operation } from '../mutation/operation.ts';
import { arrayLiteral, elementType } from './array-literal.ts';
import { changeTable } from './ddl.ts';
import { type SqlCompiler, sqlCompiler } from './compiler.ts';

/** A statement ready to send. `prepare` is false for what runs only once. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly string[];
  readonly prepare: boolean;
}

/** Turns operations into statements; the text of each shape is compiled once. */
export interface StatementMaker {
  readonly compiler: SqlCompiler;
  statement(operation: Operation): Statement;
}

/** A maker for the tables of one schema. */
export function statementMaker(schema: string): StatementMaker {
  const compiler = sqlCompiler(schema);
  const texts = new Map<string, string>();
  const cached = (shape: string, build: () => RawBuilder<unknown>): string => {
    const known = texts.get(shape);
    if (known !== undefined) return known;
    const text = build().compile(compiler).sql;
    texts.set(shape, text);
    return text;
  };
  const shapeOf = (columns: readonly ActiveColumn[]): string => JSON.stringify(columns.map((column) => [column.name, elementType(column.type)]));

  const statement = (operation: Operation): Statement => {
    switch (operation.kind) {
      case 'insert':
        return {
          sql: cached(`insert ${operation.table} ${shapeOf(operation.columns)}`, () => insertText(schema, operation.table, operation.columns)),
          parameters: operation.columns.map((column, c) => arrayLiteral(operation.values[c] ?? [], column.type)),
          prepare: true,
        };
      case 'update':
        return {
          sql: cached(`update ${operation.table} ${shapeOf([operation.key, ...operation.columns])}`, () => updateText(schema, operation.table, operation.key, operation.columns)),
          parameters: [arrayLiteral(operation.keys, operation.key.type), ...operation.columns.map((column, c) => arrayLiteral(operation.values[c] ?? [], column.type))],
          prepare: true,
        };
      case 'delete':
        return {
          sql: cached(`delete ${operation.table} ${shapeOf([operation.key])}`, () => sql`delete from ${sql.id(schema, operation.table)} where ${sql.id(operation.key.name)} = any(${array(operation.key)})`),
          parameters: [arrayLiteral(operation.keys, operation.key.type)],
          prepare: true,
        };
      case 'schema': {
        const { sql: text, parameters } = changeTable(compiler, operation.change);
        if (parameters.length > 0) throw new BugError('DDL takes no parameters');
        return { sql: text, parameters: [], prepare: false };
      }
    }
  };
  return { compiler, statement };
}

/** An array parameter of a column's type; the value is bound when the statement runs. */
function array(column: ActiveColumn): RawBuilder<unknown> {
  return sql`${''}::${sql.raw(elementType(column.type))}[]`;
}

function insertText(schema: string, table: string, columns: readonly ActiveColumn[]): RawBuilder<unknown> {
  const names = sql.join(columns.map((column) => sql.id(column.name)));
  return sql`insert into ${sql.id(schema, table)} (${names}) select * from unnest(${sql.join(columns.map(array))})`;
}

function updateText(schema: string, table: string, key: ActiveColumn, columns: readonly ActiveColumn[]): RawBuilder<unknown> {
  const names = columns.map((_, c) => sql.id(`v${c}`));
  const sets = sql.join(columns.map((column, c) => sql`${sql.id(column.name)} = u.${sql.id(`v${c}`)}`));
  return sql`update ${sql.id(schema, table)} t set ${sets} from unnest(${sql.join([key, ...columns].map(array))}) u(k, ${sql.join(names)}) where t.${sql.id(key.name)} = u.k`;
}
