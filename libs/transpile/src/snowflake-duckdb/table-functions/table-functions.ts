import type { SqlType } from '../../types/sql-type.ts';
import { types } from '../../types/sql-type.ts';

/** The columns a table function gives. */
export interface TableFunctionRecord {
  readonly columns: readonly { readonly name: string; readonly type: SqlType; readonly nullable: boolean }[];
  readonly docs: string;
}

const docs = 'https://docs.snowflake.com/en/sql-reference/functions/';
const splitColumns: TableFunctionRecord['columns'] = [
  { name: 'SEQ', type: types.integer, nullable: false },
  { name: 'INDEX', type: types.integer, nullable: false },
  { name: 'VALUE', type: types.text, nullable: false },
];

/** Table functions with a rule of their own; the passes `flatten` and `table-functions` lower them. */
export const tableFunctions: Readonly<Record<string, TableFunctionRecord | undefined>> = {
  FLATTEN: {
    columns: [
      { name: 'SEQ', type: types.integer, nullable: false },
      { name: 'KEY', type: types.text, nullable: true },
      { name: 'PATH', type: types.text, nullable: true },
      { name: 'INDEX', type: types.integer, nullable: true },
      { name: 'VALUE', type: types.variant, nullable: true },
      { name: 'THIS', type: types.variant, nullable: true },
    ],
    docs: `${docs}flatten`,
  },
  SPLIT_TO_TABLE: { columns: splitColumns, docs: `${docs}split_to_table` },
  STRTOK_SPLIT_TO_TABLE: { columns: splitColumns, docs: `${docs}strtok_split_to_table` },
  GENERATOR: { columns: [], docs: `${docs}generator` },
};
