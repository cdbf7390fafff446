import { optionList } from './engine-commands.ts';
import { propertyList, setting as settingValue } from './properties.ts';
import { signature } from './routines.ts';
import { transaction } from './transactions.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { describesByName, type NodeOf } from '@millrace/sql-ir';

type SessionKind = 'Use' | 'SetVariable' | 'AlterSession' | 'Show' | 'Describe' | 'Explain' | 'Flow' | 'Transaction' | 'StageCommand';

function explain(w: Writer, n: NodeOf<'Explain'>): void {
  w.text += 'EXPLAIN';
  if (n.plan === true) {
    w.need(w.dialect.name === 'sqlite', n, 'EXPLAIN QUERY PLAN');
    w.text += ' QUERY PLAN';
  }
  if (n.options !== undefined) {
    w.need(w.dialect.name === 'postgres' || w.dialect.name === 'duckdb' || w.dialect.name === 'trino', n, 'options of EXPLAIN');
    optionList(w, n.options);
  }
  w.text += ' ';
  if (n.analyze) {
    w.need(w.dialect.capabilities.explainAnalyze, n, 'EXPLAIN ANALYZE');
    w.text += 'ANALYZE ';
  }
  if (n.verbose === true) {
    w.need(w.dialect.name === 'postgres', n, 'EXPLAIN VERBOSE');
    w.text += 'VERBOSE ';
  }
  if (n.format !== undefined) w.text += `USING ${n.format} `;
  w.node(n.statement);
}

/** Where the zone has words of its own, with which LOCAL can be said. */
const zoned: ReadonlySet<string> = new Set(['postgres', 'trino', 'spark']);

function zone(w: Writer, n: NodeOf<'SetVariable'>): void {
  const [value] = n.values;
  w.text += n.scope === 'SETTING' ? 'SET TIME ZONE ' : `SET ${n.scope ?? ''} TIME ZONE `;
  if (value !== undefined) settingValue(w, value);
}

/** `SET a = b, c`: a setting of the engine. */
export function setting(w: Writer, n: NodeOf<'SetVariable'>): void {
  if (n.scope === undefined || n.names.length !== 1) return w.unsupported(n, 'session variables');
  w.need(n.scope !== 'VARIABLE' || w.dialect.name === 'duckdb' || w.dialect.name === 'spark', n, 'SET VARIABLE');
  if (n.names[0]?.name === 'timezone' && zoned.has(w.dialect.name)) return zone(w, n);
  w.text += n.scope === 'SETTING' ? 'SET ' : `SET ${n.scope} `;
  // A dot is a part of the name.
  w.text += n.names[0]?.name ?? '';
  w.text += ' = ';
  n.values.forEach((value, i) => {
    if (i > 0) w.text += ', ';
    settingValue(w, value);
  });
}

const showing: ReadonlySet<string> = new Set(['mysql', 'trino', 'spark']);

/** `SHOW <objects> [name] [FROM …] [FOR …] [LIKE …] [WHERE …] [LIMIT …]`. */
function show(w: Writer, n: NodeOf<'Show'>): void {
  w.need(showing.has(w.dialect.name) && !n.terse && !n.history && n.startsWith === undefined && n.from === undefined && n.privileges === undefined, n, `SHOW ${n.object}`);
  w.need(n.in?.object === undefined && n.in?.preposition === undefined && (n.in === undefined || n.in.name.length > 0), n, `SHOW ${n.object} IN ${n.in?.object ?? ''}`);
  w.text += `SHOW ${n.object}`;
  const named = (word: string, name: NodeOf<'Table'>['name'] | undefined): void => {
    if (name === undefined) return;
    w.text += word;
    w.name(name);
  };
  named(' ', n.of);
  named(' FROM ', n.in?.name);
  if (n.for !== undefined) named(` ${n.for.preposition ?? 'FOR'} `, n.for.name);
  if (n.like !== undefined) {
    w.text += ' LIKE ';
    w.string(n.like, n);
  }
  if (n.where !== undefined) {
    w.text += ' WHERE ';
    w.node(n.where);
  }
  if (n.limit === undefined) return;
  w.text += ' LIMIT ';
  w.node(n.limit);
}

