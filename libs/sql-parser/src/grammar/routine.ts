import type { CallStatement, CreateRoutine, Expression, RoutineParameter, Statement } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { clausesOf, endOfClauses } from './clause.ts';
import { createClauses } from './clauses.ts';
import type { Opening } from './create.ts';
import { atQuery } from './expression.ts';
import { objectName } from './name.ts';
import { properties } from './property.ts';
import { tableType } from './table-type.ts';

const routines: ReadonlySet<string> = new Set(['FUNCTION', 'PROCEDURE', 'EXTERNAL FUNCTION', 'DATA METRIC FUNCTION', 'MACRO']);

/** Policies whose body is an expression over parameters; the other kinds of policy are settings alone. */
const policies: ReadonlySet<string> = new Set([
  'MASKING POLICY', 'ROW ACCESS POLICY', 'AGGREGATION POLICY', 'PROJECTION POLICY', 'JOIN POLICY', 'PRIVACY POLICY', 'STORAGE LIFECYCLE POLICY',
]);

/** Whether a kind of object has parameters and a body. */
export function isRoutine(_: SqlParser, object: string): boolean {
  return routines.has(object) || policies.has(object);
}

const bodyClauses = (): ReturnType<typeof clausesOf> => clausesOf(`${createClauses['*'] ?? ''};${createClauses['ROUTINE BODY'] ?? ''}`);

/** CREATE FUNCTION, PROCEDURE and the policies that are functions, from the name on. */
export function createRoutine(p: SqlParser, head: Opening, object: string): CreateRoutine {
  const { start, ...opening } = head;
  const before = p.acceptAll('IF', 'NOT', 'EXISTS');
  const name = objectName(p);
  const ifNotExists = before || p.acceptAll('IF', 'NOT', 'EXISTS');
  const rest = policies.has(object) ? policy(p) : routine(p, object);
  return { kind: 'CreateRoutine', object, ...opening, ifNotExists, name, ...rest, pos: start, end: p.end() };
}

type Rest = Pick<CreateRoutine, 'parameters' | 'returns' | 'properties' | 'body' | 'returnsBody' | 'overloads'>;

function policy(p: SqlParser): Rest {
  p.expect('AS');
  const parameters = p.parenthesised(() => parameter(p));
  p.expect('RETURNS');
  const returns = { type: p.type(), notNull: false };
  p.expect('->');
  const body = p.expression();
  return { parameters, returns, properties: properties(p, bodyClauses()), body };
}

/** A routine from its parameters on. */
export function routine(p: SqlParser, object: string): Rest {
  const parameters = p.parenthesised(() => parameter(p));
  const clauses = bodyClauses();
  const before = properties(p, clauses);
  if (object !== 'MACRO' && !p.at('RETURNS') && !p.at('AS') && p.vocabulary.dialect !== 'postgres') endOfClauses(p, clauses, 'RETURNS', 'AS');
  const returns = p.accept('RETURNS') ? returned(p) : undefined;
  if (returns !== undefined && !returns.notNull) p.accept('NULL');
  const settings = before.concat(properties(p, clauses));
  const gives = returning.has(p.vocabulary.dialect) && p.accept('RETURN');
  const body = gives ? p.expression() : p.accept('AS') ? routineBody(p, object) : undefined;
  const overloads = p.vocabulary.dialect === 'duckdb' ? overloadsOf(p, object) : [];
  return {
    ...(gives ? { returnsBody: true } : {}), ...(overloads.length === 0 ? {} : { overloads }), parameters, ...(returns === undefined ? {} : { returns }), properties: settings.concat(properties(p, clauses)), ...(body === undefined ? {} : { body }),
  };
}

/** Whose functions may be one expression behind RETURN. */
const returning: ReadonlySet<string> = new Set(['postgres', 'trino', 'spark']);

/** What follows RETURNS. */
function returned(p: SqlParser): NonNullable<CreateRoutine['returns']> {
  const setOf = p.vocabulary.dialect === 'postgres' && p.accept('SETOF') ? { setOf: true as const } : {};
  return { type: tableType(p) ?? p.type(), notNull: p.acceptAll('NOT', 'NULL'), ...setOf };
}

