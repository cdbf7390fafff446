import type { Statement } from '@millrace/sql-ir';
import { parse } from '@millrace/sql-parser';
import { SqlFailure, shapes } from '../failures.ts';
import { type QueryResult, type ResultFormat, statementTypes } from '../history/query-result.ts';
import type { Outcome } from '../history/query-store.ts';
import { ignoreCase, nameObjects } from '../session/named-objects.ts';
import type { SessionParameters } from '../session/parameters.ts';
import type { QueryRequest } from '../session/query-request.ts';
import type { Session } from '../session/session.ts';
import { type Control, type Services, stop } from '../session/submit.ts';
import { fromDiagnostic, toFailure } from '../to-failure.ts';
import { textColumn } from '../wire/result-column.ts';
import type { StatementContext } from './context.ts';
import { runStatement } from './registry.ts';
import { rowsResult } from './results.ts';

/** A request in its turn. */
export interface RequestTurn {
  readonly session: Session;
  readonly request: QueryRequest;
  readonly services: Services;
  readonly control: Control;
  readonly queryId: string;
}

/** Parses a request's text and runs what is in it. */
export async function runRequest(turn: RequestTurn): Promise<QueryResult> {
  const { session, request, queryId } = turn;
  const parameters = session.parameters.fork();
  parameters.setKnown(request.parameters);
  const statements = parseStatements(request.sqlText);
  checkCount(statements.length, request);
  const timer = startTimer(turn.control, Number(parameters.get('STATEMENT_TIMEOUT_IN_SECONDS')));
  try {
    const [only] = statements;
    return only !== undefined && statements.length === 1
      ? await runOne(turn, only, parameters, queryId)
      : await runSeveral(turn, statements, parameters);
  } finally {
    clearTimeout(timer);
  }
}

function parseStatements(source: string): readonly Statement[] {
  const { statements, diagnostics } = parse(source, { dialect: 'snowflake' });
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  if (wrong !== undefined) throw fromDiagnostic(wrong, source);
  if (statements.length === 0) throw new SqlFailure(shapes.emptyStatement, 'Empty SQL statement.');
  return statements;
}

function checkCount(actual: number, request: QueryRequest): void {
  const wanted = Number(request.parameters['MULTI_STATEMENT_COUNT'] ?? 1);
  if (wanted === 0 || wanted === actual) return;
  throw new SqlFailure(shapes.statementCount, `Actual statement count ${actual} did not match the desired statement count ${wanted}.`);
}

function startTimer(control: Control, seconds: number): NodeJS.Timeout | undefined {
  // setTimeout counts in 31 bits; longer limits than 24 days are none.
  if (seconds <= 0 || seconds * 1000 >= 2 ** 31) return undefined;
  return setTimeout(() => { stop(control, 'timeout'); }, seconds * 1000);
}

async function runOne(turn: RequestTurn, statement: Statement, parameters: SessionParameters, queryId: string): Promise<QueryResult> {
  const { session, request, services, control } = turn;
  const context: StatementContext = {
    session, request, services, queryId, parameters,
    account: session.account, lane: control.lane ?? session.lane, source: request.sqlText, now: new Date(services.now()), format: formatOf(session, parameters),
  };
  const result = await runStatement(nameObjects(parameters.isOn('QUOTED_IDENTIFIERS_IGNORE_CASE') ? ignoreCase(statement) : statement, session, request), context);
  session.queryIds.push(queryId);
  return result;
}

/** Runs each statement as a query of its own; the first that fails ends the request. */
async function runSeveral(turn: RequestTurn, statements: readonly Statement[], parameters: SessionParameters): Promise<QueryResult> {
  const { session, request, control } = turn;
  const children: { id: string; statementTypeId: number }[] = [];
  for (const statement of statements) {
    if (control.stopped !== undefined) throw new SqlFailure(shapes.cancelled, 'SQL execution canceled');
    const start = {
      sessionId: session.id, user: session.user, warehouse: session.context.warehouse,
      sqlText: request.sqlText.slice(statement.pos, statement.end), requestId: undefined, cancel: () => { stop(control, 'cancelled'); },
    };
    const record = session.account.queries.start(start, async (id): Promise<Outcome> => {
      try {
        return { ok: true, result: await runOne(turn, statement, parameters, id) };
      } catch (error) {
        return { ok: false, failure: toFailure(error, request.sqlText) };
      }
    });
    const outcome = await record.done;
    if (!outcome.ok) throw outcome.failure;
    children.push({ id: record.id, statementTypeId: outcome.result.statementTypeId });
  }
  const message = rowsResult([textColumn('multiple statement execution')], [['Multiple statements executed successfully.']], statementTypes.multi);
  return { ...message, children };
}

const formatParameters: Readonly<Record<string, string>> = {
  PythonConnector: 'PYTHON_CONNECTOR_QUERY_RESULT_FORMAT', Go: 'GO_QUERY_RESULT_FORMAT', JDBC: 'JDBC_QUERY_RESULT_FORMAT', ODBC: 'ODBC_QUERY_RESULT_FORMAT',
};

/** Drivers that read Arrow say so by who they are; the Node driver and all unknown ones get JSON. */
function formatOf(session: Session, parameters: SessionParameters): ResultFormat {
  const parameter = formatParameters[session.client];
  return parameter !== undefined && parameters.text(parameter).toUpperCase().startsWith('ARROW') ? 'arrow' : 'json';
}
