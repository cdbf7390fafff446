import { type Diagnostic, type Span, ToolError } from '@millrace/diagnostics';
import { type Piece, pieces } from '../dsl/piece.ts';
import { locationOf } from '../dsl/scanner.ts';
import type { SourceText } from '../dsl/statement.ts';
import { type Scalar, type Variable, variableAt, type VariableValue } from '../dsl/template.ts';
import { errors } from '../errors.ts';
import { quoteName, quoteText } from './quote.ts';
import { scalarCall, type TableCall, tableCall } from './udf-call.ts';
import { collecting, needVariable, type Scope, textOf } from './variables.ts';

/** A stretch of the source that was replaced by other text. */
interface Replacement {
  readonly from: Span;
  readonly text: string;
}

/** SQL ready for the engine, and where each part of it came from. */
export interface SqlText {
  readonly text: string;
  readonly origin: SourceText;
  readonly span: Span;
  readonly replacements: readonly Replacement[];
  /** Table UDFs to run before; their results stand in the text as tables. */
  readonly tableCalls: readonly TableCall[];
}

/** Where an offset of the final text lies in the pipeline file; inside a replaced value, its start. */
export function sourceOffset(sql: SqlText, offset: number): number {
  let shift = sql.span.start;
  for (const { from, text } of sql.replacements) {
    const start = from.start - shift;
    if (offset < start) break;
    if (offset < start + text.length) return from.start;
    shift += from.end - from.start - text.length;
  }
  return Math.min(offset + shift, sql.span.end);
}

function literal(value: Scalar): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return quoteText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  // A minus next to another minus would start a comment.
  return value < 0 ? `(${value})` : value.toString();
}

function bareText(variable: Variable, value: VariableValue): string {
  if (variable.format === 'id') return quoteName(textOf(value));
  if (variable.format === 'raw') return textOf(value);
  if (!Array.isArray(value)) return literal(value as Scalar);
  return value.length === 0 ? 'NULL' : value.map((item: Scalar) => literal(item)).join(', ');
}

function escaped(piece: Piece, variable: Variable, value: VariableValue): string {
  const text = textOf(value);
  if (variable.format === 'raw') return text;
  if (piece.kind === 'string') return text.replaceAll("'", "''");
  if (piece.kind === 'escapeString') return text.replaceAll('\\', '\\\\').replaceAll("'", "''");
  return piece.kind === 'quotedName' ? text.replaceAll('"', '""') : text;
}

function* variablesIn(text: string, piece: Piece): Generator<Variable> {
  for (let at = text.indexOf('${', piece.start); at !== -1 && at < piece.end; at = text.indexOf('${', at)) {
    const variable = variableAt(text, at);
    if (variable !== undefined) yield variable;
    at = variable?.end ?? at + 2;
  }
}

function checkNeighbours(text: SourceText, variable: Variable): void {
  const glued = /[\p{L}\p{N}_]/u;
  if (variable.format === 'raw' || !(glued.test(text.source[variable.start - 1] ?? '') || glued.test(text.source[variable.end] ?? ''))) return;
  throw errors.FLOW_VARIABLE_TEXT.error(
    { name: variable.name, problem: 'it touches a word' },
    { ...locationOf(text, variable), hint: `write \${${variable.name}:raw} to make it part of the word` },
  );
}

function replaceVariable(text: SourceText, piece: Piece, variable: Variable, scope: Scope): Replacement {
  const value = needVariable(variable, scope, text);
  if (piece.kind === 'variable') checkNeighbours(text, variable);
  const replaced = piece.kind === 'variable' ? bareText(variable, value) : escaped(piece, variable, value);
  const tag = piece.kind === 'dollarString' ? (/^\$\w*\$/.exec(text.source.slice(piece.start, piece.end))?.[0] ?? '') : undefined;
  const problem = replaced.includes('\0') ? 'it holds a NUL character' : tag !== undefined && replaced.includes(tag) ? `it holds ${tag}` : undefined;
  if (problem !== undefined) throw errors.FLOW_VARIABLE_TEXT.error({ name: variable.name, problem }, locationOf(text, variable));
  return { from: { start: variable.start, end: variable.end }, text: replaced };
}

/**
 * Puts values in place of variables. Apart from them, from `PYTHON_FUNC` calls and from the given
 * qualifiers of included files, the text is the user's, byte for byte.
 *
 * @param span the SQL in the file.
 * @param aliases lower-cased aliases of INCLUDE: `alias.table` becomes `table` after FROM and JOIN.
 * @throws ToolError with one finding per variable that cannot be put in place.
 */
export function substitute(text: SourceText, span: Span, scope: Scope, aliases: ReadonlySet<string> = new Set()): SqlText {
  const replacements: Replacement[] = [];
  const problems: Diagnostic[] = [];
  const tableCalls: TableCall[] = [];
  let before = '';
  let done = span.start;
  const replace = (replacement: Replacement): void => {
    replacements.push(replacement);
    done = replacement.from.end;
  };
  for (const piece of pieces(text.source, span.start, span.end)) {
    if (piece.kind === 'comment' || piece.start < done) continue;
    const word = text.source.slice(piece.start, piece.end);
    const table = /^(?:from|join)$/i.test(before) ? collecting(problems, () => tableCall(text, piece, scope, `sqlflow_udf_${tableCalls.length + 1}`)) : undefined;
    const call = table === undefined ? scalarCall(text.source, piece) : undefined;
    if (table !== undefined) {
      tableCalls.push(table);
      replace({ from: table.span, text: quoteName(table.result) });
    } else if (call !== undefined) replace(call);
    else if (/^(?:from|join|,)$/i.test(before) && aliases.has(word.toLowerCase()) && text.source[piece.end] === '.') {
      replacements.push({ from: { start: piece.start, end: piece.end + 1 }, text: '' });
    }
    before = word;
    if (piece.kind === 'symbol' && text.source.startsWith('${', piece.start)) {
      problems.push(errors.FLOW_BAD_VARIABLE.diagnostic({ text: /^[^}\n]*\}?/.exec(text.source.slice(piece.start))?.[0] ?? word }, locationOf(text, piece)));
    }
    if (!word.includes('${') || piece.start < done) continue;
    for (const variable of variablesIn(text.source, piece)) {
      try {
        replacements.push(replaceVariable(text, piece, variable, scope));
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
        problems.push(...error.diagnostics);
      }
    }
  }
  if (problems.length > 0) throw new ToolError(problems, 3);
  return { text: applied(text.source, span, replacements), origin: text, span, replacements, tableCalls };
}

function applied(source: string, span: Span, replacements: readonly Replacement[]): string {
  let out = '';
  let at = span.start;
  for (const { from, text } of replacements) {
    out += source.slice(at, from.start) + text;
    at = from.end;
  }
  return out + source.slice(at, span.end);
}
