import { collectRows, type Row } from '@millrace/connectors';
import { type ColumnSpec, written } from '@millrace/plan';
import { type DialectName, type ParameterValue, type Query, rewrite, visit } from '@millrace/sql-ir';
import { parseQuery } from '@millrace/sql-parser';
import { Frame } from './frame/frame.ts';
import type { Runner } from './run/runner.ts';
import { type Columns, type RowOf, Table, table as declare } from './types/table.ts';

/** How a placeholder is written in each dialect's text. */
function placeholder(dialect: DialectName, index: number): string {
  return dialect === 'postgres' || dialect === 'duckdb' ? `$${index + 1}` : '?';
}

/** Puts the parts of a template together, with a placeholder for each value. */
export function templateText(parts: readonly string[], dialect: DialectName): string {
  return parts.reduce((text, part, i) => `${text}${placeholder(dialect, i - 1)}${part}`);
}

/** A query as text with its values beside it. */
export class SqlText {
  /** The text, with a placeholder for each value. */
  readonly text: string;
  readonly #values: readonly ParameterValue[];
  readonly #runner: Runner;

  constructor(text: string, values: readonly ParameterValue[], runner: Runner) {
    this.text = text;
    this.#values = values;
    this.#runner = runner;
  }

  /** The rows as the driver gives them. */
  rows(): Promise<readonly Row[]> {
    return collectRows(this.#runner.stream({ sql: this.text, parameters: this.#values }));
  }

  /**
   * A frame over the query, which must yield these columns; others it yields are left out.
   *
   * @param columns a table, or column types by name.
   * @throws ToolError PARSE_… with the place of a mistake
   */
  as<R>(columns: Table<R, unknown>): Frame<R>;
  as<const C extends Columns>(columns: C): Frame<RowOf<C>>;
  as(columns: Table<unknown, unknown> | Columns): Frame<never> {
    const specs: readonly ColumnSpec[] = columns instanceof Table ? columns.columns : declare('', columns).columns;
    return new Frame<never>(written(boundQuery(this.text, this.#values, this.#runner.dialect), specs), this.#runner);
  }
}

/**
 * Parses a query and puts its values in.
 *
 * @param values in the order of `?`, or by number for `$1`.
 * @throws ToolError PARSE_… with the place of a mistake
 */
function boundQuery(text: string, values: readonly ParameterValue[], dialect: DialectName): Query {
  const query = parseQuery(text, { dialect });
  const unnamed: number[] = [];
  visit(query, { Parameter: (node) => void (node.name === undefined && unnamed.push(node.pos)) });
  unnamed.sort((a, b) => a - b);
  return rewrite(query, {
    Parameter: (node) => {
      const value = values[node.name === undefined ? unnamed.indexOf(node.pos) : Number(node.name) - 1];
      return value === undefined ? node : { ...node, value };
    },
  });
}
