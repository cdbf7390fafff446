import { typeText } from '@millrace/transpile';
import { unsupported } from '../failures.ts';
import { statementTypes } from '../history/query-result.ts';
import { foldNames, requireObject, requireTable } from '../session/resolve.ts';
import { textColumn } from '../wire/result-column.ts';
import type { Command } from './context.ts';
import { rowsResult } from './results.ts';
import { describeFunction } from './user-functions.ts';

const tableColumns = [
  'name', 'type', 'kind', 'null?', 'default', 'primary key', 'unique key', 'check', 'expression', 'comment', 'policy name', 'privacy domain',
].map((name) => textColumn(name));
const propertyColumns = ['parent_property', 'property', 'property_type', 'property_value', 'property_default'].map((name) => textColumn(name));

/** DESCRIBE TABLE, VIEW, STAGE, FILE FORMAT and FUNCTION. */
export const describeCommand: Command<'Describe'> = async (statement, context) => {
  const parts = foldNames(statement.name);
  switch (statement.object) {
    case 'TABLE': case 'VIEW': {
      const table = requireTable(context.session, parts, 'DESCRIBE');
      const isKey = (type: string, column: string): string => (table.constraints.some((constraint) => constraint.type === type && constraint.columns.includes(column)) ? 'Y' : 'N');
      const rows = table.columns.map((column) => [
        column.name, typeText(column.type), 'COLUMN', column.nullable ? 'Y' : 'N',
        column.identity === undefined ? (column.defaultText ?? null) : `IDENTITY START ${column.identity.start} INCREMENT ${column.identity.step} NOORDER`,
        isKey('PRIMARY KEY', column.name), isKey('UNIQUE', column.name), null, null, column.comment ?? null, null, null,
      ]);
      return rowsResult(tableColumns, rows, statementTypes.describe);
    }
    case 'STAGE': case 'FILE FORMAT': {
      const entry = requireObject(context.session, statement.object, parts, 'DESCRIBE');
      const rows = Object.entries(entry.settings).map(([name, value]) => [
        statement.object === 'STAGE' ? 'STAGE' : 'FILE_FORMAT', name, typeof value === 'boolean' ? 'Boolean' : typeof value === 'number' ? 'Integer' : 'String',
        typeof value === 'object' ? JSON.stringify(value) : String(value), '',
      ]);
      return rowsResult(propertyColumns, rows, statementTypes.describe);
    }
    case 'FUNCTION': return describeFunction(statement, context);
    default: throw unsupported(`DESCRIBE ${statement.object}`);
  }
};
