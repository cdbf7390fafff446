import type { Span } from '@millrace/diagnostics';
import { type Piece, pieceAt, skipBlank } from '../dsl/piece.ts';
import { locationOf } from '../dsl/scanner.ts';
import type { SourceText } from '../dsl/statement.ts';
import { type Scalar, scalarOf, variableAt, type VariableValue } from '../dsl/template.ts';
import { errors } from '../errors.ts';
import { quoteName } from './quote.ts';
import { needVariable, type Scope } from './variables.ts';

/** `FROM UDF("mod.fn", t, k := 2)`: a function in TypeScript that makes a table of a table. */
export interface TableCall {
  /** The temporary table its rows go to, which stands in the SQL in its place. */
  readonly result: string;
  /** `mod.fn` as written, or its last two parts. */
  readonly function: string;
  readonly input: readonly string[];
  readonly inputSpan: Span;
  readonly parameters: Readonly<Record<string, VariableValue>>;
  readonly span: Span;
}

/** The SQL name under which the function `fn` of UDF file `mod` is registered besides its plain name. */
export function udfName(reference: string): string {
  const parts = reference.split('.').slice(-2);
  return parts.length === 1 ? (parts[0] ?? '') : `udf__${parts.join('__')}`;
}

interface Head {
  readonly reference: string;
  readonly start: number;
  /** After the name's closing quote. */
  readonly end: number;
}

function headOf(source: string, piece: Piece): Head | undefined {
  if (piece.kind !== 'word' || !/^(?:python_func|udf)$/i.test(source.slice(piece.start, piece.end))) return undefined;
  const open = skipBlank(source, piece.end);
  const at = skipBlank(source, open + 1);
  if (source[open] !== '(' || at >= source.length) return undefined;
  const name = pieceAt(source, at);
  if (name.kind !== 'string' && name.kind !== 'quotedName') return undefined;
  return { reference: source.slice(name.start + 1, name.end - 1), start: piece.start, end: name.end };
}

/** `UDF("mod.fn", x)` in an expression becomes `"udf__mod__fn"(x)`. */
export function scalarCall(source: string, piece: Piece): { readonly from: Span; readonly text: string } | undefined {
  const head = headOf(source, piece);
  if (head === undefined) return undefined;
  const after = skipBlank(source, head.end);
  return { from: { start: head.start, end: source[after] === ',' ? after + 1 : after }, text: `${quoteName(udfName(head.reference))}(` };
}

/** Reads the arguments of a call one piece after the other. */
interface Reader {
  readonly text: SourceText;
  at: number;
}

function next(r: Reader): Piece {
  r.at = skipBlank(r.text.source, r.at);
  return r.at < r.text.source.length ? pieceAt(r.text.source, r.at) : { kind: 'symbol', start: r.at, end: r.at };
}

function textOf(r: Reader, piece: Piece): string {
  return r.text.source.slice(piece.start, piece.end);
}

function complain(r: Reader, what: string): Error {
  return errors.FLOW_EXPECTED.error({ what, where: 'in the call of a table UDF' }, locationOf(r.text, next(r)));
}

function takeSymbol(r: Reader, symbol: string): boolean {
  r.at = skipBlank(r.text.source, r.at);
  if (!r.text.source.startsWith(symbol, r.at)) return false;
  r.at += symbol.length;
  return true;
}

function readName(r: Reader, what: string): string {
  const piece = next(r);
  if (piece.kind !== 'word' && piece.kind !== 'quotedName') throw complain(r, what);
  r.at = piece.end;
  return piece.kind === 'word' ? textOf(r, piece) : textOf(r, piece).slice(1, -1).replaceAll('""', '"');
}

function readValue(r: Reader, scope: Scope): VariableValue {
  const piece = next(r);
  const variable = variableAt(r.text.source, piece.start);
  if (variable !== undefined) {
    r.at = variable.end;
    return needVariable(variable, scope, r.text);
  }
  if (piece.kind === 'string') {
    r.at = piece.end;
    return textOf(r, piece).slice(1, -1).replaceAll("''", "'");
  }
  const sign = takeSymbol(r, '-') ? '-' : '';
  const value = next(r);
  const scalar: Scalar = scalarOf(sign + textOf(r, value));
  if (typeof scalar === 'string') throw complain(r, 'a value');
  r.at = value.end;
  return scalar;
}

/**
 * Reads a UDF call that stands where a table may.
 *
 * @param result the name of the temporary table that takes its place.
 * @throws ToolError FLOW_EXPECTED when its arguments are not a table's name and `name := value` pairs.
 */
export function tableCall(text: SourceText, piece: Piece, scope: Scope, result: string): TableCall | undefined {
  const head = headOf(text.source, piece);
  if (head === undefined) return undefined;
  const r: Reader = { text, at: head.end };
  if (!takeSymbol(r, ',')) throw complain(r, "',' and the table it reads");
  const start = next(r).start;
  const input = [readName(r, "the name of the table it reads")];
  while (takeSymbol(r, '.')) input.push(readName(r, 'a name'));
  const inputSpan = { start, end: r.at };
  const parameters: Record<string, VariableValue> = {};
  while (takeSymbol(r, ',')) {
    const name = readName(r, "a parameter's name");
    if (!takeSymbol(r, ':=') && !takeSymbol(r, '=>') && !takeSymbol(r, '=')) throw complain(r, "':=' and a value");
    parameters[name] = readValue(r, scope);
  }
  if (!takeSymbol(r, ')')) throw complain(r, "')'");
  return { result, function: head.reference.split('.').slice(-2).join('.'), input, inputSpan, parameters, span: { start: head.start, end: r.at } };
}
