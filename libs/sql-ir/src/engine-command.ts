import type { DataType } from './data-type.ts';
import type { Expression, Identifier } from './expression.ts';
import type { Spanned } from './node.ts';
import type { Query } from './query.ts';
import type { Property } from './property.ts';
import type { Statement } from './statement.ts';

/** Orders to one engine that other statements have no words for. */
export type EngineAction =
  | 'ALTER SYSTEM' | 'ANALYZE' | 'ATTACH' | 'CHECKPOINT' | 'CLOSE' | 'CLUSTER' | 'COMMIT PREPARED' | 'COPY FROM DATABASE' | 'DEALLOCATE' | 'DECLARE' | 'DESCRIBE' | 'DETACH' | 'DISCARD' | 'DO' | 'DROP OWNED BY' | 'EXECUTE' | 'EXPORT DATABASE' | 'FETCH' | 'IMPORT DATABASE' | 'INSTALL'
  | 'LISTEN' | 'LOAD' | 'LOCK' | 'MOVE' | 'NOTIFY' | 'PRAGMA' | 'PREPARE' | 'PREPARE TRANSACTION' | 'REASSIGN OWNED BY' | 'REFRESH MATERIALIZED VIEW' | 'REINDEX' | 'RESET' | 'ROLLBACK PREPARED' | 'SET CONSTRAINTS' | 'SET ROLE' | 'SET SESSION AUTHORIZATION' | 'SUMMARIZE' | 'UPDATE EXTENSIONS' | 'UNLISTEN' | 'VACUUM';

/** `VACUUM (ANALYZE) t`, `PRAGMA table_info('t')`, `ATTACH 'f' AS a`: an order, its words, and what it is about. */
export interface EngineCommand extends Spanned {
  readonly kind: 'EngineCommand';
  readonly action: EngineAction;
  /** Words after the action, upper-case: `IF NOT EXISTS`, `VERBOSE`, `TABLE`; counts of rows among them. */
  readonly words: readonly string[];
  /** Tables, indexes, channels, extensions, … */
  readonly targets: readonly { readonly name: readonly Identifier[]; readonly columns: readonly Identifier[] }[];
  /** Arguments of a PRAGMA or a prepared statement; a file; a payload. */
  readonly args: readonly Expression[];
  /** A PRAGMA's arguments stand in parentheses, its value after `=`. */
  readonly called?: true;
  /** `AS a` of ATTACH. */
  readonly alias?: Identifier;
  /** The types of a prepared statement's parameters. */
  readonly types?: readonly DataType[];
  readonly statement?: Statement;
  /** What SUMMARIZE and DESCRIBE look at, or a cursor goes over. */
  readonly query?: Query;
  /** Options in parentheses: `clause` with a value, `flag` without. */
  readonly options: readonly Property[];
  /** Words that end it: `IN ACCESS EXCLUSIVE MODE NOWAIT`, `WITH NO DATA`. */
  readonly after: readonly string[];
}
