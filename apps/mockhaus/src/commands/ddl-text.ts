import { parse } from '@millrace/sql-parser';
import type { SqlType } from '@millrace/transpile';
import { displayName } from '../session/resolve.ts';
import type { ColumnEntry, ObjectEntry, Setting, TableEntry } from '../catalog/entries.ts';
import { typeText } from '../catalog/type-text.ts';
import { functionOf } from '../catalog/user-function.ts';

/**
 * The statement that makes a table, view, sequence, file format, warehouse or function, as GET_DDL writes it.
 *
 * @param isFull whether the name has its database and schema.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/get_ddl
 */
export function ddlText(entry: TableEntry | ObjectEntry, isFull: boolean): string {
  const name = displayName(isFull ? [entry.database, entry.schema, entry.name].filter((part) => part !== '') : [entry.name]);
  switch (entry.kind) {
    case 'TABLE': return tableText(entry, name);
    case 'VIEW': return viewText(entry, name);
    case 'SEQUENCE': return `create or replace sequence ${name} start with ${settingOf(entry, 'START', 1)} increment by ${settingOf(entry, 'INCREMENT', 1)} noorder;`;
    case 'WAREHOUSE': return warehouseText(entry, name);
    case 'FUNCTION': return functionText(entry);
    case 'FILE FORMAT': case 'STAGE': return `CREATE OR REPLACE ${entry.kind} ${name}\n${Object.entries(entry.settings).map(([key, value]) => `\t${key} = ${written(value)}`).join('\n')}\n;`;
  }
}

function tableText({ columns, constraints, persistence, modifier, comment, clusterBy }: TableEntry, name: string): string {
  const lines = [
    ...columns.map(columnText),
    ...constraints.map((constraint) => {
      const own = constraint.name.startsWith('SYS_CONSTRAINT_') ? '' : `constraint ${displayName([constraint.name])} `;
      const to = constraint.references === undefined ? '' : ` references ${displayName(constraint.references.table)}${constraint.references.columns.length === 0 ? '' : `(${displayNames(constraint.references.columns)})`}`;
      return `\t${own}${constraint.type.toLowerCase()} (${displayNames(constraint.columns)})${to}`;
    }),
  ];
  const kind = modifier ?? (persistence === 'PERMANENT' ? undefined : persistence);
  const tail = `${clusterBy === undefined ? '' : ` cluster by ${clusterBy}`}${comment === '' ? '' : `COMMENT='${comment.replaceAll("'", "''")}'\n`}`;
  return `create or replace ${kind === undefined ? '' : `${kind} `}TABLE ${name} (\n${lines.join(',\n')}\n)${tail};`;
}

const displayNames = (names: readonly string[]): string => names.map((name) => displayName([name])).join(', ');

function columnText({ name, type, nullable, defaultText, identity, comment }: ColumnEntry): string {
  return [
    `\t${displayName([name])} ${typeText(type)}`,
    ...(type.type === 'varchar' && type.collation !== undefined ? [`COLLATE '${type.collation}'`] : []),
    ...(nullable ? [] : ['NOT NULL']),
    ...(defaultText === undefined ? [] : [`DEFAULT ${defaultText}`]),
    ...(identity === undefined ? [] : [`autoincrement start ${identity.start} increment ${identity.step} noorder`]),
    ...(comment === undefined ? [] : [`COMMENT '${comment.replaceAll("'", "''")}'`]),
  ].join(' ');
}

/** A view's query stands as it was written, from behind AS. */
function viewText({ columns, definition = '', comment }: TableEntry, name: string): string {
  const [statement] = parse(definition, { dialect: 'snowflake' }).statements;
  const start = statement?.kind === 'CreateView' ? statement.query.pos : 0;
  const space = /\bAS(\s+)\(?$/i.exec(definition.slice(0, start))?.[1] ?? ' ';
  const list = columns.map((column) => `\t${displayName([column.name])}`).join(',\n');
  return `create or replace view ${name}(\n${list}\n)${comment === '' ? '' : ` COMMENT='${comment.replaceAll("'", "''")}'\n`} as${space}${definition.slice(start)};`;
}

const settingOf = (entry: ObjectEntry, name: string, otherwise: Setting): string => String(entry.settings[name] ?? otherwise);
const written = (value: Setting): string => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : typeof value === 'object' ? JSON.stringify(value) : String(value).toUpperCase());

function warehouseText(entry: ObjectEntry, name: string): string {
  const flag = (key: string, otherwise: boolean): string => String(entry.settings[key] ?? otherwise).toUpperCase();
  const settings = [
    `warehouse_type='${settingOf(entry, 'WAREHOUSE_TYPE', 'STANDARD')}'`, `warehouse_size='${titleCase(settingOf(entry, 'WAREHOUSE_SIZE', 'X-Small'))}'`,
    `max_cluster_count=${settingOf(entry, 'MAX_CLUSTER_COUNT', 1)}`, `min_cluster_count=${settingOf(entry, 'MIN_CLUSTER_COUNT', 1)}`, `scaling_policy=${settingOf(entry, 'SCALING_POLICY', 'STANDARD')}`,
    `auto_suspend=${settingOf(entry, 'AUTO_SUSPEND', 600)}`, `auto_resume=${flag('AUTO_RESUME', true)}`, `initially_suspended=${flag('INITIALLY_SUSPENDED', false)}`,
    `enable_query_acceleration=${flag('ENABLE_QUERY_ACCELERATION', false)}`, `query_acceleration_max_scale_factor=${settingOf(entry, 'QUERY_ACCELERATION_MAX_SCALE_FACTOR', 8)}`,
    `max_concurrency_level=${settingOf(entry, 'MAX_CONCURRENCY_LEVEL', 8)}`, `statement_queued_timeout_in_seconds=${settingOf(entry, 'STATEMENT_QUEUED_TIMEOUT_IN_SECONDS', 0)}`,
    `statement_timeout_in_seconds=${settingOf(entry, 'STATEMENT_TIMEOUT_IN_SECONDS', 172_800)}`,
  ];
  return `create or replace warehouse ${name} with\n\t${settings.join('\n\t')}\n;`;
}

function functionText(entry: ObjectEntry): string {
  const { name, isSecure, meaning: { parameters, returns, body } } = functionOf(entry);
  const listed = (columns: readonly { readonly name: string; readonly type: SqlType }[]): string => columns.map((column) => `"${column.name.replaceAll('"', '""')}" ${typeText(column.type)}`).join(', ');
  return [
    `CREATE OR REPLACE ${isSecure ? 'SECURE ' : ''}FUNCTION "${name.replaceAll('"', '""')}"(${listed(parameters)})`, `RETURNS ${returns.kind === 'scalar' ? typeText(returns.type) : `TABLE (${listed(returns.columns)})`}`, 'LANGUAGE SQL',
    ...(entry.comment === '' ? [] : [`COMMENT=${written(entry.comment)}`]), `AS ${written('sql' in body ? body.sql : '')};`,
  ].join('\n');
}

const titleCase = (text: string): string => text.replaceAll(/[A-Za-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
