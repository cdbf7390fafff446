import type { Diagnostic } from '@millrace/diagnostics';
import type { Comment, DataType, Expression, Identifier, Node, ParameterValue, Spanned, WrittenForms } from '@millrace/sql-ir';
import { powerOf } from './binding.ts';
import type { Dialect } from './dialect.ts';
import { errors } from './errors.ts';
import { type BareNames, bareNamesOf, isAsciiName } from './bare-names.ts';
import { folded, quoted } from './identifiers.ts';
import type { PrintOptions } from './print.ts';

/** That `sql[start, end)` came from `source[pos, sourceEnd)`. Inner nodes come before the nodes around them. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly pos: number;
  readonly sourceEnd: number;
}

/** A tree as text. */
export interface Printed {
  readonly sql: string;
  /** The values of the placeholders, in their order. */
  readonly parameters: readonly ParameterValue[];
  /** Empty unless asked for with `map`. */
  readonly marks: readonly Mark[];
  readonly diagnostics: readonly Diagnostic[];
}

const lineWidth = 80;
/** Texts without a quote, a backslash or a control character stand in quotes as they are. */
const harmless = /^[ !#-&(-[\]-~]*$/;

/** The one string that handlers write into, and what is learned on the way. */
export class Writer {
  text = '';
  readonly dialect: Dialect;
  /** Whether lines are broken; false inside what was found to fit on one line. */
  pretty: boolean;
  private depth = 0;
  /** How much stands before `text`: a piece is tried out by itself, since looking into a long text copies it. */
  private base = 0;
  /** Where the line begins, from the very start; line breaks inside strings do not count. */
  private lineStart = 0;
  private readonly map: boolean;
  private readonly written: WrittenForms | undefined;
  private readonly comments: readonly Comment[];
  private nextComment = 0;
  /** Where the last comment ended behind which none may stand on the same line: it runs to the line's end, or has the line to itself. */
  private closedLineEnd = -1;
  private readonly parameters: ParameterValue[] = [];
  /** How many `?` of the source have been written where the engine numbers them. */
  private unnamed = 0;
  private readonly marks: Mark[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private readonly bareNames: BareNames;

  constructor(dialect: Dialect, options: PrintOptions) {
    this.dialect = dialect;
    this.bareNames = bareNamesOf(dialect);
    this.pretty = options.pretty === true;
    this.map = options.map === true;
    this.written = options.written;
    this.comments = this.pretty ? (options.comments ?? []) : [];
  }

  /** Writes a node by its kind's handler. */
  node(node: Node): void {
    if (this.nextComment < this.comments.length && node.pos >= 0) this.commentsBefore(node.pos);
    const start = this.base + this.text.length;
    const print = this.dialect.printers[node.kind] as (w: Writer, n: Node) => void;
    print(this, node);
    if (this.map && node.pos >= 0) this.marks.push({ start, end: this.base + this.text.length, pos: node.pos, sourceEnd: node.end });
  }

  /** Writes an expression, in parentheses when it holds less tightly than its place asks. */
  expression(node: Expression, atLeast: number): void {
    if (powerOf(node, this.dialect.precedence) >= atLeast) return this.node(node);
    this.text += '(';
    this.node(node);
    this.text += ')';
  }

  /** Writes nodes with a separator between them. */
  list(nodes: readonly Node[], separator = ', '): void {
    for (let i = 0; i < nodes.length; i++) {
      if (i > 0) this.text += separator;
      this.node(nodes[i] as Node);
    }
  }

  /** Writes items with a comma between them: on one line when they fit, else one per line, a step further in. Answers whether they are on lines of their own. */
  items<T>(items: readonly T[], write: (item: T) => void): boolean {
    if (!this.pretty) {
      this.separated(items, write);
      return false;
    }
    // What stands before the first item says nothing of how the items are laid out; behind a parenthesis it breaks them.
    if (this.nextComment < this.comments.length && !this.text.endsWith('(')) this.commentsBeforeItem(items[0]);
    if (this.fits(() => this.separated(items, write))) return false;
    this.broken(items, write);
    return true;
  }

  /** Writes items one per line, a step further in; only commas stand between items, so that any other separator is the line break itself. */
  broken<T>(items: readonly T[], write: (item: T) => void, separator: ',' | '' = ','): void {
    if (this.pretty && this.text.endsWith(' ')) this.text = this.text.slice(0, -1);
    this.indented(() => {
      items.forEach((item, i) => {
        if (i > 0) this.text += separator;
        this.line();
        this.commentsBeforeItem(item);
        write(item);
      });
    });
  }

  /** Puts comments before an item of a list, and not behind the parenthesis that it may begin with. */
  commentsBeforeItem(item: unknown): void {
    if (!this.pretty || this.nextComment >= this.comments.length) return;
    const pos = startOf(item);
    if (pos >= 0) this.commentsBefore(pos);
  }

  /** As `items`, in parentheses. */
  parenthesised<T>(items: readonly T[], write: (item: T) => void): void {
    this.text += '(';
    if (this.items(items, write)) this.line();
    this.text += ')';
  }

  /** As `parenthesised`, but what does not fit on one line fills as many as it needs. */
  filled<T>(items: readonly T[], write: (item: T) => void): void {
    this.text += '(';
    if (!this.pretty) this.separated(items, write);
    else if (!this.fits(() => this.separated(items, write))) {
      this.indented(() => items.forEach((item, i) => this.fill(item, i, write)));
      this.line();
    }
    this.text += ')';
  }

  private fill<T>(item: T, index: number, write: (item: T) => void): void {
    if (index > 0) this.text += ',';
    const onThisLine = index > 0 && this.fits(() => {
      this.text += ' ';
      write(item);
    });
    if (onThisLine) return;
    this.line();
    write(item);
  }

  private separated<T>(items: readonly T[], write: (item: T) => void): void {
    for (let i = 0; i < items.length; i++) {
      if (i > 0) this.text += ', ';
      write(items[i] as T);
    }
  }

  /** Tries to write on one line; takes it back and answers false when that line is too long. */
  fits(write: () => void): boolean {
    const { text, base, nextComment, closedLineEnd, unnamed } = this;
    const before = { parameters: this.parameters.length, marks: this.marks.length, diagnostics: this.diagnostics.length };
    this.text = '';
    this.base = base + text.length;
    this.pretty = false;
    write();
    const piece = this.text;
    const fits = this.base + piece.length - this.lineStart <= lineWidth && !piece.includes('\n') && this.nextComment === nextComment;
    this.pretty = true;
    this.base = base;
    this.text = fits ? text + piece : text;
    if (fits) return true;
    this.nextComment = nextComment;
    this.closedLineEnd = closedLineEnd;
    this.unnamed = unnamed;
    this.parameters.length = before.parameters;
    this.marks.length = before.marks;
    this.diagnostics.length = before.diagnostics;
    return false;
  }

  /** A line break and the indent, or a space. */
  line(): void {
    if (!this.pretty) {
      this.text += ' ';
      return;
    }
    this.text += `\n${'  '.repeat(this.depth)}`;
    this.lineStart = this.base + this.text.length - 2 * this.depth;
  }

  /** A line break that leaves no space behind when lines are not broken. */
  softLine(): void {
    if (this.pretty) this.line();
  }

  indented(write: () => void): void {
    this.depth += 1;
    write();
    this.depth -= 1;
  }

  /** `( … )` around a query, on lines of its own. */
  block(write: () => void): void {
    this.text += '(';
    if (this.pretty && !this.fits(write)) {
      this.indented(() => {
        this.softLine();
        write();
      });
      this.softLine();
    } else if (!this.pretty) write();
    this.text += ')';
  }

  /** A name: bare when that means the same, else quoted. `after` tells that a dot or the like makes reserved words harmless. */
  identifier(identifier: Identifier, after = false): void {
    const rules = this.dialect.identifiers;
    const { name } = identifier;
    if (rules.maxLength !== undefined && name.length > rules.maxLength) this.unsupported(identifier, `names of more than ${String(rules.maxLength)} characters`);
    const start = this.text.length;
    if (this.nextComment < this.comments.length && identifier.pos >= 0) this.commentsBefore(identifier.pos);
    if (!identifier.quoted && (after ? this.bareNames.hasBareLetters(name) : this.bareNames.isBare(name))) this.text += name;
    else if (name.includes('\0')) this.report({ what: 'a NUL character in a name' }, identifier);
    else this.text += quoted(identifier.quoted ? name : folded(name, rules.folding), rules);
    if (this.map && identifier.pos >= 0) this.marks.push({ start, end: this.base + this.text.length, pos: identifier.pos, sourceEnd: identifier.end });
  }

  /** A dotted name. */
  name(parts: readonly Identifier[]): void {
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i] as Identifier;
      if (i > 0) this.text += '.';
      if (i > 0 && !part.quoted && this.dialect.bareAfterDot && isAsciiName(part.name)) this.identifier(part, true);
      else this.node(part);
    }
  }

  /** `(a, b)` of names. */
  names(names: readonly Identifier[]): void {
    this.parenthesised(names, (name) => this.node(name));
  }

  /** Writes a constant as the source wrote it; answers whether that is known. */
  asWritten(at: Spanned): boolean {
    if (this.written === undefined || this.written.constants.get(at.pos) !== at.end) return false;
    this.text += this.written.source.slice(at.pos, at.end);
    return true;
  }

  /** Whether the source wrote parentheses at the end of a call. */
  wroteParentheses(at: Spanned): boolean {
    return this.written !== undefined && at.end > 0 && this.written.source.charAt(at.end - 1) === ')';
  }

  /** A string literal. */
  string(value: string, at: Spanned): void {
    if (this.written !== undefined) {
      if (this.asWritten(at)) return;
      const known = this.written.strings.get(value);
      if (known !== undefined) {
        this.text += known;
        return;
      }
    }
    if (harmless.test(value)) {
      this.text += `'${value}'`;
      return;
    }
    if (value.includes('\0')) this.report({ what: 'a NUL character in a string' }, at);
    const { strings } = this.dialect;
    const escaped = strings.backslash && value.includes('\\') ? value.replaceAll('\\', '\\\\') : value;
    this.text += `'${escaped.replaceAll("'", strings.escape)}'`;
  }

  /** A bound value: its placeholder here, the value beside the text. */
  bind(value: ParameterValue): void {
    this.parameters.push(value);
    const style = this.dialect.placeholder;
    this.text += style === '?' ? '?' : style.slice(0, -1) + String(this.parameters.length);
  }

  /** A placeholder of the source that has no name, or only a number: in the engine's way, counted where it counts them. */
  placeholder(number?: string): void {
    const style = this.dialect.placeholder;
    if (number === undefined) this.unnamed += 1;
    this.text += style === '?' ? `?${number ?? ''}` : style.slice(0, -1) + (number ?? String(this.unnamed));
  }

  /** A type. */
  type(type: DataType): void {
    this.node(type);
  }

  /** Says that the dialect lacks something; the text is then not to be run. */
  unsupported(node: Spanned, feature: string): void {
    this.diagnostics.push(errors.DIALECT_UNSUPPORTED.diagnostic({ dialect: this.dialect.title, feature }, spanOf(node)));
  }

  /** Whether nothing was missing so far. */
  saidAll(): boolean {
    return this.diagnostics.length === 0;
  }

  /** Says that a part of the tree cannot be text at all. */
  report(args: { readonly what: string }, node: Spanned): void {
    this.diagnostics.push(errors.DIALECT_UNPRINTABLE.diagnostic(args, spanOf(node)));
  }

  /** `unsupported` unless the dialect can. */
  need(can: boolean, node: Spanned, feature: string): void {
    if (!can) this.unsupported(node, feature);
  }

  /** Puts hints (`/*+ … *\/`) behind a verb, the one place where engines read them: those that come before `pos`, where the first of its nodes begins. */
  hints(pos: number): void {
    let comment = this.comments[this.nextComment];
    while (comment !== undefined && comment.pos < pos && comment.text.startsWith('/*+')) {
      this.text += ` ${comment.text}`;
      this.nextComment += 1;
      comment = this.comments[this.nextComment];
    }
  }

  /**
   * Puts comments that stand right behind a node, or behind its semicolon, at the end of its line; a line break must follow.
   *
   * @param last whether what comes next is not a node's sibling, so that comments on lines of their own belong to this one too.
   */
  commentsBehind(node: Spanned, last = false): void {
    let { end } = node;
    for (let comment = this.comments[this.nextComment]; comment !== undefined; comment = this.comments[this.nextComment]) {
      const behind = (last || comment.trailing) && this.written !== undefined && /^[\s;]*$/.test(this.written.source.slice(end, comment.pos));
      if (!behind) return;
      this.nextComment += 1;
      this.endWith(comment);
      ({ end } = comment);
    }
  }

  private endWith(comment: Comment): void {
    if (this.joins(this.text, comment)) this.text += ' ';
    else this.line();
    this.text += comment.text;
    this.commented(comment);
  }

  private commentsBefore(pos: number): void {
    let comment = this.comments[this.nextComment];
    while (comment !== undefined && comment.pos < pos) {
      this.nextComment += 1;
      this.comment(comment);
      comment = this.comments[this.nextComment];
    }
  }

  /** At the end of the line that is done when code stood before it, else on a line before what follows. */
  private comment(comment: Comment): void {
    // A keyword just written belongs to what follows, and so comes after the comment.
    const tail = /\n *(?:[A-Z]+ )*$/.exec(this.text)?.[0];
    if (tail !== undefined) {
      const indent = /^\n */.exec(tail)?.[0] ?? '\n';
      const head = this.text.slice(0, -tail.length);
      const joins = this.joins(head, comment);
      this.text = head + (joins ? ' ' : indent) + comment.text;
      if (joins) this.commented(comment);
      else this.closedLineEnd = this.text.length;
      this.text += tail;
      this.lineStart = this.base + this.text.length - tail.length + 1;
      return;
    }
    this.text += comment.text;
    this.commented(comment);
    if (comment.text.startsWith('/*')) this.text += ' ';
    else {
      this.text += `\n${'  '.repeat(this.depth)}`;
      this.lineStart = this.base + this.text.length - 2 * this.depth;
    }
  }

  /** Whether a comment may stand at the end of a line. */
  private joins(head: string, comment: Comment): boolean {
    return comment.trailing && head.length !== this.closedLineEnd;
  }

  private commented(comment: Comment): void {
    if (!comment.text.startsWith('/*')) this.closedLineEnd = this.text.length;
  }

  /** The result. */
  finish(): Printed {
    for (const comment of this.comments.slice(this.nextComment)) this.endWith(comment);
    return { sql: this.text, parameters: this.parameters, marks: this.marks, diagnostics: this.diagnostics };
  }
}

function spanOf(node: Spanned): { readonly span?: { readonly start: number; readonly end: number } } {
  return node.pos < 0 ? {} : { span: { start: node.pos, end: node.end } };
}

/** Where an item begins: a node, a row of nodes, or a record of them; -1 where it cannot be known. */
function startOf(item: unknown): number {
  if (typeof item !== 'object' || item === null) return -1;
  if ('pos' in item && typeof item.pos === 'number') return item.pos;
  for (const part of Object.values(item)) {
    const start = startOf(part);
    if (start >= 0) return start;
  }
  return -1;
}
