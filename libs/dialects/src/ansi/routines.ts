import type { CreateHead, CreateRoutine, DataType, Execute, Expression, RoutineParameter, Signature, Spanned, Statement } from '@millrace/sql-ir';
import { isStatement } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { property } from './properties.ts';

/** An object's name, with the types of a function's parameters where they were given. */
export function signature(w: Writer, n: Signature): void {
  w.name(n.name);
  if (n.signature === undefined) return;
  w.text += '(';
  w.list(n.signature);
  w.text += ')';
}

/** Who replaces views, if not tables. */
const replacesViews: ReadonlySet<string> = new Set(['mysql', 'oracle']);

/** `CREATE [OR REPLACE] <modifiers> <object> [IF NOT EXISTS] `. */
export function createHead(w: Writer, n: Spanned & CreateHead & { readonly modifiers: readonly string[] }, object: string): void {
  if (n.orReplace) w.need(w.dialect.capabilities.orReplace || object === 'FUNCTION' || object === 'PROCEDURE' || (object === 'VIEW' && replacesViews.has(w.dialect.name)), n, `CREATE OR REPLACE ${object}`);
  w.text += 'CREATE ';
  if (n.orReplace) w.text += 'OR REPLACE ';
  if (n.orAlter === true) {
    w.need(w.dialect.name === 'snowflake' || (w.dialect.name === 'mssql' && (object === 'VIEW' || object === 'FUNCTION' || object === 'PROCEDURE')), n, `CREATE OR ALTER ${object}`);
    w.text += 'OR ALTER ';
  }
  for (const modifier of n.modifiers) w.text += `${modifier} `;
  w.text += n.ifNotExists ? `${object} IF NOT EXISTS ` : `${object} `;
}

function parameter(w: Writer, p: RoutineParameter): void {
  if (p.mode !== undefined) w.text += `${p.mode} `;
  if (p.name !== undefined) w.node(p.name);
  if (p.type !== undefined) {
    if (p.name !== undefined) w.text += ' ';
    w.node(p.type);
  }
  if (p.default === undefined) return;
  w.text += p.type === undefined ? ' := ' : ' DEFAULT ';
  w.node(p.default);
}

