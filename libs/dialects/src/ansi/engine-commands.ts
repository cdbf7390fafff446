import type { EngineAction, EngineCommand, Property } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { property, setting } from './properties.ts';

const known: { readonly [A in EngineAction]: readonly string[] } = {
  ANALYZE: ['duckdb', 'postgres', 'sqlite'], ATTACH: ['duckdb', 'sqlite'], CHECKPOINT: ['duckdb', 'postgres'], CLUSTER: ['postgres'], DEALLOCATE: ['duckdb', 'postgres'],
  DESCRIBE: ['duckdb'], DETACH: ['duckdb', 'sqlite'], DISCARD: ['postgres'], DO: ['postgres'], EXECUTE: ['duckdb', 'postgres'], 'EXPORT DATABASE': ['duckdb'],
  'IMPORT DATABASE': ['duckdb'], INSTALL: ['duckdb'], LISTEN: ['postgres'], LOAD: ['duckdb'], LOCK: ['postgres'], NOTIFY: ['postgres'], PRAGMA: ['duckdb', 'sqlite'],
  PREPARE: ['duckdb', 'postgres'], 'REFRESH MATERIALIZED VIEW': ['postgres'], REINDEX: ['postgres', 'sqlite'], RESET: ['duckdb', 'postgres'], SUMMARIZE: ['duckdb'],
  UNLISTEN: ['postgres'], VACUUM: ['duckdb', 'postgres', 'sqlite'],
};

/** `(FORMAT csv, HEADER)`, nothing for none. */
export function optionList(w: Writer, options: readonly Property[]): void {
  if (options.length === 0) return;
  w.text += ' (';
  options.forEach((option, i) => {
    if (i > 0) w.text += ', ';
    property(w, option);
  });
  w.text += ')';
}

function targets(w: Writer, n: EngineCommand): void {
  n.targets.forEach(({ name, columns }, i) => {
    w.text += i > 0 ? ', ' : ' ';
    w.name(name);
    if (columns.length === 0) return;
    w.text += ' ';
    w.names(columns);
  });
}

/** The arguments, as each order takes them. */
function args(w: Writer, n: EngineCommand): void {
  if (n.args.length === 0 && n.called !== true) return;
  const called = n.called === true || n.action === 'EXECUTE';
  w.text += called ? '(' : n.action === 'PRAGMA' ? ' = ' : n.action === 'NOTIFY' ? ', ' : ' ';
  n.args.forEach((arg, i) => {
    if (i > 0) w.text += ', ';
    setting(w, arg);
  });
  if (called) w.text += ')';
}

function engineCommand(w: Writer, n: EngineCommand): void {
  w.need(known[n.action].includes(w.dialect.name), n, n.action);
  const force = n.words[0] === 'FORCE';
  w.text += force ? `FORCE ${n.action}` : n.action;
  for (const word of force ? n.words.slice(1) : n.words) w.text += ` ${word}`;
  const maintains = n.action === 'VACUUM' || n.action === 'ANALYZE' || n.action === 'REINDEX' || n.action === 'CLUSTER';
  if (maintains) optionList(w, n.options);
  targets(w, n);
  args(w, n);
  if (n.alias !== undefined) {
    w.text += ' AS ';
    w.node(n.alias);
  }
  if (n.types !== undefined) {
    w.text += ' (';
    w.list(n.types);
    w.text += ')';
  }
  if (!maintains) optionList(w, n.options);
  for (const word of n.after) w.text += ` ${word}`;
  const inner = n.statement ?? n.query;
  if (inner === undefined) return;
  w.text += n.statement === undefined ? '' : ' AS';
  w.line();
  w.node(inner);
}

/** Orders to one engine. */
export const engineCommands: Pick<Printers, 'EngineCommand'> = { EngineCommand: engineCommand };
