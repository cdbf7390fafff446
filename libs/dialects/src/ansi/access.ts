import type { Grant, GrantTarget, Identifier } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { signature } from './routines.ts';

function each<T>(w: Writer, items: readonly T[], write: (item: T) => void): void {
  items.forEach((item, i) => {
    if (i > 0) w.text += ', ';
    write(item);
  });
}

function target(w: Writer, on: GrantTarget): void {
  if (on.object === undefined && on.names.length === 0) return;
  w.text += ' ON ';
  if (on.every !== undefined) w.text += `${on.every} `;
  if (on.object !== undefined) w.text += on.object;
  if (on.names.length > 0 && on.object !== undefined) w.text += w.dialect.name === 'mssql' ? '::' : ' ';
  each(w, on.names, (name) => signature(w, name));
  if (on.in === undefined) return;
  w.text += ` IN ${on.in.object}`;
  if (on.in.name.length > 0) w.text += ' ';
  w.name(on.in.name);
}

const denying: ReadonlySet<string> = new Set(['mssql', 'trino', 'spark']);

/** `ALTER DEFAULT PRIVILEGES FOR ROLE r IN SCHEMA s `. */
function defaults(w: Writer, n: Grant, { roles, schemas }: NonNullable<Grant['defaults']>): void {
  w.need(w.dialect.name === 'postgres', n, 'ALTER DEFAULT PRIVILEGES');
  w.text += 'ALTER DEFAULT PRIVILEGES ';
  if (roles.length > 0) w.text += 'FOR ROLE ';
  each(w, roles, (role) => grantee(w, [role]));
  if (roles.length > 0) w.text += ' ';
  if (schemas.length > 0) w.text += 'IN SCHEMA ';
  each(w, schemas, (schema) => w.node(schema));
  if (schemas.length > 0) w.text += ' ';
}

/** CURRENT_USER and PUBLIC stand without quotes. */
function grantee(w: Writer, name: readonly Identifier[]): void {
  const [only] = name;
  if (only !== undefined && name.length === 1 && !only.quoted) w.identifier(only, true);
  else w.name(name);
}

function grant(w: Writer, n: Grant): void {
  const { what } = n;
  const { name: dialect } = w.dialect;
  w.need(dialect !== 'duckdb' && dialect !== 'sqlite' && (n.action !== 'DENY' || denying.has(dialect)), n, n.action);
  // Only Snowflake says of a role that it is one.
  if (what.type === 'ROLES') w.need(dialect === 'snowflake' || what.object === undefined, n, `GRANT ${what.object ?? ''}`);
  w.need(dialect === 'snowflake' || n.currentGrants === undefined, n, `${n.currentGrants ?? ''} CURRENT GRANTS`);
  if (n.defaults !== undefined) defaults(w, n, n.defaults);
  w.text += n.action;
  if (n.action === 'REVOKE' && n.grantOption) w.text += ' GRANT OPTION FOR';
  if (n.action === 'REVOKE' && n.adminOption === true) w.text += ' ADMIN OPTION FOR';
  w.text += ' ';
  if (what.type === 'ROLES') {
    if (what.object !== undefined) w.text += `${what.object} `;
    each(w, what.names, (name) => w.name(name));
  } else {
    each(w, what.privileges, ({ name, columns }) => {
      w.text += name;
      if (columns.length > 0) w.text += ' ';
      if (columns.length > 0) w.names(columns);
    });
    target(w, what.on);
  }
  w.text += n.action === 'REVOKE' ? ' FROM ' : ' TO ';
  each(w, n.grantees, ({ object, name }) => {
    w.need(dialect === 'snowflake' || name.length === 1, n, `TO ${object ?? ''} of a database`);
    if (object !== undefined) w.text += `${object} `;
    grantee(w, name);
  });
  if (n.action === 'GRANT' && n.grantOption) w.text += ' WITH GRANT OPTION';
  if (n.action === 'GRANT' && n.adminOption === true) w.text += ' WITH ADMIN OPTION';
  if (n.grantedBy !== undefined) {
    w.text += ' GRANTED BY ';
    w.identifier(n.grantedBy, true);
  }
  if (n.currentGrants !== undefined) w.text += ` ${n.currentGrants} CURRENT GRANTS`;
  if (n.behavior !== undefined) w.text += ` ${n.behavior}`;
}

/** Who may do what, and what things are for. */
export const access: Pick<Printers, 'Grant' | 'CommentOn'> = {
  Grant: grant,
  CommentOn(w, n) {
    w.need(w.dialect.name !== 'sqlite' && !(n.ifExists && w.dialect.name !== 'snowflake'), n, 'COMMENT ON');
    w.text += n.ifExists ? `COMMENT IF EXISTS ON ${n.object} ` : `COMMENT ON ${n.object} `;
    signature(w, n);
    w.text += ' IS ';
    if (n.text === undefined) w.text += 'NULL';
    else w.string(n.text, n);
  },
};
