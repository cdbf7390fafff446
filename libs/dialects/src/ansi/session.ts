import { propertyList } from './properties.ts';
import { signature } from './routines.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import type { NodeOf } from '@millrace/sql-ir';

type SessionKind = 'Use' | 'SetVariable' | 'AlterSession' | 'Show' | 'Describe' | 'Explain' | 'Flow' | 'Transaction' | 'StageCommand';

function explain(w: Writer, n: NodeOf<'Explain'>): void {
  w.text += 'EXPLAIN ';
  if (n.analyze) {
    w.need(w.dialect.capabilities.explainAnalyze, n, 'EXPLAIN ANALYZE');
    w.text += 'ANALYZE ';
  }
  if (n.format !== undefined) w.text += `USING ${n.format} `;
  w.node(n.statement);
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
    w.need(w.dialect.name === 'snowflake', n, 'the operator ->> between statements');
    n.statements.forEach((statement, i) => {
      if (i > 0) {
        w.line();
        w.text += '->> ';
      }
      w.node(statement);
    });
  },
  Transaction(w, n) {
    w.text += n.action;
  },
  StageCommand: (w, n) => w.unsupported(n, n.action),
};
