import { type Catalogue, defineCodes } from '@millrace/diagnostics';

const definitions = {
  KROFT_NO_PRIMARY_KEY: { text: "Table '{table}' has no primary key.", hint: 'mark one column with .primaryKey(): without it PostgreSQL cannot publish updates and deletes', exit: 3 },
  KROFT_MANY_PRIMARY_KEYS: { text: "Table '{table}' marks {count} columns as primary key.", hint: 'keep one', exit: 3 },
  KROFT_BAD_KEY: { text: "Column '{column}' cannot be a key: {problem}.", exit: 3 },
  KROFT_UNKNOWN_REFERENCE: { text: "Column '{column}' references '{target}', which does not exist.", exit: 3 },
  KROFT_REFERENCE_CYCLE: { text: 'Tables reference each other in a circle: {path}.', hint: 'no first row could ever be inserted; drop one of the references', exit: 3 },
  KROFT_EMPTY_SCHEMA: { text: "Schema '{schema}' has no tables.", exit: 3 },
  KROFT_BAD_NAME: { text: "'{name}' is not usable as a name: {problem}.", exit: 3 },
  KROFT_BAD_COLUMN: { text: "Column '{column}': {problem}.", exit: 3 },
  KROFT_BAD_SETTING: { text: "Setting '{setting}' {problem}.", exit: 4 },
  KROFT_PROTECTED: { text: "Column '{column}' cannot be {action}: {reason}.", exit: 3 },
  KROFT_TOMBSTONE: { text: "Column '{column}' was dropped and does not come back by itself.", hint: 'ask for it with the option reAdd', exit: 3 },
  KROFT_NO_COLUMN: { text: "Table '{table}' has no {what} column '{column}'.", exit: 3 },
  KROFT_SCHEMA_EXISTS: { text: "Schema '{schema}' already exists on the server.", hint: 'continue its run, ask for replace, or choose another name', exit: 3 },
  KROFT_NOTHING_TO_CONTINUE: { text: "There is no run of schema '{schema}' to continue: {reason}.", exit: 3 },
  KROFT_OTHER_PLAN: { text: "The ledger and the server disagree about the run of schema '{schema}': {reason}.", hint: 'use the ledger that was written with this database, or start anew with replace', exit: 3 },
  KROFT_BUSY: { text: "Another run is writing to schema '{schema}'.", hint: 'wait for it, or stop it', exit: 5 },
  KROFT_SERVER: { text: 'PostgreSQL at {server}: {reason}.', exit: 5 },
  KROFT_WAL_LEVEL: { text: "The server's wal_level is '{level}', and change streams need 'logical'.", hint: "run ALTER SYSTEM SET wal_level = 'logical' and restart the server", exit: 5 },
  KROFT_DIVERGED: { text: "Transaction {transaction}: {kind} on '{table}' changed {found} rows where {expected} were planned.", hint: 'something else writes to these tables; give the run a schema of its own', exit: 6 },
  KROFT_WRITE: { text: 'Transaction {transaction} failed: {reason}.', exit: 1 },
  KROFT_INTERRUPTED: { text: 'Interrupted after {transactions} transactions; ledger and database agree.', hint: 'continue the run to do the rest', exit: 130 },
  KROFT_NO_LEDGER: { text: "'{path}' is not a ledger of a Kroft run: {reason}.", exit: 4 },
  KROFT_NO_COPY: { text: "'{path}' is not a copy made by a consumer: {reason}.", exit: 4 },
  KROFT_CONSUMER: { text: 'The consumer stopped: {reason}.', exit: 1 },
  KROFT_CONSUMER_STALLED: { text: 'The consumer did not reach transaction {transaction} within {seconds} s; it has reached {reached}.', exit: 6 },
} as const;

/** Everything Kroft can say is wrong. */
export const errors: Catalogue<typeof definitions> = defineCodes(definitions);
