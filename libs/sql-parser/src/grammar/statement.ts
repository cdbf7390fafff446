import { lacking, type Query, type Select, type Statement } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { alter } from './alter.ts';
import { copy } from './copy.ts';
import { create } from './create.ts';
import { deleteFrom, insert, truncate, update } from './dml.ts';
import { drop, undrop } from './drop.ts';
import { atQuery } from './expression.ts';
import { insertAll, opensInsertAll } from './insert-all.ts';
import { merge } from './merge.ts';
import { queryAfter } from './query.ts';
import { withClause } from './cte.ts';
import { commentOn, grant } from './access.ts';
import { engineCommand } from './engine-command.ts';
import { execute } from './execute.ts';
import { mssqlExecute } from './mssql-execute.ts';
import { atAnonymousProcedure, callStatement, callWith } from './routine.ts';
import { block } from './script.ts';
import { explain, set, transaction, unset, use } from './session.ts';
import { describe, show } from './show.ts';
import { multiInsert, opensMultiInsert } from './spark-dml.ts';
import { showOf } from './show-engines.ts';
import { stageCommand } from './stage-command.ts';
import { declareVariables } from './variables.ts';

/** The statements by their first word; queries are told by how they begin. */
const openers: Readonly<Record<string, (p: SqlParser) => Statement>> = {
  INSERT: (p) => (opensInsertAll(p) ? insertAll(p) : insert(p, p.start(), withClause(p))),
  REPLACE: (p) => (p.vocabulary.dialect === 'sqlite' || p.vocabulary.dialect === 'mysql' ? insert(p, p.start(), withClause(p)) : p.fail('a statement')),
  UPDATE: (p) => update(p, p.start(), withClause(p)),
  DELETE: (p) => deleteFrom(p, p.start(), withClause(p)),
  MERGE: (p) => merge(p, p.start(), withClause(p)),
  WITH: withStatement,
  TRUNCATE: truncate,
  COPY: copy,
  CREATE: create,
  ALTER: alter,
  DROP: drop,
  UNDROP: undrop,
  USE: use,
  SET: set,
  UNSET: unset,
  SHOW: (p) => showOf(p) ?? show(p),
  DESC: describe,
  DESCRIBE: describe,
  EXPLAIN: explain,
  GRANT: grant,
  REVOKE: grant,
  DENY: (p) => (denies.has(p.vocabulary.dialect) ? grant(p) : p.fail('a statement')),
  COMMENT: commentOn,
  CALL: callStatement,
  EXECUTE: (p) => (p.vocabulary.dialect === 'mssql' ? mssqlExecute(p) : execute(p)),
  EXEC: (p) => (p.vocabulary.dialect === 'mssql' ? mssqlExecute(p) : p.fail('a statement')),
  DECLARE: (p) => (p.vocabulary.scripting ? block(p) : p.vocabulary.dialect === 'mssql' ? declareVariables(p) : p.fail('a statement')),
  BEGIN: (p) => (p.opensBlock() ? block(p) : transaction(p)),
  START: transaction,
  COMMIT: transaction,
  END: transaction,
  ROLLBACK: transaction,
  SAVEPOINT: transaction,
  SAVE: (p) => (p.vocabulary.dialect === 'mssql' ? transaction(p) : p.fail('a statement')),
  RELEASE: transaction,
  ABORT: transaction,
  PUT: stageCommand,
  GET: stageCommand,
  LIST: stageCommand,
  LS: stageCommand,
  REMOVE: stageCommand,
  RM: stageCommand,
};

const denies: ReadonlySet<string> = new Set(['mssql', 'trino', 'spark']);

/** One statement, without the semicolon. */
export function statement(p: SqlParser): Statement {
  const began = p.peek();
  const first = single(p);
  const missing = lacking(first, p.vocabulary.dialect);
  if (missing !== undefined) p.foreign(missing, began);
  return p.at('->>') && p.vocabulary.dialect === 'snowflake' ? flow(p, first) : first;
}

/** Snowflake's `statement ->> statement`. */
function flow(p: SqlParser, first: Statement): Statement {
  const statements = [first];
  while (p.accept('->>')) statements.push(single(p));
  return { kind: 'Flow', statements, pos: first.pos, end: p.end() };
}

/** Whether a statement is next, as far as its first words tell. */
export function startsStatement(p: SqlParser): boolean {
  return openers[p.peek().text] !== undefined || atQuery(p);
}

function single(p: SqlParser): Statement {
  const order = p.vocabulary.dialect === 'snowflake' ? undefined : engineCommand(p);
  if (order !== undefined) return order;
  const opener = openers[p.peek().text];
  if (opener !== undefined) return opener(p);
  if (opensMultiInsert(p)) return multiInsert(p);
  if (atQuery(p)) return queryStatement(p);
  return p.fail('a statement');
}

function queryStatement(p: SqlParser): Statement {
  p.outermost = true;
  return ofQuery(p.query());
}

/** A query as a statement; one that puts its rows into a new table is CREATE TABLE. */
function ofQuery(query: Query): Statement {
  const into = firstSelect(query)?.intoTable;
  const { pos, end } = query;
  if (into === undefined) return { kind: 'QueryStatement', query, pos, end };
  return { kind: 'CreateTable', orReplace: false, ifNotExists: false, ...into, columns: [], constraints: [], query: withoutInto(query), properties: [], pos, end };
}

function firstSelect(query: Query): Select | undefined {
  return query.kind === 'SetOperation' ? firstSelect(query.left) : query.kind === 'Select' ? query : undefined;
}

function withoutInto(query: Query): Query {
  if (query.kind === 'SetOperation') return { ...query, left: withoutInto(query.left) };
  if (query.kind !== 'Select') return query;
  const { intoTable: _, ...plain } = query;
  return plain;
}

/** What follows WITH decides whether it is a query; the clause is read once. */
function withStatement(p: SqlParser): Statement {
  if (atAnonymousProcedure(p)) return callWith(p);
  const start = p.start();
  const head = withClause(p);
  switch (p.peek().text) {
    case 'INSERT': return insert(p, start, head);
    case 'UPDATE': return update(p, start, head);
    case 'DELETE': return deleteFrom(p, start, head);
    case 'MERGE': return merge(p, start, head);
    default: {
      p.outermost = true;
      return ofQuery(queryAfter(p, start, head));
    }
  }
}
