import { BugError, type Diagnostic, ToolError } from '@millrace/diagnostics';
import { type Comment, type DialectName, type Expression, forEachChild, type Node, type Query, type Statement } from '@millrace/sql-ir';
import { Problem } from './cursor.ts';
import { errors } from './errors.ts';
import { type Lexed, lex } from './lexer.ts';
import { SqlParser } from './parser.ts';
import { vocabularies } from './vocabulary.ts';

export interface ParseOptions {
  readonly dialect: DialectName;
  /** The text's name in messages. */
  readonly file?: string;
}

/** What a text holds. */
export interface ParseResult {
  /** The statements that are whole; one with an error is left out. */
  readonly statements: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
  readonly comments: readonly Comment[];
}

let shared: SqlParser | undefined;

/** The one parser, made when first needed and set to a text. */
function parserFor(text: string, options: ParseOptions): { readonly p: SqlParser; readonly lexed: Lexed } {
  const vocabulary = vocabularies[options.dialect];
  const lexed = lex(text, vocabulary, options.file);
  const p = (shared ??= new SqlParser());
  p.input = lexed.tokens;
  p.vocabulary = vocabulary;
  p.source = text;
  p.file = options.file;
  p.resetDepth();
  return { p, lexed };
}

/**
 * Parses a text of any number of statements. Never throws: what is wrong is a diagnostic, and parsing goes on after the next semicolon.
 *
 * @example parse('SELECT 1; SELEC 2', { dialect: 'snowflake' }) // one statement, one diagnostic
 */
export function parse(text: string, options: ParseOptions): ParseResult {
  const { p, lexed } = parserFor(text, options);
  const statements: Statement[] = [];
  const diagnostics: Diagnostic[] = lexed.diagnostics.slice();
  p.run(() => {
    for (;;) {
      while (p.accept(';'));
      if (p.peek().kind === 'end') return;
      const began = p.position();
      try {
        const statement = oneStatement(p, lexed.tokens.length);
        if (p.problems.length === 0) statements.push(statement);
      } catch (thrown) {
        p.problems.push(problemOf(thrown));
        p.skipStatement(began);
      }
      for (const problem of p.problems) if (!followsFrom(problem, lexed.diagnostics)) diagnostics.push(problem);
      if (diagnostics.length > problemLimit) return void diagnostics.push(p.tooMany(problemLimit));
      p.resetDepth();
    }
  });
  return { statements, diagnostics: bySpan(diagnostics), comments: lexed.comments };
}

/** Whether a finding comes only from a text that is never closed, which took the rest of the statement with it. */
function followsFrom({ code, span }: Diagnostic, lexed: readonly Diagnostic[]): boolean {
  const unclosed = lexed.find((diagnostic) => diagnostic.code === 'PARSE_UNTERMINATED')?.span;
  return unclosed !== undefined && span !== undefined && (span.end >= unclosed.start || code === 'PARSE_INCOMPLETE');
}

/** In the order of the text; what the lexer found at a place comes first. */
function bySpan(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.length < 2 ? diagnostics : diagnostics.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

/** After so many findings, the rest of a text tells nothing new. */
const problemLimit = 1000;

/** How deep a tree may be; more would cost those who walk it the stack. */
const depthLimit = 1300;

function oneStatement(p: SqlParser, tokens: number): Statement {
  const statement = p.statement();
  // Each nesting and each chain is bounded; only a long text can add them up to more.
  if (tokens > depthLimit && isDeeper(statement, depthLimit)) p.tooDeep(depthLimit);
  if (!p.at(';') && p.peek().kind !== 'end') p.fail();
  return statement;
}

/** Walks without recursion, which is what is in doubt. */
function isDeeper(root: Node, limit: number): boolean {
  let level: Node[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const below: Node[] = [];
    for (const node of level) forEachChild(node, (child) => below.push(child));
    level = below;
  }
  return false;
}

function problemOf(thrown: unknown): Diagnostic {
  if (thrown instanceof Problem) return thrown.diagnostic;
  throw thrown instanceof Error ? thrown : new BugError(String(thrown));
}

/** Runs one rule over a whole text. */
function whole<T>(text: string, options: ParseOptions, rule: (p: SqlParser) => T): T {
  const { p, lexed } = parserFor(text, options);
  if (lexed.diagnostics.length > 0) throw new ToolError(lexed.diagnostics, 3);
  return p.run(() => {
    try {
      const result = rule(p);
      while (p.accept(';'));
      if (p.peek().kind !== 'end') p.fail();
      return result;
    } catch (thrown) {
      throw new ToolError([problemOf(thrown)], 3);
    }
  });
}

/** Parses one statement. @throws ToolError when the text is not exactly one. */
export function parseStatement(text: string, options: ParseOptions): Statement {
  const { statements, diagnostics } = parse(text, options);
  if (diagnostics.length > 0) throw new ToolError(diagnostics, 3);
  const [only] = statements;
  if (only === undefined || statements.length > 1) {
    const second = statements[1];
    const span = second === undefined ? { start: 0, end: text.length } : { start: second.pos, end: second.end };
    throw errors.PARSE_STATEMENT_COUNT.error({ count: statements.length }, { source: text, span, ...(options.file === undefined ? {} : { file: options.file }) });
  }
  return only;
}

/** Parses one expression. @throws ToolError when the text is not exactly one. */
export function parseExpression(text: string, options: ParseOptions): Expression {
  return whole(text, options, (p) => p.expression());
}

/** Parses one query. @throws ToolError when the text is not exactly one. */
export function parseQuery(text: string, options: ParseOptions): Query {
  return whole(text, options, (p) => p.query());
}
