import { build, type Call, type Expression, type Identifier, isNode, type Spanned, type Statement, type TableFunction, visit } from '@millrace/sql-ir';

/**
 * The text that a variable holds, undefined for one that holds none.
 *
 * @param sigil `$` for session variables, `:` for bind variables, `?` for those by position, whose names are `1`, `2`, …
 */
export type VariableText = (sigil: string, name: string, at: Spanned) => string | undefined;

/** What only names from variables or texts begin with: most tables in parentheses are functions. */
const mayNameObjects = /\b(?:identifier\s*\(|table\s*\(\s*(?:['$:?]|--|\/[*/]))/i;

/**
 * Puts the names that variables hold in the place of `IDENTIFIER($v)`, `IDENTIFIER(?)`, `TABLE($v)` and `TABLE('db.t')`.
 * A text without any of them costs one look. Bind variables by position that stay get their number, so that those gone are not missed.
 * Rules: https://docs.snowflake.com/en/sql-reference/identifier-literal, https://docs.snowflake.com/en/sql-reference/literals-table
 *
 * @param source the text the statement was parsed from.
 * @param textOf throws for a variable that must be there.
 */
export function nameVariables<S extends Statement>(statement: S, source: string, textOf: VariableText): S {
  // Its own part of the text: a script is looked through once.
  if (!mayNameObjects.test(source.slice(Math.max(0, statement.pos), statement.end < 0 ? undefined : statement.end))) return statement;
  return replaced(namesByPosition(statement) ? numberPlaceholders(statement) : statement, textOf) as S;
}

const isPlaceholder = (node: Expression | undefined): boolean => node?.kind === 'Parameter' && node.sigil === '?' && node.name === undefined && node.value === undefined;

/** Whether `IDENTIFIER(?)` or `TABLE(?)` is in a statement. */
function namesByPosition(statement: Statement): boolean {
  let found = false;
  visit(statement, {
    Identifier: ({ name, quoted }) => { found ||= name === '?' && !quoted; },
    TableFunction: ({ call }) => { found ||= call.kind === 'Call' && isTable(call) && isPlaceholder(call.args[0]); },
  });
  return found;
}

/** A statement every `?` of which has its number, from 1 in the order of the text. */
export function numberPlaceholders<S extends Statement>(statement: S): S {
  const names: number[] = [];
  const values: number[] = [];
  visit(statement, {
    Identifier: ({ name, quoted, pos }) => { if (name === '?' && !quoted) names.push(pos); },
    Parameter: (node) => { if (isPlaceholder(node)) values.push(node.pos); },
  });
  if (names.length + values.length === 0) return statement;
  const order = [...names, ...values].sort((a, b) => a - b);
  return everywhere(statement, (node) => {
    if (!isNode(node)) return undefined;
    const number = String(order.indexOf(node.pos) + 1);
    if (node.kind === 'Identifier') return node.name === '?' && !node.quoted ? { ...node, name: `?${number}` } : undefined;
    return node.kind === 'Parameter' && values.includes(node.pos) ? { ...node, name: number } : undefined;
  }) as S;
}

/** A tree with what `change` gives in the place of each object that it gives something for. */
function everywhere(value: unknown, change: (object: object) => object | undefined): unknown {
  if (Array.isArray(value)) {
    const before: readonly unknown[] = value;
    const items = before.map((item) => everywhere(item, change));
    return items.every((item, i) => item === before[i]) ? before : items;
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return change(value) ?? inside(value, (below) => everywhere(below, change));
}

function replaced(value: unknown, textOf: VariableText): unknown {
  if (Array.isArray(value)) {
    const before: readonly unknown[] = value;
    const items = before.flatMap((item): readonly unknown[] => (isVariable(item) ? partsOf(item, textOf) : [replaced(item, textOf)]));
    return items.length === before.length && items.every((item, i) => item === before[i]) ? before : items;
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (isNode(value) && value.kind === 'TableFunction') return literalTable(value, textOf) ?? inside(value, (below) => replaced(below, textOf));
  return inside(value, (below) => replaced(below, textOf));
}

function inside(value: object, change: (below: unknown) => unknown): object {
  const record = value as Readonly<Record<string, unknown>>;
  let copy: Record<string, unknown> | undefined;
  for (const key in record) {
    const before = record[key];
    const after = change(before);
    if (after !== before) (copy ??= { ...record })[key] = after;
  }
  return copy ?? value;
}

/** A name that stands for a variable's text. `$1` is a column, not a variable. */
function isVariable(item: unknown): item is Identifier {
  return isNode(item) && item.kind === 'Identifier' && !item.quoted && /^[$:?]\w/.test(item.name) && !/^\$\d+$/.test(item.name);
}

function partsOf(identifier: Identifier, textOf: VariableText): readonly Identifier[] {
  const text = textOf(identifier.name.charAt(0), identifier.name.slice(1), identifier);
  return text === undefined ? [identifier] : readName(text).map((part) => ({ ...part, pos: identifier.pos, end: identifier.end }));
}

/** `db."My Schema".t` as identifiers. */
function readName(text: string): readonly Identifier[] {
  return [...text.trim().matchAll(/"((?:[^"]|"")*)"|[^."]+/g)].map(([whole, quoted]) => build.identifier(quoted === undefined ? whole.trim() : quoted.replaceAll('""', '"'), quoted !== undefined));
}

const isTable = ({ name, args }: Call): boolean => name.length === 1 && name[0]?.name.toUpperCase() === 'TABLE' && args.length === 1;

function literalTable({ call, alias, pos, end }: TableFunction, textOf: VariableText): object | undefined {
  if (call.kind !== 'Call' || !isTable(call)) return undefined;
  const text = textIn(call.args[0], textOf);
  return text === undefined ? undefined : { kind: 'Table', name: readName(text), ...(alias === undefined ? {} : { alias }), pos, end };
}

function textIn(value: Expression | undefined, textOf: VariableText): string | undefined {
  if (value?.kind === 'Literal' && value.type === 'string') return value.value;
  return value?.kind === 'Parameter' && value.name !== undefined ? textOf(value.sigil ?? ':', value.name, value) : undefined;
}