/** `, (a, b, c) AS …` behind a macro. */
function overloadsOf(p: SqlParser, object: string): NonNullable<CreateRoutine['overloads']> {
  const found: NonNullable<CreateRoutine['overloads']>[number][] = [];
  while (p.at(',') && p.peekAt(2).text === '(' && p.accept(',')) {
    const parameters = p.parenthesised(() => parameter(p));
    p.expect('AS');
    found.push({ parameters, body: routineBody(p, object) });
  }
  return found;
}

function routineBody(p: SqlParser, object: string): Expression | Statement {
  if (p.peek().kind === 'string') return p.expression();
  if (p.at('BEGIN') || p.at('DECLARE')) return p.statement();
  if (object !== 'MACRO' && object !== 'FUNCTION') return p.fail('a string', 'BEGIN', 'DECLARE');
  // DuckDB's macros: an expression, or TABLE and a query.
  if (p.at('TABLE') || atQuery(p)) {
    p.accept('TABLE');
    return p.statement();
  }
  return p.expression();
}

/** `[IN | OUT] name type [DEFAULT value]`. */
function parameter(p: SqlParser): RoutineParameter {
  const mode = p.peekAt(2).kind === 'word' || p.peekAt(2).kind === 'name' ? modeOf(p) : undefined;
  const untyped = (n: number): boolean => [',', ')', ':='].includes(p.peekAt(n).text);
  const name = untyped(2) && p.vocabulary.dialect === 'postgres' ? undefined : p.identifier('a parameter', true);
  const type = untyped(1) && name !== undefined && p.vocabulary.dialect === 'duckdb' ? undefined : (tableType(p) ?? p.type());
  const value = p.accept('DEFAULT') || p.accept(':=') || p.accept('=') ? p.expression() : undefined;
  return { ...(mode === undefined ? {} : { mode }), ...(name === undefined ? {} : { name }), ...(type === undefined ? {} : { type }), ...(value === undefined ? {} : { default: value }) };
}

function modeOf(p: SqlParser): RoutineParameter['mode'] {
  const third = p.peekAt(3).kind;
  // `in number`: a parameter may be called so.
  return third === 'word' || third === 'name' ? p.acceptAny('IN', 'OUT', 'INOUT', 'VARIADIC') : undefined;
}

/** `CALL p(a, b) [INTO :x]`. */
export function callStatement(p: SqlParser): CallStatement {
  const start = p.start();
  return { ...called(p), procedures: [], pos: start, end: p.end() };
}

function called(p: SqlParser): Omit<CallStatement, 'procedures' | 'pos' | 'end'> {
  p.expect('CALL');
  const call = p.expression();
  if (call.kind !== 'Call') return p.fail('(');
  const into = p.accept('INTO') ? { into: p.expression() } : {};
  return { kind: 'CallStatement', call, ...into };
}

/** Whether `WITH p AS PROCEDURE` is next. */
export function atAnonymousProcedure(p: SqlParser): boolean {
  return p.atAll('WITH') && p.peekAt(3).text === 'AS' && p.peekAt(4).text === 'PROCEDURE';
}

/** `WITH p AS PROCEDURE (…) … CALL p(…)`; https://docs.snowflake.com/en/sql-reference/sql/call-with */
export function callWith(p: SqlParser): CallStatement {
  const start = p.start();
  p.expect('WITH');
  const procedures = p.list((): CreateRoutine => {
    const name = p.identifier('a procedure');
    p.expectAll('AS', 'PROCEDURE');
    return { ...unnamed(), name: [name], ...routine(p, 'PROCEDURE'), pos: name.pos, end: p.end() };
  });
  p.accept(',');
  return { ...called(p), procedures, pos: start, end: p.end() };
}

/** A procedure that is no CREATE statement. */
export function unnamed(): Omit<CreateRoutine, 'name' | 'parameters' | 'pos' | 'end'> {
  return { kind: 'CreateRoutine', object: 'PROCEDURE', orReplace: false, ifNotExists: false, modifiers: [], properties: [] };
}
