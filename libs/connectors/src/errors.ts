import { type Catalogue, defineCodes } from '@millrace/diagnostics';

const definitions = {
  CONNECT_UNKNOWN_KIND: { text: "There is no connector of kind '{kind}'.", hint: 'the kinds are: {kinds}', exit: 4 },
  CONNECT_BAD_PARAMETER: { text: "Connector '{kind}': parameter '{parameter}' {problem}.", exit: 4 },
  CONNECT_BAD_URL: { text: "'{url}' is not an address of a database or a file that Millrace knows.", hint: 'write postgres://…, duckdb:<file>, sqlite:<file>, snowflake://…, or a path that ends in .csv, .parquet or .jsonl', exit: 4 },
  CONNECT_NO_DRIVER: { text: "The driver '{driver}' cannot be loaded: {reason}.", hint: 'install it: npm install {driver}', exit: 4 },
  CONNECT_UNREACHABLE: { text: '{target} cannot be reached: {reason}.', hint: 'check that the server runs, and its host and port', exit: 5 },
  CONNECT_TIMEOUT: { text: '{target} did not answer within {seconds} s.', hint: 'check the host and the port, a firewall on the way, or raise connectTimeout', exit: 5 },
  CONNECT_AUTH: { text: "{target} refused user '{user}': {reason}.", hint: 'check the user name and the password', exit: 5 },
  CONNECT_NO_DATABASE: { text: "Database '{database}' does not exist on {target}.", hint: 'create it, or correct the name', exit: 5 },
  CONNECT_LOST: { text: 'The connection to {target} was lost: {reason}.', hint: 'check that the server still runs, then run again', exit: 5 },
  CONNECT_REFUSED: { text: '{target} refused the connection: {reason}.', exit: 5 },
  CONNECT_LOCKED: { text: "'{path}' is in use by another process{process}.", hint: 'close the other program, or open the file with readOnly when it only reads too', exit: 5 },
  CONNECT_NO_FILE: { text: "There is no file '{path}'.", exit: 4 },
  CONNECT_FILE: { text: "'{path}' cannot be {action}: {reason}.", exit: 4 },
  CONNECT_NO_OBJECT: { text: "There is no table or view '{object}' in {target}.", exit: 1 },
  CONNECT_NO_COLUMN: { text: "'{object}' has no column '{column}'.", exit: 1 },
  CONNECT_BAD_WRITE: { text: "Cannot write to '{object}': {problem}.", exit: 1 },
  CONNECT_BAD_VALUE: { text: "Column '{column}' of type {type} cannot take {value}.", exit: 1 },
  CONNECT_UNSUPPORTED_TYPE: { text: '{engine} cannot store a column of type {type}.', hint: 'cast the column first, for example to VARCHAR', exit: 1 },
  CONNECT_SQL: { text: '{message}', exit: 1 },
  CONNECT_CONSTRAINT: { text: '{message}', hint: 'the statement was undone; correct the rows, or the constraint', exit: 1 },
  CONNECT_CONFLICT: { text: '{message}', hint: 'another transaction changed the same rows; run again', exit: 1 },
  CONNECT_READ_ONLY: { text: '{target} is open for reading only.', exit: 1 },
  CONNECT_FINISHED: { text: 'The transaction is already finished.', hint: 'begin a new one', exit: 1 },
  CONNECT_CLOSED: { text: 'The connection to {target} is closed.', exit: 1 },
  CONNECT_CANCELLED: { text: 'The work on {target} was cancelled.', exit: 130 },
  CONNECT_EMBEDDED_FAILED: { text: 'The embedded PostgreSQL server did not start: {reason}.', hint: 'or use a server of your own: postgres://…', exit: 5 },
  CONNECT_REPLICATION: { text: 'The change stream cannot be read: {reason}.', exit: 5 },
} as const;

/** Everything a connector can say is wrong. */
export const errors: Catalogue<typeof definitions> = defineCodes(definitions);
