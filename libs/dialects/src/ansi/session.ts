import { optionList } from './engine-commands.ts';
import { propertyList, setting as settingValue } from './properties.ts';
import { signature } from './routines.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import type { NodeOf } from '@millrace/sql-ir';

type SessionKind = 'Use' | 'SetVariable' | 'AlterSession' | 'Show' | 'Describe' | 'Explain' | 'Flow' | 'Transaction' | 'StageCommand';

function explain(w: Writer, n: NodeOf<'Explain'>): void {
  w.text += 'EXPLAIN';
  if (n.plan === true) {
    w.need(w.dialect.name === 'sqlite', n, 'EXPLAIN QUERY PLAN');
    w.text += ' QUERY PLAN';
  }
  if (n.options !== undefined) {
    w.need(w.dialect.name === 'postgres' || w.dialect.name === 'duckdb', n, 'options of EXPLAIN');
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

/** Modes stand after TRANSACTION, which BEGIN may leave out but not before them; SQLite's stand before it. */
function transaction(w: Writer, n: NodeOf<'Transaction'>): void {
  const { modes = [] } = n;
  const { name } = w.dialect;
  const asked = modes.filter((mode) => mode !== 'SESSION');
  if (modes.length > 0) w.need(name === 'postgres' || name === 'sqlite' || (name === 'duckdb' && asked.every((mode) => mode.startsWith('READ '))), n, `a transaction that is ${modes.join(', ')}`);
  if (n.action === 'SET') w.text += modes.length > asked.length ? 'SET SESSION CHARACTERISTICS AS TRANSACTION' : 'SET TRANSACTION';
  else w.text += asked.length > 0 && name !== 'sqlite' ? `${n.action} TRANSACTION` : n.action;
  if (asked.length > 0) w.text += ` ${asked.join(', ')}`;
  if (n.name === undefined || n.action === 'BEGIN') return;
  w.need(name !== 'duckdb' && name !== 'snowflake', n, 'savepoints');
  w.text += ' ';
  w.node(n.name);
}

/** `SET a = b, c`: a setting of the engine. */
export function setting(w: Writer, n: NodeOf<'SetVariable'>): void {
  if (n.scope === undefined || n.names.length !== 1) return w.unsupported(n, 'session variables');
  w.need(n.scope !== 'VARIABLE' || w.dialect.name === 'duckdb', n, 'SET VARIABLE');
  w.text += n.scope === 'SETTING' ? 'SET ' : `SET ${n.scope} `;
  // A dot is a part of the name.
  w.text += n.names[0]?.name ?? '';
  w.text += ' = ';
  n.values.forEach((value, i) => {
    if (i > 0) w.text += ', ';
    settingValue(w, value);
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
  AlterSession: (w, n) => w.unsupported(n, 'ALTER SESSION'),
  Show: (w, n) => w.unsupported(n, `SHOW ${n.object}`),
  Describe(w, n) {
    w.text += n.object === '' ? 'DESCRIBE ' : `DESCRIBE ${n.object} `;
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
