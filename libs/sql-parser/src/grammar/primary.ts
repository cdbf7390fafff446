import type { Column, DialectName, Expression, Identifier, Literal, Parameter, Star } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import type { Token } from '../token.ts';
import { arrayOf, caseOf, cast, extract, identifierFunction, collationFor, interval, mapOf, objectOf, overlay, position, structured, substring, trim, tuple } from './forms.ts';
import { atQuery, subquery } from './expression.ts';
import { call, niladic } from './call.ts';
import { dialectForms, introduced } from './dialect-forms.ts';
import { starModifiers } from './star.ts';
import { sqlJson } from './sql-json.ts';
import { isTypedLiteral, typedLiteral, typeWords } from './literal.ts';

type Form = (p: SqlParser) => Expression | undefined;

const queryWords: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES', 'FROM', 'TABLE', '(']);

/** Words that open a form of their own. Each gives nothing when the word is a plain name after all. */
const forms: Readonly<Record<string, Form>> = {
  CASE: caseOf,
  CAST: (p) => cast(p, false),
  TRY_CAST: (p) => cast(p, true),
  EXISTS: (p) => {
    // Spark has a function of the same name.
    if (p.peekAt(2).text !== '(' || (p.vocabulary.dialect === 'spark' && !queryWords.has(p.peekAt(3).text))) return undefined;
    const start = p.start();
    p.next();
    const query = subquery(p);
    return { kind: 'Exists', query, pos: start, end: p.end() };
  },
  INTERVAL: interval,
  EXTRACT: extract,
  DATE_PART: extract,
  POSITION: position,
  SUBSTRING: substring,
  SUBSTR: substring,
  TRIM: trim,
  OVERLAY: overlay,
  COLLATION: collationFor,
  JSON_OBJECT: sqlJson,
  JSON_ARRAY: sqlJson,
  JSON_OBJECTAGG: sqlJson,
  JSON_ARRAYAGG: sqlJson,
  JSON_VALUE: sqlJson,
  JSON_QUERY: sqlJson,
  JSON_EXISTS: sqlJson,
  JSON_SERIALIZE: sqlJson,
  JSON_SCALAR: sqlJson,
  JSON: sqlJson,
  ARRAY: arrayOf,
  MAP: mapOf,
  ROW: structured,
  IDENTIFIER: identifierFunction,
};

const constants: Readonly<Record<string, (at: { readonly pos: number; readonly end: number }) => Literal>> = {
  NULL: (at) => ({ kind: 'Literal', type: 'null', ...at }),
  TRUE: (at) => ({ kind: 'Literal', type: 'boolean', value: true, ...at }),
  FALSE: (at) => ({ kind: 'Literal', type: 'boolean', value: false, ...at }),
};

/** Words that may begin something other than a name. */
const openers: ReadonlySet<string> = new Set([...Object.keys(constants), ...Object.keys(forms), ...Object.keys(dialectForms), ...typeWords]);

/** Anything that is no operator: literals, names, calls, brackets. */
export function primary(p: SqlParser): Expression {
  const token = p.peek();
  if (token.kind === 'word') return word(p, token);
  if (token.kind === 'name') return named(p);
  const at = { pos: token.startOffset, end: token.endOffset };
  switch (token.kind) {
    case 'number':
      p.next();
      return numeric(token, { kind: 'Literal', type: 'number', value: token.image, pos: at.pos, end: at.end }, p.vocabulary.dialect);
    case 'string': return text(p, token);
    case 'binary':
      p.next();
      if (p.vocabulary.dialect === 'postgres') return bits(token.image, at);
      return { kind: 'TypedLiteral', type: { kind: 'DataType', name: 'BINARY', args: [], elements: [], fields: [], ...at }, value: token.image, ...at };
    case 'variable': return variable(p, token);
    case 'symbol': return symbol(p, token);
    case 'stage': {
      p.next();
      return { kind: 'Column', parts: [{ kind: 'Identifier', name: token.image, quoted: false, ...at }], ...at };
    }
    case 'file': case 'end': return p.fail('an expression');
  }
}

const suffixes: Readonly<Record<string, string>> = { L: 'BIGINT', S: 'SMALLINT', Y: 'TINYINT', D: 'DOUBLE', F: 'FLOAT', BD: 'DECIMAL' };

const oracleSuffixes: Readonly<Record<string, string>> = { D: 'DOUBLE', F: 'REAL' };

/** A number; with letters behind it, it is cast to the type they stand for. */
function numeric(token: Token, literal: Literal, dialect: DialectName): Expression {
  const name = token.text === '' ? undefined : (dialect === 'oracle' ? oracleSuffixes : suffixes)[token.text];
  if (name === undefined) return literal;
  const at = { pos: token.startOffset, end: token.endOffset };
  return { kind: 'Cast', operand: literal, type: { kind: 'DataType', name, args: [], elements: [], fields: [], ...at }, safe: false, ...at };
}

/** In PostgreSQL both `B'101'` and `X'1F'` are strings of bits. */
function bits(image: string, at: { readonly pos: number; readonly end: number }): Expression {
  const value = image.startsWith('b') ? image.slice(1) : image.split('').map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  return { kind: 'TypedLiteral', type: { kind: 'DataType', name: 'BIT', args: [], elements: [], fields: [], ...at }, value, ...at };
}

/** A string; those that follow it on other lines belong to it in PostgreSQL. */
function text(p: SqlParser, token: Token): Expression {
  p.next();
  let value = token.image;
  while (p.vocabulary.joinedStrings && p.peek().kind === 'string') value += p.string();
  return { kind: 'Literal', type: 'string', value, pos: token.startOffset, end: p.end() };
}

function word(p: SqlParser, token: Token): Expression {
  // PostgreSQL takes any type's name before a string.
  if (!openers.has(token.text) && !(p.vocabulary.dialect === 'postgres' && p.peekAt(2).kind === 'string')) return (p.vocabulary.stringPrefixes === 'mysql' ? introduced(p) : undefined) ?? named(p);
  const constant = constants[token.text];
  if (constant !== undefined && (p.vocabulary.booleans || token.text === 'NULL')) {
    p.next();
    return constant({ pos: token.startOffset, end: token.endOffset });
  }
  const form = (forms[token.text] ?? dialectForms[token.text])?.(p);
  if (form !== undefined) return form;
  if (isTypedLiteral(p)) return typedLiteral(p);
  return named(p);
}

/** A column, a qualified star or a call. */
function named(p: SqlParser): Expression {
  const first = p.peek();
  const follows = p.peekAt(2).text;
  // A function may bear a reserved word's name: LEFT(x, 1), IF(…), REPLACE(…).
  const calls = follows === '(' && first.text !== 'SELECT' && first.text !== 'IN' && first.text !== 'FROM';
  const bare = niladic(p, first);
  if (bare !== undefined) return bare;
  const parts: Identifier[] = [p.identifier('an expression', calls)];
  while (p.at('.')) {
    if (p.peekAt(2).text === '*') return qualifiedStar(p, parts);
    const after = p.peekAt(2);
    p.next();
    if (after.kind === 'variable') {
      p.next();
      parts.push({ kind: 'Identifier', name: after.image, quoted: false, pos: after.startOffset, end: after.endOffset });
    } else if (after.text === '.') parts.push({ kind: 'Identifier', name: '', quoted: false, pos: after.startOffset, end: after.startOffset });
    else parts.push(p.identifier('a column', true));
  }
  if (p.vocabulary.dialect === 'snowflake' && p.at('!') && p.peekAt(2).kind === 'word') return method(p, parts);
  if (p.at('(') && !atOuterMark(p)) return call(p, parts);
  const column: Column = { kind: 'Column', parts, pos: first.startOffset, end: p.end() };
  if (!p.at('(')) return column;
  p.expectAll('(', '+', ')');
  return { kind: 'Unary', op: '(+)', operand: column, pos: column.pos, end: p.end() };
}

/** Oracle's and Snowflake's `(+)` behind a column. */
function atOuterMark(p: SqlParser): boolean {
  const { dialect } = p.vocabulary;
  return (dialect === 'snowflake' || dialect === 'oracle') && p.peekAt(2).text === '+' && p.peekAt(3).text === ')';
}

/** Snowflake's `model!PREDICT(x)`: the method belongs to the last part of the name. */
function method(p: SqlParser, parts: readonly Identifier[]): Expression {
  p.expect('!');
  const name = p.identifier('a method', true);
  const last = parts.at(-1) ?? name;
  const whole: Identifier = { kind: 'Identifier', name: `${last.name}!${name.name}`, quoted: false, pos: last.pos, end: name.end };
  const all = [...parts.slice(0, -1), whole];
  return p.at('(') ? call(p, all, true) : { kind: 'Column', parts: all, pos: all[0]?.pos ?? last.pos, end: name.end };
}

function qualifiedStar(p: SqlParser, qualifier: readonly Identifier[]): Star {
  p.expect('.');
  p.expect('*');
  return starModifiers(p, qualifier, qualifier[0]?.pos ?? p.start());
}

/** `$1` is a parameter, or Snowflake's column by position; `$v` is a variable. */
function variable(p: SqlParser, token: Token): Expression {
  const name = token.image.slice(1);
  const sigil = token.image.startsWith('@') ? '@' : '$';
  const at = { pos: token.startOffset, end: token.endOffset };
  p.next();
  if (p.vocabulary.dialect !== 'snowflake' || !/^\d+$/.test(name)) return { kind: 'Parameter', name, sigil, ...at };
  const parts: Identifier[] = [{ kind: 'Identifier', name: token.image, quoted: false, ...at }];
  while (p.at('.') && (p.peekAt(2).kind === 'word' || p.peekAt(2).kind === 'name')) {
    p.next();
    parts.push(p.identifier('a field', true));
  }
  return { kind: 'Column', parts, pos: at.pos, end: p.end() };
}

function symbol(p: SqlParser, token: Token): Expression {
  const start = token.startOffset;
  switch (token.text) {
    case '(': return parenthesised(p);
    case '[': return arrayOf(p) ?? p.fail('an expression');
    case '{': return objectOf(p);
    case '*':
      p.next();
      // DuckDB's `*COLUMNS(…)` hands the columns over as arguments.
      if (p.at('COLUMNS') && p.peekAt(2).text === '(' && p.vocabulary.dialect === 'duckdb') return unpacked(p, start);
      return starModifiers(p, [], start);
    case '?': {
      if (!p.vocabulary.questionParameters) break;
      p.next();
      const number = p.peek();
      // SQLite's ?1.
      if (number.kind !== 'number' || number.startOffset !== token.endOffset) return { kind: 'Parameter', sigil: '?', pos: start, end: token.endOffset };
      p.next();
      return { kind: 'Parameter', name: number.image, sigil: '?', pos: start, end: number.endOffset };
    }
    case ':':
    case '@': {
      const name = p.peekAt(2);
      if (name.startOffset !== token.endOffset || (name.kind !== 'word' && name.kind !== 'number')) break;
      p.next();
      p.next();
      const parameter: Parameter = { kind: 'Parameter', name: name.image, sigil: token.text, pos: start, end: name.endOffset };
      return parameter;
    }
    default:
  }
  return p.fail('an expression');
}

function unpacked(p: SqlParser, start: number): Expression {
  const columns = call(p, [p.identifier('COLUMNS')]);
  const name = { kind: 'Identifier', name: 'UNPACK', quoted: false, pos: start, end: start + 1 } as const;
  return { kind: 'Call', name: [name], args: [columns], distinct: false, orderBy: [], withinGroup: [], pos: start, end: p.end() };
}

function parenthesised(p: SqlParser): Expression {
  const start = p.start();
  if (atQuery(p)) {
    const query = subquery(p);
    return { kind: 'Subquery', query, pos: start, end: p.end() };
  }
  return tuple(p);
}
