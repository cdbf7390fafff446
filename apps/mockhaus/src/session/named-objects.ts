import { rewrite, type Statement } from '@millrace/sql-ir';
import { nameVariables } from '@millrace/transpile';
import { SqlFailure, shapes } from '../failures.ts';
import { readBindings } from './bindings.ts';
import type { QueryRequest } from './query-request.ts';
import type { Session } from './session.ts';

/**
 * A statement whose quoted names are upper-case too, as QUOTED_IDENTIFIERS_IGNORE_CASE wants them.
 * Rule: https://docs.snowflake.com/en/sql-reference/identifiers-syntax#controlling-case-using-the-quoted-identifiers-ignore-case-parameter
 */
export function ignoreCase<S extends Statement>(statement: S): S {
  return rewrite(statement, { Identifier: (identifier) => (identifier.quoted ? { ...identifier, name: identifier.name.toUpperCase() } : identifier) });
}

/**
 * Puts the names that the session's and the request's variables hold in the place of `IDENTIFIER($v)`, `IDENTIFIER(?)` and `TABLE($v)`.
 *
 * @throws SqlFailure 002211 for a session variable that is not set, 002049 for a bind variable without a value.
 */
export function nameObjects<S extends Statement>(statement: S, session: Session, request: QueryRequest): S {
  const bindings = readBindings(request.bindings);
  return nameVariables(statement, request.sqlText, (sigil, name) => {
    const value = sigil === '$' ? session.variables.get(name.toUpperCase())?.value : bindings.get(name)?.value;
    if (value !== null && value !== undefined && !Array.isArray(value)) return String(value);
    if (sigil === '$') throw new SqlFailure(shapes.variableMissing, `Session variable '$${name.toUpperCase()}' does not exist`);
    throw new SqlFailure(shapes.bindMissing, `Bind variable ${sigil === '?' ? '?' : `:${name}`} not set.`);
  });
}
