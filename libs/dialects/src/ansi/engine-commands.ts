import type { EngineAction, EngineCommand, Property } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { property, setting } from './properties.ts';

const known: { readonly [A in EngineAction]: readonly string[] } = {
  'ALTER SYSTEM': ['postgres'], CLOSE: ['postgres'], 'COMMIT PREPARED': ['postgres'], 'COPY FROM DATABASE': ['duckdb'], DECLARE: ['postgres'], 'DROP OWNED BY': ['postgres'], FETCH: ['postgres'],
  MOVE: ['postgres'], 'PREPARE TRANSACTION': ['postgres'], 'REASSIGN OWNED BY': ['postgres'], 'ROLLBACK PREPARED': ['postgres'], 'SET CONSTRAINTS': ['postgres'], 'SET ROLE': ['postgres'],
  'SET SESSION AUTHORIZATION': ['postgres'], 'UPDATE EXTENSIONS': ['duckdb'],
  ANALYZE: ['duckdb', 'postgres', 'sqlite'], ATTACH: ['duckdb', 'sqlite'], CHECKPOINT: ['duckdb', 'postgres'], CLUSTER: ['postgres'], DEALLOCATE: ['duckdb', 'postgres'],
  DESCRIBE: ['duckdb'], DETACH: ['duckdb', 'sqlite'], DISCARD: ['postgres'], DO: ['postgres'], EXECUTE: ['duckdb', 'postgres'], 'EXPORT DATABASE': ['duckdb'],
  'IMPORT DATABASE': ['duckdb'], INSTALL: ['duckdb'], LISTEN: ['postgres'], LOAD: ['duckdb', 'postgres'], LOCK: ['postgres'], NOTIFY: ['postgres'], PRAGMA: ['duckdb', 'sqlite'],
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
  const listed = n.action === 'UPDATE EXTENSIONS' && n.targets.length > 0;
  if (listed) w.text += ' (';
  n.targets.forEach(({ name, columns }, i) => {
    w.text += i > 0 ? ', ' : listed ? '' : ' ';
    const [only] = name;
    if (only !== undefined && roleNaming.has(n.action) && !only.quoted) w.identifier(only, true);
    else w.name(name);
    if (columns.length === 0) return;
    w.text += ' ';
    w.names(columns);
  });
  if (listed) w.text += ')';
}

/** Orders about roles, where CURRENT_USER and its kin stand for one. */
const roleNaming: ReadonlySet<EngineAction> = new Set<EngineAction>(['SET ROLE', 'SET SESSION AUTHORIZATION', 'REASSIGN OWNED BY', 'DROP OWNED BY']);

/** The arguments, as each order takes them. */
function args(w: Writer, n: EngineCommand): void {
  if (n.args.length === 0 && n.called !== true) return;
  const called = n.called === true || n.action === 'EXECUTE';
  const assigned = n.action === 'PRAGMA' || n.action === 'ALTER SYSTEM';
  w.text += called ? '(' : assigned ? ' = ' : n.action === 'NOTIFY' ? ', ' : ' ';
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
    w.text += n.action === 'ATTACH' ? ' AS ' : ' TO ';
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
  w.text += n.statement !== undefined ? ' AS' : n.action === 'DECLARE' ? ' FOR' : '';
  w.line();
  w.node(inner);
}

/** Orders to one engine. */
export const engineCommands: Pick<Printers, 'EngineCommand'> = { EngineCommand: engineCommand };
