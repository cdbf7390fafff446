import type { DataType, TypeField } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { angledTypes, sizes, typeNameOf } from './type-names.ts';

/** Types of several words, and the one word each means. */
const phrases: readonly { readonly words: readonly string[]; readonly name: string }[] = [
  { words: ['DOUBLE', 'PRECISION'], name: 'DOUBLE' },
  { words: ['CHARACTER', 'VARYING'], name: 'VARCHAR' },
  { words: ['CHAR', 'VARYING'], name: 'VARCHAR' },
  { words: ['NCHAR', 'VARYING'], name: 'VARCHAR' },
  { words: ['BINARY', 'VARYING'], name: 'VARBINARY' },
  { words: ['BIT', 'VARYING'], name: 'VARBIT' },
];

const angled: ReadonlySet<string> = new Set(['ARRAY', 'MAP', 'STRUCT']);

/** MySQL's types of numbers that are never negative. */
const unsigned: Readonly<Record<string, string>> = { TINYINT: 'UTINYINT', SMALLINT: 'USMALLINT', INT: 'UINTEGER', INTEGER: 'UINTEGER', BIGINT: 'UBIGINT' };

const zoned: Readonly<Record<string, string>> = { TIMESTAMP: 'TIMESTAMPTZ', TIME: 'TIMETZ' };

/** Reserved words that follow a type, and so are none: `a:: FROM t`. */
const noType: ReadonlySet<string> = new Set(['FROM', 'AS', 'WHERE', 'AND', 'OR', 'ON', 'THEN', 'GROUP', 'ORDER', 'HAVING', 'SELECT', 'NOT', 'DEFAULT']);

function typeName(p: SqlParser): string {
  const token = p.peek();
  if (token.kind === 'name') {
    p.next();
    return p.vocabulary.dialect === 'postgres' ? `"${token.image}"` : token.image.toUpperCase();
  }
  if (token.kind !== 'word' || noType.has(token.text)) p.fail('a type');
  for (const phrase of phrases) if (p.acceptAll(...phrase.words)) return phrase.name;
  let name = p.word('a type');
  while (p.at('.')) {
    p.next();
    name += `.${p.word('a type')}`;
  }
  return name;
}

/** A type: `NUMBER(10, 2)`, `VARCHAR`, `INTEGER[]`, `STRUCT(a INT)`, `OBJECT(a INT NOT NULL)`. */
export function dataType(p: SqlParser): DataType {
  const start = p.start();
  let name = typeNameOf(typeName(p), p.vocabulary.dialect);
  let args: readonly number[] = [];
  let elements: readonly DataType[] = [];
  let fields: readonly TypeField[] = [];
  let values: readonly string[] | undefined;
  if (p.at('<') && angled.has(name)) ({ elements, fields } = angledTypes(p, name));
  else if (p.at('(')) {
    if (name === 'STRUCT' || (name === 'OBJECT' && p.vocabulary.dialect !== 'oracle') || name === 'ROW' || name === 'UNION') fields = p.parenthesised(() => typeField(p));
    else if (name === 'ARRAY' || name === 'MAP' || name === 'LIST') elements = p.parenthesised(() => elementType(p));
    else if (name === 'ENUM') values = p.parenthesised(() => p.string());
    else if (name === 'VECTOR') ({ elements, args } = vector(p));
    else args = sizes(p);
  }
  if (p.vocabulary.dialect === 'mysql' && unsigned[name] !== undefined && p.accept('UNSIGNED')) {
    // The width in parentheses says only how many zeros to show.
    name = unsigned[name] ?? name;
    args = [];
  }
  if (zoned[name] !== undefined) {
    if (p.acceptAll('WITH', 'LOCAL', 'TIME', 'ZONE')) name = 'TIMESTAMP_LTZ';
    else if (p.acceptAll('WITH', 'TIME', 'ZONE')) name = zoned[name] ?? name;
    else p.acceptAll('WITHOUT', 'TIME', 'ZONE');
  }
  if (name === 'INTERVAL') while (intervalWords.has(p.peek().text)) name += ` ${p.next().text}`;
  let type: DataType = { kind: 'DataType', name, args, elements, fields, ...(values === undefined ? {} : { values }), pos: start, end: p.end() };
  for (let count = 0; ; count++) {
    p.chained(count);
    const bracket = p.at('ARRAY') && p.vocabulary.dialect === 'postgres' ? p.accept('ARRAY') && p.at('[') : p.at('[');
    if (!bracket) return type;
    type = list(p, type, start);
  }
}

const intervalWords: ReadonlySet<string> = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'TO']);

function list(p: SqlParser, element: DataType, start: number): DataType {
  p.expect('[');
  const length = p.at(']') ? [] : [size(p)];
  p.expect(']');
  return { kind: 'DataType', name: 'ARRAY', args: length, elements: [element], fields: [], pos: start, end: p.end() };
}

/** A length, a precision or a scale. */
export function size(p: SqlParser): number {
  const negative = p.accept('-');
  const token = p.peek();
  if (token.kind !== 'number' || !/^\d+$/.test(token.image)) p.fail('a number');
  p.next();
  return negative ? -Number(token.image) : Number(token.image);
}

function vector(p: SqlParser): { readonly elements: readonly DataType[]; readonly args: readonly number[] } {
  p.expect('(');
  const element = p.type();
  p.expect(',');
  const length = size(p);
  p.expect(')');
  return { elements: [element], args: [length] };
}

function elementType(p: SqlParser): DataType {
  const type = p.type();
  return p.acceptAll('NOT', 'NULL') ? { ...type, nullable: false } : type;
}

function typeField(p: SqlParser): TypeField {
  // Trino's ROW may leave the names out.
  const after = p.peekAt(2).text;
  if (after === ',' || after === ')' || after === '(') return { name: '', type: p.type(), nullable: true };
  const name = p.identifier('a field', true).name;
  const type = p.type();
  return { name, type, nullable: !p.acceptAll('NOT', 'NULL') };
}
