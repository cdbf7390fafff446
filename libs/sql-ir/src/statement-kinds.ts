import type { Node, NodeKind } from './node.ts';
import type { Statement } from './statement.ts';

const kinds: { readonly [K in Statement['kind']]: true } = {
  QueryStatement: true, Insert: true, InsertAll: true, Update: true, Delete: true, Merge: true, Truncate: true, Copy: true,
  CreateTable: true, CreateView: true, CreateObject: true, CreateRoutine: true, Alter: true, Drop: true, Undrop: true, CommentOn: true, Grant: true,
  CallStatement: true, Execute: true, Block: true, Declare: true, Assign: true, Branch: true, Loop: true, Jump: true, CursorCommand: true, Async: true,
  Use: true, SetVariable: true, AlterSession: true, Show: true, Describe: true, Explain: true, Flow: true, EngineCommand: true, Transaction: true, StageCommand: true,
};

/** Whether a node is a statement: what may stand alone, or in a script. */
export function isStatement(node: Node): node is Statement {
  return isStatementKind(node.kind);
}

/** As `isStatement`, of a kind. */
export function isStatementKind(kind: NodeKind): kind is Statement['kind'] {
  return kind in kinds;
}