/** The settings of SQL Server that are no switches; https://learn.microsoft.com/en-us/sql/t-sql/statements/set-statements-transact-sql */
const valued: ReadonlySet<string> = new Set(['ROWCOUNT', 'LANGUAGE', 'DATEFIRST', 'DATEFORMAT', 'LOCK_TIMEOUT', 'DEADLOCK_PRIORITY', 'TEXTSIZE', 'CONTEXT_INFO', 'QUERY_GOVERNOR_COST_LIMIT']);

/** `SET NOCOUNT ON`, which only a switch can be. */
function switched(w: Writer, n: NodeOf<'SetVariable'>): void {
  const [value] = n.values;
  const isSwitch = value?.kind === 'Column' && (value.parts[0]?.name.toUpperCase() === 'ON' || value.parts[0]?.name.toUpperCase() === 'OFF');
  const name = n.names[0]?.name ?? '';
  if (value === undefined || !(isSwitch || valued.has(name.toUpperCase()))) return w.unsupported(n, `setting ${name}`);
  w.text += `SET ${name} `;
  settingValue(w, value);
}

/** `SET @a = 1, @b = 2`. */
export function variables(w: Writer, n: NodeOf<'SetVariable'>): void {
  if (n.scope !== undefined && w.dialect.name === 'mysql') return setting(w, n);
  if (n.scope === 'SETTING' && w.dialect.name === 'mssql') return switched(w, n);
  w.need(n.scope === undefined && n.values.length === n.names.length && (n.names.length === 1 || w.dialect.name === 'mysql'), n, 'session variables');
  w.text += 'SET ';
  n.names.forEach((name, i) => {
    const value = n.values[i];
    w.need(name.name.startsWith('@'), n, 'session variables');
    if (value === undefined) return;
    w.text += `${i > 0 ? ', ' : ''}${name.name} = `;
    w.node(value);
  });
}

/** Standard SQL's session statements; most of them are one vendor's own. */
export const session: Pick<Printers, SessionKind> = {
  Use(w, n) {
    w.text += n.object === undefined ? 'USE ' : `USE ${n.object} `;
    if (n.object !== 'SECONDARY ROLES') return w.name(n.name);
    const roles = [...n.name, ...(n.more ?? [])];
    roles.forEach((role, i) => {
      if (i > 0) w.text += ', ';
      // ALL is reserved, and stands here without quotes.
      if (!role.quoted) w.text += role.name;
      else w.node(role);
    });
  },
  SetVariable: (w, n) => w.unsupported(n, 'session variables'),
  AlterSession(w, n) {
    w.need(w.dialect.name === 'oracle' && n.unset.length === 0, n, 'ALTER SESSION');
    w.text += 'ALTER SESSION SET ';
    propertyList(w, n.set, ' ');
  },
  Show: show,
  Describe(w, n) {
    const byName = describesByName.has(w.dialect.name);
    w.need(!byName || n.object === '' || n.object === 'TABLE' || n.object === 'VIEW', n, `DESCRIBE ${n.object}`);
    w.text += n.object === '' || byName ? 'DESCRIBE ' : `DESCRIBE ${n.object} `;
    if (n.value !== undefined) return w.node(n.value);
    signature(w, n);
    if (n.properties === undefined) return;
    w.text += ' ';
    propertyList(w, n.properties, ' ');
  },
  Explain: explain,
  Flow(w, n) {
    w.need(w.dialect.name === 'snowflake', n, '->> between statements');
    n.statements.forEach((statement, i) => {
      if (i > 0) {
        w.line();
        w.text += '->> ';
      }
      w.node(statement);
    });
  },
  Transaction: transaction,
  StageCommand: (w, n) => w.unsupported(n, n.action),
};
