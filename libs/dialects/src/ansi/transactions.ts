import type { NodeOf } from '@millrace/sql-ir';
import type { Dialect } from '../dialect.ts';
import type { Writer } from '../writer.ts';

type Transaction = NodeOf<'Transaction'>;

const isIsolation = (mode: string): boolean => mode.startsWith('ISOLATION ');
const isAccess = (mode: string): boolean => mode === 'READ ONLY' || mode === 'READ WRITE';

/** Whether a dialect lets a transaction be asked for such a mode. */
const knows: { readonly [D in Dialect['name']]: (mode: string, action: Transaction['action']) => boolean } = {
  postgres: () => true,
  sqlite: (_, action) => action === 'BEGIN',
  duckdb: (mode, action) => isAccess(mode) && action === 'BEGIN',
  mysql: (mode, action) => isAccess(mode) || mode.startsWith('AND ') || (isIsolation(mode) && action === 'SET') || mode === 'SESSION',
  oracle: (mode, action) => (isAccess(mode) || isIsolation(mode)) && action === 'SET',
  mssql: (mode, action) => isIsolation(mode) && action === 'SET',
  trino: (mode, action) => (isAccess(mode) || isIsolation(mode)) && action === 'BEGIN',
  snowflake: () => false,
  spark: () => false,
};

const withoutSavepoints: ReadonlySet<string> = new Set(['duckdb', 'snowflake', 'trino', 'spark']);

/** The verb as the dialect says it. */
function verb(w: Writer, { action }: Transaction, hasModes: boolean): string {
  const { name } = w.dialect;
  if (action === 'SET') return 'SET TRANSACTION';
  if (name === 'mssql') return action === 'SAVEPOINT' ? 'SAVE TRANSACTION' : action === 'ROLLBACK TO' ? 'ROLLBACK TRANSACTION' : `${action} TRANSACTION`;
  if (action === 'BEGIN' && (name === 'mysql' || name === 'trino')) return 'START TRANSACTION';
  if (action === 'RELEASE' && name === 'mysql') return 'RELEASE SAVEPOINT';
  return hasModes && name !== 'sqlite' && action === 'BEGIN' ? 'BEGIN TRANSACTION' : action;
}

/** Modes stand after TRANSACTION, which BEGIN may leave out but not before them; SQLite's stand before it. */
export function transaction(w: Writer, n: Transaction): void {
  const { modes = [] } = n;
  const { name } = w.dialect;
  const asked = modes.filter((mode) => mode !== 'SESSION');
  w.need(modes.every((mode) => knows[name](mode, n.action)), n, `a transaction that is ${modes.join(', ')}`);
  const session = name === 'mysql' ? 'SET SESSION TRANSACTION' : 'SET SESSION CHARACTERISTICS AS TRANSACTION';
  w.text += modes.length > asked.length ? session : verb(w, n, asked.length > 0);
  if (asked.length > 0) w.text += ` ${asked.join(', ')}`;
  if (n.name === undefined || n.action === 'BEGIN') return;
  w.need(!withoutSavepoints.has(name) && !((name === 'mssql' || name === 'oracle') && n.action === 'RELEASE'), n, 'savepoints');
  w.text += ' ';
  w.node(n.name);
}
