import type { Diagnostic } from '@millrace/diagnostics';
import { dialectTitles, type Identifier } from '@millrace/sql-ir';
import { EmbeddedActionsParser } from 'chevrotain';
import { opensBlock, statementEnd } from './boundary.ts';
import { errors } from './errors.ts';
import { describeProblem } from './error-cases.ts';
import { Token, tokenTypes } from './token.ts';
import { type Vocabulary, vocabularies } from './vocabulary.ts';

/** How deep expressions, queries and types may nest: what walking a tree takes of the stack stays far from its end. */
const nestingLimit = 300;
/** How many operators, joins or set operations may stand in one row, since each makes the tree one level deeper. */
const chainLimit = 1000;

/** What went wrong at a token; leads out of the statement. */
export class Problem extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

/** The token vector and what grammar rules ask of it. */
export class Cursor extends EmbeddedActionsParser {
  vocabulary: Vocabulary = vocabularies.snowflake;
  source = '';
  file: string | undefined;
  /** The last name that was taken for an alias although AS was not written: often a misspelled keyword. */
  bareAlias: Token | undefined;
  /** The next SELECT is the outermost one of its statement, which may say where its rows go. */
  outermost = false;
  /** What is wrong with statements inside a block; the block is then no statement. */
  problems: Diagnostic[] = [];
  private depth = 0;
  /** One of the two signs of a `>>` has been taken. */
  private halfAngle = false;
  /** Chevrotain's index of the last token taken, which its typings leave out. */
  protected declare currIdx: number;
  /** The tokens that were set as input, likewise. The last one is the end and is never taken. */
  protected declare tokVector: Token[];

  constructor() {
    super([...tokenTypes], { recoveryEnabled: false, maxLookahead: 1, skipValidations: true });
  }

  /** The token that is next. */
  peek(): Token {
    return this.tokVector[this.currIdx + 1] as Token;
  }

  /** The n-th token from here, from 1. Past the end it is the end. */
  peekAt(n: number): Token {
    const { tokVector } = this;
    return (tokVector[this.currIdx + n] ?? tokVector[tokVector.length - 1]) as Token;
  }

  /** Whether the next token is this keyword or symbol. */
  at(text: string): boolean {
    return (this.tokVector[this.currIdx + 1] as Token).text === text;
  }

  /** Whether the next tokens are these. */
  atAll(...texts: readonly string[]): boolean {
    for (let i = 0; i < texts.length; i++) if (this.peekAt(i + 1).text !== texts[i]) return false;
    return true;
  }

  /** Takes the next token. */
  next(): Token {
    const token = this.peek();
    if (token.kind === 'end') return this.fail();
    this.currIdx += 1;
    return token;
  }

  accept(text: string): boolean {
    if ((this.tokVector[this.currIdx + 1] as Token).text !== text) return false;
    this.currIdx += 1;
    return true;
  }

  /** Takes all of these, or nothing. */
  acceptAll(...texts: readonly string[]): boolean {
    for (let i = 0; i < texts.length; i++) if (this.peekAt(i + 1).text !== texts[i]) return false;
    this.currIdx += texts.length;
    return true;
  }

  /** Takes the first of these that is next. */
  acceptAny<T extends string>(...texts: readonly T[]): T | undefined {
    const { text } = this.peek();
    for (const each of texts) {
      if (each !== text) continue;
      this.currIdx += 1;
      return each;
    }
    return undefined;
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail(text);
  }

  expectAll(...texts: readonly string[]): void {
    for (const text of texts) this.expect(text);
  }

  /** Takes one `>`, also from the `>>` that closes two. */
  closeAngle(): void {
    if (this.halfAngle) {
      this.halfAngle = false;
      this.SKIP_TOKEN();
    } else if (this.at('>>')) this.halfAngle = true;
    else this.expect('>');
  }

  /** Where the next token begins. */
  start(): number {
    return this.peek().startOffset;
  }

  /** Where the last token ended. */
  end(): number {
    return (this.tokVector[this.currIdx] as Token).endOffset;
  }

  /** The token that was taken last. */
  previous(): Token | undefined {
    const token = this.LA(0);
    return token instanceof Token ? token : undefined;
  }

  /** The tokens that were taken of this statement, last first; at most as many as a reader would look back over. */
  *tokensBefore(): Generator<Token> {
    for (let i = this.currIdx; i >= 0 && i > this.currIdx - 500; i--) {
      const token = this.tokVector[i] as Token;
      if (token.text === ';') return;
      yield token;
    }
  }

  /** A text in quotes. */
  string(): string {
    const token = this.peek();
    if (token.kind !== 'string') this.fail('a string');
    this.currIdx += 1;
    return token.image;
  }

  /** Any word, upper-case: a keyword that is not listed anywhere. */
  word(what = 'a word'): string {
    const token = this.peek();
    if (token.kind !== 'word') this.fail(what);
    this.currIdx += 1;
    return token.text;
  }

  /** Whether a token can be a name as it stands. */
  isName(token: Token): boolean {
    return token.kind === 'name' || (token.kind === 'word' && !this.vocabulary.reserved.has(token.text));
  }

