import type { ParameterValue } from '@millrace/sql-ir';

/** What a session knows that gives a statement its meaning. Every field is optional: Snowflake's defaults apply. */
export interface SessionContext {
  /** Session parameters by upper-case name: TIMEZONE, WEEK_START, DATE_OUTPUT_FORMAT, … */
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
  /** Session variables (`SET v = 1`) by folded name. */
  readonly variables?: Readonly<Record<string, ParameterValue>>;
  /** Values of bind variables: `?` by position from 0, `:1` by its name. */
  readonly bindings?: Readonly<Record<string, ParameterValue>>;
  readonly user?: string;
  readonly role?: string;
  readonly warehouse?: string;
  readonly account?: string;
  readonly region?: string;
  readonly version?: string;
  readonly sessionId?: string;
  readonly lastQueryId?: string;
  /** The identifiers of the session's queries, the first query first. */
  readonly queryIds?: readonly string[];
  readonly accountName?: string;
  readonly organization?: string;
  /** Name and version of the client, and the address it calls from. */
  readonly client?: string;
  readonly ipAddress?: string;
  /** Account roles that are active: the primary role, the secondary ones, and all below them. */
  readonly activeRoles?: readonly string[];
  /** Database roles that are active, each as `ROLE` of the current database or `DATABASE.ROLE`. */
  readonly activeDatabaseRoles?: readonly string[];
  /** The transaction that is open, and the last one that ended. */
  readonly transactionId?: string;
  readonly lastTransactionId?: string;
  /** The statement's start as ISO 8601 in UTC; every CURRENT_TIMESTAMP of a statement is this moment. Absent: the engine's clock. */
  readonly now?: string;
}

const defaults: Readonly<Record<string, string | number | boolean>> = {
  TIMEZONE: 'America/Los_Angeles',
  WEEK_START: 0,
  WEEK_OF_YEAR_POLICY: 0,
  TIMESTAMP_TYPE_MAPPING: 'TIMESTAMP_NTZ',
  DATE_OUTPUT_FORMAT: 'YYYY-MM-DD',
  TIME_OUTPUT_FORMAT: 'HH24:MI:SS',
  TIMESTAMP_NTZ_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF3',
  TIMESTAMP_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM',
  TIMESTAMP_LTZ_OUTPUT_FORMAT: '',
  TIMESTAMP_TZ_OUTPUT_FORMAT: '',
  BINARY_INPUT_FORMAT: 'HEX',
  BINARY_OUTPUT_FORMAT: 'HEX',
};

/** The value of a session parameter: the session's own, else Snowflake's default. */
export function sessionParameter(session: SessionContext, name: string): string | number | boolean | undefined {
  return session.parameters?.[name] ?? defaults[name];
}
