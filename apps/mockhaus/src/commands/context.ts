import type { QueryResult, ResultFormat } from '../history/query-result.ts';
import type { Statement } from '@millrace/sql-ir';
import type { CatalogTable } from '@millrace/transpile';
import type { Account } from '../session/account.ts';
import type { SessionParameters } from '../session/parameters.ts';
import type { QueryRequest } from '../session/query-request.ts';
import type { Lane, Session } from '../session/session.ts';
import type { Services } from '../session/submit.ts';

/** All that a statement runs with. */
export interface StatementContext {
  readonly session: Session;
  readonly account: Account;
  readonly lane: Lane;
  readonly request: QueryRequest;
  readonly services: Services;
  readonly queryId: string;
  /** The user's whole text; nodes' positions point into it. */
  readonly source: string;
  /** The session's parameters with the statement's own over them. */
  readonly parameters: SessionParameters;
  /** The statement's start: what CURRENT_TIMESTAMP is, from its first row to its last. */
  readonly now: Date;
  /** What the driver can read rows of a query in. */
  readonly format: ResultFormat;
  /** The results that `->>` hands on, nearest first. */
  readonly results?: readonly CatalogTable[];
}

/** Carries out one kind of statement. */
export type Command<K extends Statement['kind']> = (statement: Extract<Statement, { readonly kind: K }>, context: StatementContext) => Promise<QueryResult>;
