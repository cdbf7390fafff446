import type { Call, CallClause, Draft, Expression, Projection } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { argument, callTail } from './call.ts';
import { atQuery } from './expression.ts';
import { orderBy } from './order.ts';
import { projection } from './query.ts';

/** Clauses without a value, longest first; https://www.postgresql.org/docs/current/functions-json.html */
const phrases: readonly (readonly string[])[] = [
  ['NULL', 'ON', 'NULL'], ['ABSENT', 'ON', 'NULL'], ['WITH', 'UNIQUE', 'KEYS'], ['WITHOUT', 'UNIQUE', 'KEYS'], ['WITH', 'UNIQUE'], ['WITHOUT', 'UNIQUE'], ['FORMAT', 'JSON'],
  ['WITHOUT', 'ARRAY', 'WRAPPER'], ['WITHOUT', 'WRAPPER'], ['WITH', 'CONDITIONAL', 'ARRAY', 'WRAPPER'], ['WITH', 'CONDITIONAL', 'WRAPPER'], ['WITH', 'UNCONDITIONAL', 'ARRAY', 'WRAPPER'],
  ['WITH', 'UNCONDITIONAL', 'WRAPPER'], ['WITH', 'ARRAY', 'WRAPPER'], ['WITH', 'WRAPPER'], ['KEEP', 'QUOTES'], ['OMIT', 'QUOTES'],
  ...['ERROR', 'NULL', 'EMPTY', 'TRUE', 'FALSE', 'UNKNOWN', 'EMPTY ARRAY', 'EMPTY OBJECT'].flatMap((what) => [[...what.split(' '), 'ON', 'EMPTY'], [...what.split(' '), 'ON', 'ERROR']]),
];

/** Whose functions take SQL/JSON's clauses. */
const dialects: ReadonlySet<string> = new Set(['postgres', 'oracle', 'trino']);

/** A call of one of SQL/JSON's functions; nothing when no parenthesis follows, or in a dialect that writes them as other functions. */
export function sqlJson(p: SqlParser): Expression | undefined {
  if (!dialects.has(p.vocabulary.dialect) || p.peekAt(2).text !== '(') return undefined;
  const start = p.start();
  const name = p.identifier('a function', true);
  p.expect('(');
  const found: Draft<Call> = {
    kind: 'Call', name: [{ ...name, name: name.name.toUpperCase() }], args: [], distinct: false, orderBy: [], withinGroup: [], pos: start, end: -1,
  };
  const clauses: CallClause[] = clausesOf(p);
  if (!p.at(')') && clauses.length === 0) {
    Object.assign(found, arguments_(p));
    found.orderBy = orderBy(p);
    clauses.push(...clausesOf(p));
  }
  if (clauses.length > 0) found.clauses = clauses;
  if (!p.accept(')')) p.fail(')', ',');
  callTail(p, found);
  found.end = p.end();
  return found;
}

/** `a, b`, or `k : v, k VALUE v`. */
function arguments_(p: SqlParser): Pick<Call, 'args' | 'pairs' | 'query'> {
  if (atQuery(p) && !p.at('(')) return { args: [], query: p.query() };
  const args: Expression[] = [];
  let pairs = false;
  do {
    if (p.at('KEY') && p.peekAt(2).text !== ',' && p.peekAt(2).text !== ':' && p.peekAt(2).text !== ')') p.next();
    args.push(argument(p));
    if (p.accept(':') || p.accept('VALUE')) {
      pairs = true;
      args.push(p.expression());
    }
  } while (p.accept(','));
  return { args, ...(pairs ? { pairs } : {}) };
}

/** The clauses that come next, as far as they are those of SQL/JSON. */
export function clausesOf(p: SqlParser): CallClause[] {
  const found: CallClause[] = [];
  for (;;) {
    const next = clause(p);
    if (next === undefined) return found;
    found.push(next);
  }
}

function clause(p: SqlParser): CallClause | undefined {
  const phrase = phrases.find((words) => p.acceptAll(...words));
  if (phrase !== undefined) return { words: phrase.join(' '), values: [] };
  if (p.accept('RETURNING')) return { words: 'RETURNING', values: [p.type()] };
  if (p.accept('PASSING')) return { words: 'PASSING', values: p.list(() => projection(p)) };
  if (!p.accept('DEFAULT')) return undefined;
  const expression = p.expression();
  const value: Projection = { kind: 'Projection', expression, pos: expression.pos, end: expression.end };
  p.expect('ON');
  const after = p.acceptAny('EMPTY', 'ERROR') ?? p.fail('EMPTY', 'ERROR');
  return { words: 'DEFAULT', values: [value], after: `ON ${after}` };
}