/** A text as a string constant: between dollar signs where that spares escapes. */
function bodyText(w: Writer, text: string, at: Spanned): void {
  if (w.asWritten(at)) return;
  const dollars = w.dialect.name === 'snowflake' || w.dialect.name === 'postgres' || w.dialect.name === 'duckdb';
  if (dollars && /['\\\n]/.test(text) && !text.includes('$$') && !text.endsWith('$') && !text.includes('\0')) w.text += `$$${text}$$`;
  else w.string(text, at);
}

function body(w: Writer, value: Expression | Statement): void {
  if (value.kind === 'Literal' && value.type === 'string') bodyText(w, value.value, value);
  else w.node(value);
}

/** From the parameters on; a policy's parameters follow AS, and its expression an arrow. */
export function routine(w: Writer, n: CreateRoutine): void {
  const isPolicy = n.object.endsWith('POLICY');
  if (isPolicy) w.text += ' AS ';
  w.parenthesised(n.parameters, (p) => parameter(w, p));
  if (n.returns !== undefined) {
    w.line();
    w.text += 'RETURNS ';
    if (n.returns.setOf === true) {
      w.need(w.dialect.name === 'postgres', n, 'RETURNS SETOF');
      w.text += 'SETOF ';
    }
    w.node(n.returns.type);
    if (n.returns.notNull) w.text += ' NOT NULL';
  }
  if (isPolicy && n.body !== undefined) {
    w.text += ' -> ';
    w.node(n.body);
  }
  for (const p of n.properties) {
    w.line();
    property(w, p);
  }
  if (isPolicy || n.body === undefined) return;
  w.line();
  bodyOf(w, n, n.body);
  for (const other of n.overloads ?? []) {
    w.need(w.dialect.name === 'duckdb', n, 'macros of one name');
    w.text += ', ';
    w.parenthesised(other.parameters, (p) => parameter(w, p));
    w.text += ' ';
    bodyOf(w, n, other.body);
  }
}

/** Whose functions may be one expression behind RETURN. */
const returning: ReadonlySet<string> = new Set(['postgres', 'trino', 'spark']);

/** AS, or RETURN, and what follows. */
function bodyOf(w: Writer, n: CreateRoutine, found: Expression | Statement): void {
  if (n.returnsBody === true) {
    w.need(returning.has(w.dialect.name), n, 'RETURN of a function');
    w.text += 'RETURN ';
    return w.node(found);
  }
  w.text += found.kind === 'QueryStatement' ? 'AS TABLE' : 'AS';
  if (isStatement(found) && found.kind !== 'QueryStatement') w.line();
  else w.text += ' ';
  body(w, found);
}

/** DuckDB's macros are an expression or a query and nothing more; only Snowflake writes settings with an equals sign. */
function foreignClauses(w: Writer, n: CreateRoutine): void {
  if (w.dialect.name === 'duckdb') {
    w.need(n.returns === undefined, n, `RETURNS of a ${n.object}`);
    for (const p of n.properties) w.unsupported(n, `${p.name} of a ${n.object}`);
  } else if (w.dialect.name === 'postgres') for (const p of n.properties) w.need(p.style !== undefined && p.name !== 'MEMOIZABLE', n, `${p.name} of a ${n.object}`);
}

function createRoutine(w: Writer, n: CreateRoutine): void {
  const known = n.object === 'FUNCTION' || n.object === 'PROCEDURE';
  const gives = n.object === 'FUNCTION' && n.returnsBody === true && returning.has(w.dialect.name) && n.properties.length === 0;
  w.need(w.dialect.name === 'snowflake' || gives || (w.dialect.name === 'postgres' && known) || (w.dialect.name === 'duckdb' && (n.object === 'MACRO' || n.object === 'FUNCTION')), n, `CREATE ${n.object}`);
  createHead(w, n, n.object);
  w.name(n.name);
  foreignClauses(w, n);
  routine(w, n);
}

function execute(w: Writer, n: Execute): void {
  w.need(w.dialect.name === 'snowflake', n, `EXECUTE ${n.object}`);
  w.text += `EXECUTE ${n.object}`;
  if (n.ifExists === true) w.text += ' IF EXISTS';
  if (n.name.length > 0) w.text += ' ';
  w.name(n.name);
  if (n.object === 'NOTEBOOK' || n.args.length > 0) w.parenthesised(n.args, (arg) => w.node(arg));
  if (n.source !== undefined) {
    w.text += n.source.from ? ' FROM ' : ' ';
    if (n.source.from) w.node(n.source.value);
    else body(w, n.source.value);
  }
  if (n.using.length > 0) {
    w.text += ' USING ';
    w.parenthesised(n.using, (value) => w.node(value));
  }
  for (const p of n.properties) {
    w.text += ' ';
    property(w, p);
  }
}

/** Tables as types: what RETURNS TABLE gives, and what data metric functions take. */
export function tableType(w: Writer, n: DataType): void {
  w.text += 'TABLE(';
  n.fields.forEach((field, i) => {
    if (i > 0) w.text += ', ';
    if (field.name !== '') w.text += `${field.name} `;
    w.node(field.type);
    if (!field.nullable) w.text += ' NOT NULL';
  });
  w.text += ')';
}

/** Functions, procedures and what runs them. */
export const routines: Pick<Printers, 'CreateRoutine' | 'CallStatement' | 'Execute'> = {
  CreateRoutine: createRoutine,
  CallStatement(w, n) {
    w.need(w.dialect.name !== 'sqlite', n, 'CALL');
    w.need(n.outputs === undefined, n, 'OUTPUT of an argument');
    n.procedures.forEach((procedure, i) => {
      w.need(w.dialect.name === 'snowflake', n, 'WITH … AS PROCEDURE');
      w.text += i === 0 ? 'WITH ' : ', ';
      w.name(procedure.name);
      w.text += ' AS PROCEDURE ';
      routine(w, procedure);
      w.line();
    });
    if (n.bare !== true) w.text += 'CALL ';
    w.node(n.call);
    if (n.into === undefined) return;
    w.text += ' INTO ';
    w.node(n.into);
  },
  Execute: execute,
};