  /** One name, quoted or not. `any` also takes reserved words, as after a dot or AS. */
  identifier(what = 'a name', any = false): Identifier {
    const token = this.peek();
    if (token.kind === 'name') {
      this.currIdx += 1;
      return { kind: 'Identifier', name: token.image, quoted: true, pos: token.startOffset, end: token.endOffset };
    }
    if (token.kind !== 'word' || (!any && this.vocabulary.reserved.has(token.text))) this.fail(what);
    this.currIdx += 1;
    return { kind: 'Identifier', name: token.image, quoted: false, pos: token.startOffset, end: token.endOffset };
  }

  /** A reserved word where only a name fits: folded and quoted, it means the same. */
  reservedName(): Identifier {
    const { text, image, startOffset, endOffset } = this.next();
    const { folding } = this.vocabulary;
    const name = folding === 'upper' ? text : folding === 'lower' ? text.toLowerCase() : image;
    return { kind: 'Identifier', name, quoted: true, pos: startOffset, end: endOffset };
  }

  /** One name where any word may stand, as after AS. */
  anyName(what: string): Identifier {
    const token = this.peek();
    return token.kind === 'word' && this.vocabulary.reserved.has(token.text) ? this.reservedName() : this.identifier(what);
  }

  /** A comma-separated list of at least one. */
  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.accept(',')) items.push(item());
    return items;
  }

  /** The same in parentheses; there it may be empty. */
  parenthesised<T>(item: () => T): T[] {
    this.expect('(');
    if (this.accept(')')) return [];
    const items = this.list(item);
    this.expect(')');
    return items;
  }

  /** Runs a part of the grammar that may contain itself. */
  nested<T>(part: () => T): T {
    this.enter();
    const result = part();
    this.leave();
    return result;
  }

  /** Counts one more level of nesting; an error forgets them all. */
  protected enter(): void {
    this.depth += 1;
    if (this.depth > nestingLimit) this.tooDeep(nestingLimit);
  }

  protected leave(): void {
    this.depth -= 1;
  }

  /** Guards a loop that makes the tree deeper with each turn. */
  chained(count: number): void {
    if (count > chainLimit) this.tooDeep(chainLimit);
  }

  /** Whether BEGIN, which is next, opens a block. */
  opensBlock(): boolean {
    return this.vocabulary.scripting && opensBlock(this.tokVector, this.currIdx + 1);
  }

  /** How many tokens have been taken. */
  position(): number {
    return this.currIdx + 1;
  }

  /** Goes to the end of the statement that began at that position, or, when that is behind, of what is next. */
  skipStatement(began: number): void {
    const from = this.currIdx + 1;
    let end = statementEnd(this.tokVector, began, this.vocabulary);
    if (end < from) end = statementEnd(this.tokVector, from, this.vocabulary);
    this.currIdx = end - 1;
  }

  /**
   * Runs a part that takes one statement with its semicolon. What is wrong with it is kept, and reading goes on behind the next semicolon.
   *
   * @param over whether what follows the statement is next, so that only its semicolon is missing.
   */
  recovering(part: () => void, over: () => boolean): void {
    const { depth } = this;
    try {
      part();
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.diagnostic.code === 'PARSE_TOO_DEEP') throw thrown;
      // With nothing behind the statement there is nothing to go on with.
      if (!over() && !this.skipPast(';')) throw thrown;
      this.problems.push(thrown.diagnostic);
      this.depth = depth;
    }
  }

  /** Takes all up to and with this; false, and all taken, when it does not come. */
  private skipPast(text: string): boolean {
    while (!this.at(text) && this.peek().kind !== 'end') this.currIdx += 1;
    return this.accept(text);
  }

  /** Forgets the nesting of a statement that was left by an error. */
  resetDepth(): void {
    this.depth = 0;
    this.halfAngle = false;
    this.problems = [];
  }

  /** Reads ahead without taking: runs `part`, then comes back. Errors mean no. */
  looksLike(part: () => boolean): boolean {
    const { depth } = this;
    const state = this.currIdx;
    const known = this.problems.length;
    try {
      return part();
    } catch (thrown) {
      if (thrown instanceof Problem) return false;
      throw thrown;
    } finally {
      this.currIdx = state;
      this.depth = depth;
      this.problems.length = known;
    }
  }

  /** Leaves the statement: the next token does not fit. @param expected as a user would type it. */
  fail(...expected: readonly string[]): never {
    throw new Problem(describeProblem(this, expected));
  }

  /** Leaves a statement that only other dialects have. */
  foreign(what: string, at: Token): never {
    throw new Problem(errors.PARSE_FOREIGN.diagnostic({ dialect: dialectTitles[this.vocabulary.dialect], what }, this.place(at.startOffset, at.endOffset)));
  }

  /** Leaves the statement because its tree would be too deep. */
  tooDeep(limit: number): never {
    const token = this.peek();
    throw new Problem(errors.PARSE_TOO_DEEP.diagnostic({ limit }, this.place(token.startOffset, token.endOffset)));
  }

  /** That the statements from here on were not looked at. */
  tooMany(limit: number): Diagnostic {
    const token = this.peek();
    return errors.PARSE_TOO_MANY.diagnostic({ limit }, this.place(token.startOffset, token.endOffset));
  }

  /** A location in the text. */
  place(start: number, end: number): Pick<Diagnostic, 'source' | 'span' | 'file'> {
    return { source: this.source, span: { start, end }, ...(this.file === undefined ? {} : { file: this.file }) };
  }
}
