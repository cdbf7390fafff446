import { build, type DataType, type Expression, rewrite, type Statement, synthetic, visit } from '@millrace/sql-ir';
import { SqlFailure, shapes } from '../failures.ts';
import type { QueryRequest } from './query-request.ts';

/** One bound value, as drivers send it: a type's name and text, or a list of texts for many rows. */
export interface Binding {
  readonly type: string;
  readonly value: string | null | readonly (string | null)[];
}

/** Reads the `bindings` of a request. */
export function readBindings(fields: Readonly<Record<string, unknown>>): ReadonlyMap<string, Binding> {
  return new Map(Object.entries(fields).map(([name, field]) => {
    const type: unknown = Reflect.get(Object(field), 'type');
    const value: unknown = Reflect.get(Object(field), 'value');
    return [name, { type: typeof type === 'string' ? type.toUpperCase() : 'TEXT', value: Array.isArray(value) ? value.map(textOrNull) : textOrNull(value) }];
  }));
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);
}

/** How many bind variables a statement has. */
export function countBinds(statement: Statement): number {
  let count = 0;
  visit(statement, { Parameter: (node) => { if (isBind(node)) count++; } });
  return count;
}

/**
 * Puts bound values in the place of bind variables: `?` by position, `:1` and `:name` by name.
 *
 * @throws SqlFailure 002049 when a variable has no value and the statement is to run.
 */
export function bindValues<S extends Statement>(statement: S, { bindings: fields, describeOnly }: Pick<QueryRequest, 'bindings' | 'describeOnly'>): S {
  const bindings = readBindings(fields);
  let position = 0;
  return rewrite(statement, {
    Parameter: (node) => {
      if (!isBind(node)) return node;
      if (node.sigil === '?' || node.name === undefined) position++;
      const name = node.name ?? String(position);
      const binding = bindings.get(name) ?? bindings.get(name.toUpperCase());
      // A statement may be described before its values are known.
      if (binding === undefined && describeOnly) return { ...build.nothing(), pos: node.pos, end: node.end };
      if (binding === undefined) throw new SqlFailure(shapes.bindMissing, `Bind variable ${node.name === undefined ? '?' : `:${name}`} not set.`);
      if (typeof binding.value !== 'string' && binding.value !== null) throw new SqlFailure(shapes.unsupported, "Unsupported feature 'array bind outside of INSERT … VALUES'.");
      return { ...bindExpression(binding.type, binding.value), pos: node.pos, end: node.end };
    },
  });
}

function isBind(node: { readonly sigil?: string; readonly value?: unknown }): boolean {
  return node.value === undefined && (node.sigil === '?' || node.sigil === ':' || node.sigil === undefined);
}

const decimalText = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/** One bound value as a typed expression. */
function bindExpression(type: string, value: string | null): Expression {
  if (value === null) return build.nothing();
  switch (type) {
    case 'FIXED': return decimalText.test(value) ? build.number(value) : build.cast(build.string(value), build.type('NUMBER', 38, 0));
    case 'REAL': return build.cast(build.string(value), build.type('FLOAT'));
    case 'BOOLEAN': return build.boolean(/^(true|1)$/i.test(value));
    case 'DATE': return typed('DATE', dateText(value));
    case 'TIME': return typed('TIME', timeText(value));
    case 'TIMESTAMP_NTZ': return typed('TIMESTAMP_NTZ', momentText(value));
    case 'TIMESTAMP_LTZ': return typed('TIMESTAMP_LTZ', `${momentText(value)}+00:00`);
    case 'TIMESTAMP_TZ': return typed('TIMESTAMP_TZ', zonedText(value));
    case 'BINARY': return build.call('TO_BINARY', [build.string(value), build.string('HEX')]);
    case 'VARIANT':
    case 'OBJECT':
    case 'ARRAY': return build.call('PARSE_JSON', [build.string(value)]);
    default: return build.parameter(value, textType);
  }
}

const textType: DataType = { kind: 'DataType', name: 'VARCHAR', args: [], elements: [], fields: [], ...synthetic };

function typed(name: string, text: string): Expression {
  return build.cast(build.string(text), build.type(name));
}

/** The text of a bound value of any type, as it would be written in a CSV file: what many rows are bound through. */
export function bindText(type: string, value: string | null): string | null {
  if (value === null) return null;
  switch (type) {
    case 'DATE': return dateText(value);
    case 'TIME': return timeText(value);
    case 'TIMESTAMP_NTZ': return momentText(value);
    case 'TIMESTAMP_LTZ': return `${momentText(value)}+00:00`;
    case 'TIMESTAMP_TZ': return zonedText(value);
    default: return value;
  }
}

const wholeNumber = /^-?\d+$/;

/** Milliseconds since the epoch as a date; drivers may also send the date's text. */
function dateText(value: string): string {
  return wholeNumber.test(value) ? new Date(Number(value)).toISOString().slice(0, 10) : value;
}

/** Nanoseconds since midnight as a time. */
function timeText(value: string): string {
  return wholeNumber.test(value) ? momentText(value).slice(11) : value;
}

/** Nanoseconds since the epoch as a timestamp with nine decimals. */
function momentText(value: string): string {
  if (!wholeNumber.test(value)) return value;
  const nanos = BigInt(value);
  const fraction = ((nanos % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const seconds = (nanos - fraction) / 1_000_000_000n;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19).replace('T', ' ')}.${fraction.toString().padStart(9, '0')}`;
}

/** `<nanoseconds> <offset in minutes + 1440>` as a timestamp with its offset. */
function zonedText(value: string): string {
  const [nanos = '', zone] = value.split(' ');
  if (zone === undefined || !wholeNumber.test(nanos)) return value;
  const offset = Number(zone) - 1440;
  const local = momentText(String(BigInt(nanos) + BigInt(offset) * 60_000_000_000n));
  const minutes = Math.abs(offset);
  const pad = (part: number): string => String(Math.trunc(part)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}
