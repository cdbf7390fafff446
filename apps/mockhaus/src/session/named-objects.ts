import { build, type Expression, type Identifier, isNode, rewrite, type Statement, type TableFunction } from '@millrace/sql-ir';
import { SqlFailure, shapes } from '../failures.ts';
import { readBindings } from './bindings.ts';
import type { QueryRequest } from './query-request.ts';
import type { Session } from './session.ts';

/**
 * A statement whose quoted names are upper-case too, as QUOTED_IDENTIFIERS_IGNORE_CASE wants them.
 * Rule: https://docs.snowflake.com/en/sql-reference/identifiers-syntax#controlling-case-using-the-quoted-identifiers-ignore-case-parameter
 */
export function ignoreCase<S extends Statement>(statement: S): S {
  return rewrite(statement, { Identifier: (identifier) => (identifier.quoted ? { ...identifier, name: identifier.name.toUpperCase() } : identifier) });
}

type Lookup = (sigil: string, name: string) => string | undefined;

/**
 * Puts the names that variables hold in the place of `IDENTIFIER($v)`, `IDENTIFIER(:1)`, `TABLE($v)` and `TABLE('db.t')`.
 * A text without any of them is left alone at the cost of one look.
 * Rules: https://docs.snowflake.com/en/sql-reference/identifier-literal, https://docs.snowflake.com/en/sql-reference/literals-table
 *
 * @throws SqlFailure 002211 for a variable that is not set.
 */
export function nameObjects<S extends Statement>(statement: S, session: Session, request: QueryRequest): S {
  if (!/\b(?:identifier|table)\s*\(/i.test(request.sqlText)) return statement;
  const bindings = readBindings(request.bindings);
  const lookup: Lookup = (sigil, name) => {
    const value = sigil === '$' ? session.variables.get(name.toUpperCase())?.value : bindings.get(name)?.value;
    return value === null || value === undefined || Array.isArray(value) ? undefined : String(value);
  };
  return replaced(statement, lookup) as S;
}

function replaced(value: unknown, lookup: Lookup): unknown {
  if (Array.isArray(value)) {
    const before: readonly unknown[] = value;
    const items = before.flatMap((item): readonly unknown[] => (isVariable(item) ? partsOf(item, lookup) : [replaced(item, lookup)]));
    return items.length === before.length && items.every((item, i) => item === before[i]) ? before : items;
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (isNode(value) && value.kind === 'TableFunction') return literalTable(value, lookup) ?? inside(value, lookup);
  return inside(value, lookup);
}

function inside(value: object, lookup: Lookup): object {
  const entries = Object.entries(value).map(([key, before]) => [key, replaced(before, lookup)] as const);
  return entries.every(([key, after]) => after === Reflect.get(value, key)) ? value : Object.fromEntries(entries);
}

/** A name that stands for a variable's text. `$1` is a column, not a variable. */
function isVariable(item: unknown): item is Identifier {
  return isNode(item) && item.kind === 'Identifier' && !item.quoted && /^[$:]\w/.test(item.name) && !/^\$\d+$/.test(item.name);
}

function partsOf(identifier: Identifier, lookup: Lookup): readonly Identifier[] {
  const text = lookup(identifier.name.charAt(0), identifier.name.slice(1));
  if (text === undefined) throw new SqlFailure(shapes.variableMissing, `Session variable '${identifier.name.toUpperCase()}' does not exist`);
  return readName(text).map((part) => ({ ...part, pos: identifier.pos, end: identifier.end }));
}

/** `db."My Schema".t` as identifiers. */
function readName(text: string): readonly Identifier[] {
  return [...text.trim().matchAll(/"((?:[^"]|"")*)"|[^."]+/g)].map(([whole, quoted]) => build.identifier(quoted === undefined ? whole.trim() : quoted.replaceAll('""', '"'), quoted !== undefined));
}

function literalTable({ call, alias, pos, end }: TableFunction, lookup: Lookup): object | undefined {
  if (call.kind !== 'Call' || call.name.length !== 1 || call.name[0]?.name.toUpperCase() !== 'TABLE' || call.args.length !== 1) return undefined;
  const text = textOf(call.args[0], lookup);
  return text === undefined ? undefined : { kind: 'Table', name: readName(text), ...(alias === undefined ? {} : { alias }), pos, end };
}

function textOf(value: Expression | undefined, lookup: Lookup): string | undefined {
  if (value?.kind === 'Literal' && value.type === 'string') return value.value;
  return value?.kind === 'Parameter' && value.name !== undefined ? lookup(value.sigil ?? ':', value.name) : undefined;
}
