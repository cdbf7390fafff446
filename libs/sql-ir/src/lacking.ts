import { alterable, definable } from './definable.ts';
import type { Alter, CreateTable, CreateView } from './definition.ts';
import type { DialectName } from './dialect-name.ts';
import type { Show, Transaction, Use } from './session.ts';
import { showPhrases } from './show-phrases.ts';
import type { Statement } from './statement.ts';

/** Who has a kind of statement, where not all have it, and what it is called. */
const owned: { readonly [K in Statement['kind']]?: { readonly called: string; readonly by: readonly DialectName[] } } = {
  Undrop: { called: 'UNDROP', by: ['snowflake'] },
  StageCommand: { called: 'commands for stages', by: ['snowflake'] },
  AlterSession: { called: 'ALTER SESSION', by: ['snowflake', 'oracle'] },
  InsertAll: { called: 'INSERT into several tables', by: ['snowflake', 'oracle', 'spark'] },
  Show: { called: 'SHOW', by: ['snowflake', 'duckdb', 'postgres', 'mysql', 'trino', 'spark'] },
  Describe: { called: 'DESCRIBE', by: ['snowflake', 'duckdb', 'mysql', 'oracle', 'trino', 'spark'] },
  Explain: { called: 'EXPLAIN', by: ['snowflake', 'duckdb', 'postgres', 'sqlite', 'mysql', 'trino', 'spark'] },
  Grant: { called: 'GRANT and REVOKE', by: ['snowflake', 'postgres', 'mysql', 'mssql', 'oracle', 'trino', 'spark'] },
  CommentOn: { called: 'COMMENT ON', by: ['snowflake', 'duckdb', 'postgres', 'oracle', 'trino', 'spark'] },
  Truncate: { called: 'TRUNCATE', by: ['snowflake', 'duckdb', 'postgres', 'mysql', 'mssql', 'oracle', 'trino', 'spark'] },
  CallStatement: { called: 'CALL', by: ['snowflake', 'duckdb', 'postgres', 'mysql', 'mssql', 'oracle', 'trino', 'spark'] },
  SetVariable: { called: 'SET', by: ['snowflake', 'duckdb', 'postgres', 'mysql', 'mssql', 'trino', 'spark'] },
  Use: { called: 'USE', by: ['snowflake', 'duckdb', 'mysql', 'mssql', 'trino', 'spark'] },
};

const usable: Readonly<Record<string, readonly DialectName[]>> = {
  DATABASE: ['snowflake', 'duckdb', 'spark'], SCHEMA: ['snowflake', 'duckdb', 'spark'], CATALOG: ['snowflake', 'duckdb', 'spark'],
};

/** Words before TABLE and VIEW that only some know. */
const modifiers: Readonly<Record<string, readonly DialectName[]>> = {
  TEMPORARY: ['duckdb', 'postgres', 'sqlite', 'mysql', 'spark'], TEMP: ['duckdb', 'postgres', 'sqlite', 'spark'], UNLOGGED: ['postgres'], VIRTUAL: ['sqlite'], RECURSIVE: ['duckdb', 'postgres'],
  MATERIALIZED: ['postgres'], FORCE: ['oracle'], EXTERNAL: ['spark'],
};

const copying: ReadonlySet<DialectName> = new Set(['postgres', 'mysql', 'spark']);

/** Whether DROP of such an object takes CASCADE or RESTRICT. */
export function cascades(name: string, dialect: DialectName): boolean {
  return dialect !== 'sqlite' && dialect !== 'mssql' && (dialect !== 'mysql' || (name !== 'SCHEMA' && name !== 'DATABASE'));
}

/** Who describes tables by their name alone. */
export const describesByName: ReadonlySet<DialectName> = new Set(['mysql', 'oracle', 'trino']);

const withoutSavepoints: ReadonlySet<DialectName> = new Set(['duckdb', 'trino', 'spark']);
const withoutRelease: ReadonlySet<DialectName> = new Set(['mssql', 'oracle']);

