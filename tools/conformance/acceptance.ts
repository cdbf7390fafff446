import { print } from '@millrace/dialects';
import { type DialectName, equal, type Statement, visit } from '@millrace/sql-ir';
import { parse } from '@millrace/sql-parser';

/** How far a statement that failed has come: it did not parse, holds raw text, did not print, or came back as another tree. */
export type Stage = 'parse' | 'raw text' | 'print' | 'round trip';

export interface Refused {
  readonly sql: string;
  readonly stage: Stage;
  readonly problem: string;
}

export interface Acceptance {
  readonly total: number;
  /** Parsed without an error, into nodes that have no raw text in them. */
  readonly accepted: number;
  /** Accepted, and `parse(print(parse(s)))` equals `parse(s)`, printed compact and pretty. */
  readonly roundTrips: number;
  readonly failures: readonly Refused[];
}

/** Parses each statement and prints it again. */
export function acceptance(statements: readonly string[], dialect: DialectName): Acceptance {
  const failures = statements.flatMap((sql) => {
    const refused = refusalOf(sql, dialect);
    return refused === undefined ? [] : [{ sql, ...refused }];
  });
  const notAccepted = failures.filter(({ stage }) => stage === 'parse' || stage === 'raw text').length;
  return { total: statements.length, accepted: statements.length - notAccepted, roundTrips: statements.length - failures.length, failures };
}

function refusalOf(sql: string, dialect: DialectName): Omit<Refused, 'sql'> | undefined {
  const { statements, diagnostics } = parse(sql, { dialect });
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return { stage: 'parse', problem: error.message };
  if (statements.length === 0) return { stage: 'parse', problem: 'no statement came of it' };
  if (statements.some(hasRawText)) return { stage: 'raw text', problem: 'a part of it was not understood' };
  return returns(statements, dialect, false) ?? returns(statements, dialect, true);
}

function hasRawText(statement: Statement): boolean {
  let found = false;
  visit(statement, { Verbatim: () => { found = true; } });
  return found;
}

function returns(statements: readonly Statement[], dialect: DialectName, pretty: boolean): Omit<Refused, 'sql'> | undefined {
  const printed = statements.map((statement) => print(statement, dialect, { pretty }));
  const unsaid = printed.flatMap(({ diagnostics }) => diagnostics)[0];
  if (unsaid !== undefined) return { stage: 'print', problem: unsaid.message };
  const text = printed.map(({ sql }) => sql).join(';\n');
  const again = parse(text, { dialect });
  const error = again.diagnostics[0];
  if (error !== undefined) return { stage: 'round trip', problem: `${error.message} in: ${text}` };
  return equal(statements, again.statements) ? undefined : { stage: 'round trip', problem: `another tree: ${text}` };
}
