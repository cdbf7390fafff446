import type { CommentOn, Grant } from './access.ts';
import type { Copy, Delete, Insert, InsertAll, Merge, Truncate, Update } from './change.ts';
import type { Alter, CreateObject, CreateTable, CreateView, Drop, Undrop } from './definition.ts';
import type { EngineCommand } from './engine-command.ts';
import type { Spanned } from './node.ts';
import type { Query } from './query.ts';
import type { CallStatement, CreateRoutine, Execute } from './routine.ts';
import type { ScriptStatement } from './script.ts';
import type { AlterSession, Describe, Explain, Flow, SetVariable, Show, StageCommand, Transaction, Use } from './session.ts';

export type Statement =
  | QueryStatement | Insert | InsertAll | Update | Delete | Merge | Truncate | Copy
  | CreateTable | CreateView | CreateObject | CreateRoutine | Alter | Drop | Undrop | CommentOn | Grant
  | CallStatement | Execute | ScriptStatement
  | Use | SetVariable | AlterSession | Show | Describe | Explain | Flow | EngineCommand | Transaction | StageCommand;

export interface QueryStatement extends Spanned {
  readonly kind: 'QueryStatement';
  readonly query: Query;
}