function transaction({ action }: Transaction, dialect: DialectName): string | undefined {
  if (dialect === 'spark') return 'transactions';
  if (action === 'BEGIN' && dialect === 'oracle') return 'BEGIN: a transaction begins with its first statement';
  const named = action === 'SAVEPOINT' || action === 'ROLLBACK TO' || action === 'RELEASE';
  return named && (withoutSavepoints.has(dialect) || (action === 'RELEASE' && withoutRelease.has(dialect))) ? 'savepoints' : undefined;
}

function used({ object }: Use, dialect: DialectName): string | undefined {
  return object === undefined || usable[object]?.includes(dialect) === true ? undefined : `USE ${object}`;
}

function modified(n: CreateTable | CreateView, dialect: DialectName): string | undefined {
  const foreign = n.modifiers.find((modifier) => modifiers[modifier]?.includes(dialect) !== true);
  if (foreign !== undefined) return `${foreign} ${n.kind === 'CreateTable' ? 'TABLE' : 'VIEW'}`;
  if (n.kind !== 'CreateTable') return undefined;
  return n.clone !== undefined ? 'CLONE' : n.like !== undefined && !copying.has(dialect) ? 'CREATE TABLE … LIKE' : undefined;
}

function object(name: string, dialect: DialectName): string | undefined {
  const known = definable[dialect];
  return known === 'any' || name === 'TABLE' || name === 'VIEW' || known.has(name) ? undefined : name;
}

/** DuckDB and PostgreSQL show settings and all of a kind, never some of it. */
function shown(n: Show, dialect: DialectName): string | undefined {
  if (showPhrases[dialect]?.has(n.object) === false) return `SHOW ${n.object}`;
  const within = n.in !== undefined && (dialect !== 'duckdb' || n.object !== 'TABLES' || n.in.object !== undefined || n.in.preposition !== undefined || n.in.name.length === 0);
  const some = within || n.terse || n.history || n.like !== undefined || n.for !== undefined || n.startsWith !== undefined || n.limit !== undefined || n.from !== undefined;
  return some && (dialect === 'duckdb' || dialect === 'postgres') ? `SHOW ${n.object} with conditions` : undefined;
}

function altered(n: Alter, dialect: DialectName): string | undefined {
  if (dialect === 'duckdb' && n.object === 'SCHEMA') return 'ALTER SCHEMA';
  const known = alterable[dialect];
  const foreign = known === undefined ? undefined : n.actions.find(({ type }) => !known.has(type));
  const retyped = dialect === 'mysql' && n.actions.some((a) => a.type === 'ALTER COLUMN' && a.change.type === 'TYPE');
  if (retyped) return 'ALTER COLUMN … TYPE';
  return object(n.object, dialect) ?? (foreign === undefined ? undefined : `ALTER ${n.object} … ${foreign.type === 'CLAUSES' ? (foreign.clauses[0]?.name ?? '') : foreign.type}`);
}

/**
 * What a dialect has no words for in a statement, as far as its kind and object tell: what the dialect's parser refuses and its printer reports.
 *
 * @returns its name, nothing when the dialect has it.
 */
export function lacking(n: Statement, dialect: DialectName): string | undefined {
  if (dialect === 'snowflake') return undefined;
  const owner = owned[n.kind];
  if (owner !== undefined && !owner.by.includes(dialect)) return owner.called;
  switch (n.kind) {
    case 'Transaction': return transaction(n, dialect);
    case 'Use': return used(n, dialect);
    case 'CreateTable': case 'CreateView': return modified(n, dialect);
    case 'Describe': return n.object !== '' && describesByName.has(dialect) ? `DESCRIBE ${n.object}` : undefined;
    case 'Show': return shown(n, dialect);
    case 'CreateObject': return object(n.object, dialect);
    case 'Drop': return object(n.object, dialect) ?? (n.behavior !== undefined && !cascades(n.object, dialect) ? `DROP … ${n.behavior}` : undefined);
    case 'Alter': return altered(n, dialect);
    case 'SetVariable': return n.values.length === 0 ? 'UNSET' : undefined;
    case 'Copy': return n.direction === undefined ? 'COPY INTO' : undefined;
    case 'Execute': return n.object === 'IMMEDIATE' && dialect === 'mssql' ? undefined : `EXECUTE ${n.object}`;
    default: return undefined;
  }
}
