import type { Diagnostic } from '@millrace/diagnostics';
import type { Comment, DataType, Expression, Identifier, Node, ParameterValue, Spanned } from '@millrace/sql-ir';
import { powerOf } from './binding.ts';
import type { Dialect } from './dialect.ts';
import { errors } from './errors.ts';
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
const bareName = /^[A-Za-z_][A-Za-z0-9_$]*$/;

/** The one string that handlers write into, and what is learned on the way. */
export class Writer {
  text = '';
  readonly dialect: Dialect;
  /** Whether lines are broken; false inside what was found to fit on one line. */
  pretty: boolean;
  private depth = 0;
  private readonly map: boolean;
  private readonly comments: readonly Comment[];
  private nextComment = 0;
  /** Where the last comment that runs to the end of its line ended. */
  private lineCommentEnd = -1;
  private readonly parameters: ParameterValue[] = [];
  private readonly marks: Mark[] = [];
  private readonly diagnostics: Diagnostic[] = [];

  constructor(dialect: Dialect, options: PrintOptions) {
    this.dialect = dialect;
    this.pretty = options.pretty === true;
    this.map = options.map === true;
    this.comments = this.pretty ? (options.comments ?? []) : [];
  }

  /** Writes a node by its kind's handler. */
  node(node: Node): void {
    if (this.nextComment < this.comments.length && node.pos >= 0) this.commentsBefore(node.pos);
    const start = this.text.length;
    const print = this.dialect.printers[node.kind] as (w: Writer, n: Node) => void;
    print(this, node);
    if (this.map && node.pos >= 0) this.marks.push({ start, end: this.text.length, pos: node.pos, sourceEnd: node.end });
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

  /** Writes items with a comma between them: on one line when they fit, else one per line, a step further in. */
  items<T>(items: readonly T[], write: (item: T) => void): void {
    if (this.pretty && !this.fits(() => this.separated(items, write))) {
      this.broken(items, write);
    } else if (!this.pretty) this.separated(items, write);
  }

  /** Writes items one per line, a step further in. */
  broken<T>(items: readonly T[], write: (item: T) => void): void {
    this.indented(() => {
      items.forEach((item, i) => {
        if (i > 0) this.text += ',';
        this.line();
        write(item);
      });
    });
  }

  /** As `items`, in parentheses. */
  parenthesised<T>(items: readonly T[], write: (item: T) => void): void {
    this.text += '(';
    const start = this.text.length;
    this.items(items, write);
    if (this.pretty && this.text.charAt(start) === '\n') this.line();
    this.text += ')';
  }

  private separated<T>(items: readonly T[], write: (item: T) => void): void {
    for (let i = 0; i < items.length; i++) {
      if (i > 0) this.text += ', ';
      write(items[i] as T);
    }
  }

  /** Tries to write on one line; takes it back and answers false when that line is too long. */
  fits(write: () => void): boolean {
    const before = { text: this.text, comment: this.nextComment, parameters: this.parameters.length, marks: this.marks.length, diagnostics: this.diagnostics.length };
    this.pretty = false;
    write();
    this.pretty = true;
    const lineStart = before.text.lastIndexOf('\n') + 1;
    if (this.text.length - lineStart <= lineWidth && !this.text.includes('\n', before.text.length) && this.nextComment === before.comment) return true;
    this.text = before.text;
    this.nextComment = before.comment;
    this.parameters.length = before.parameters;
    this.marks.length = before.marks;
    this.diagnostics.length = before.diagnostics;
    return false;
  }

  /** A line break and the indent, or a space. */
  line(): void {
    this.text += this.pretty ? `\n${'  '.repeat(this.depth)}` : ' ';
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
    if (!identifier.quoted && bareName.test(name) && (after || !rules.reserved.has(name.toUpperCase()))) this.text += name;
    else if (name.includes('\0')) this.report({ what: 'a NUL character in a name' }, identifier);
    else this.text += quoted(identifier.quoted ? name : folded(name, rules.folding), rules);
    if (this.map && identifier.pos >= 0) this.marks.push({ start, end: this.text.length, pos: identifier.pos, sourceEnd: identifier.end });
  }

  /** A dotted name. */
  name(parts: readonly Identifier[]): void {
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i] as Identifier;
      if (i > 0) this.text += '.';
      if (i > 0 && !part.quoted && this.dialect.bareAfterDot && bareName.test(part.name)) this.identifier(part, true);
      else this.node(part);
    }
  }

  /** `(a, b)` of names. */
  names(names: readonly Identifier[]): void {
    this.parenthesised(names, (name) => this.node(name));
  }

  /** A string literal. */
  string(value: string, at: Spanned): void {
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

  /** A type. */
  type(type: DataType): void {
    this.node(type);
  }

  /** Says that the dialect lacks something; the text is then not to be run. */
  unsupported(node: Spanned, feature: string): void {
    this.diagnostics.push(errors.DIALECT_UNSUPPORTED.diagnostic({ dialect: this.dialect.title, feature }, spanOf(node)));
  }

  /** Says that a part of the tree cannot be text at all. */
  report(args: { readonly what: string }, node: Spanned): void {
    this.diagnostics.push(errors.DIALECT_UNPRINTABLE.diagnostic(args, spanOf(node)));
  }

  /** `unsupported` unless the dialect can. */
  need(can: boolean, node: Spanned, feature: string): void {
    if (!can) this.unsupported(node, feature);
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
      this.text = head + (this.joins(head, comment) ? ' ' : indent) + comment.text;
      this.commented(comment);
      this.text += tail;
      return;
    }
    this.text += comment.text;
    this.commented(comment);
    this.text += comment.trailing && comment.text.startsWith('/*') ? ' ' : `\n${'  '.repeat(this.depth)}`;
  }

  /** Whether a comment may stand at the end of a line: not behind one that runs to the line's end. */
  private joins(head: string, comment: Comment): boolean {
    return comment.trailing && head.length !== this.lineCommentEnd;
  }

  private commented(comment: Comment): void {
    if (!comment.text.startsWith('/*')) this.lineCommentEnd = this.text.length;
  }

  /** The result. */
  finish(): Printed {
    for (const comment of this.comments.slice(this.nextComment)) {
      this.text += (this.joins(this.text, comment) ? ' ' : '\n') + comment.text;
      this.commented(comment);
    }
    return { sql: this.text, parameters: this.parameters, marks: this.marks, diagnostics: this.diagnostics };
  }
}

function spanOf(node: Spanned): { readonly span?: { readonly start: number; readonly end: number } } {
  return node.pos < 0 ? {} : { span: { start: node.pos, end: node.end } };
}
