import { type Diagnostic, didYouMean, ToolError } from '@millrace/diagnostics';
import { errors } from '../errors.ts';
import type { Column } from './column.ts';
import type { Schema, Table } from './define-schema.ts';

const uniqueGenerators = new Set(['uuid', 'serial', 'email']);
const keyTypes = new Set(['uuid', 'int4', 'int8', 'text', 'varchar']);
/** PostgreSQL's limit: NAMEDATALEN - 1 bytes. */
const longestName = 63;

/** @returns the schema itself. @throws ToolError with every mistake found, KROFT_… codes. */
export function validateSchema<S extends Schema>(schema: S): S {
  const found: Diagnostic[] = [...nameProblems(schema.name)];
  if (schema.tables.length === 0) found.push(errors.KROFT_EMPTY_SCHEMA.diagnostic({ schema: schema.name }));
  for (const table of schema.tables) found.push(...nameProblems(table.name), ...tableProblems(table), ...table.columns.flatMap((column) => [...columnProblems(schema, table, column)]));
  const cycle = referenceCycle(schema);
  if (cycle !== undefined) found.push(errors.KROFT_REFERENCE_CYCLE.diagnostic({ path: cycle.join(' -> ') }));
  if (found.length > 0) throw new ToolError(found, 3);
  return schema;
}

function* nameProblems(name: string): Generator<Diagnostic> {
  const bytes = Buffer.byteLength(name);
  if (bytes === 0) yield errors.KROFT_BAD_NAME.diagnostic({ name, problem: 'it is empty' });
  if (bytes > longestName) yield errors.KROFT_BAD_NAME.diagnostic({ name, problem: `it has ${bytes} bytes, and PostgreSQL keeps ${longestName}` });
  if (name.includes('.')) yield errors.KROFT_BAD_NAME.diagnostic({ name, problem: 'a dot separates schema, table and column in references' });
  if (name.includes('\u0000')) yield errors.KROFT_BAD_NAME.diagnostic({ name: name.replaceAll('\u0000', '\\0'), problem: 'it holds a NUL character' });
}

function* tableProblems(table: Table): Generator<Diagnostic> {
  const keys = table.columns.filter((column) => column.primaryKey);
  if (keys.length === 0) yield errors.KROFT_NO_PRIMARY_KEY.diagnostic({ table: table.name });
  if (keys.length > 1) yield errors.KROFT_MANY_PRIMARY_KEYS.diagnostic({ table: table.name, count: keys.length });
  const stamps = table.columns.filter((column) => column.updateColumn);
  for (const extra of stamps.slice(1)) yield bad(table, extra, 'a table has one update column');
}

function* columnProblems(schema: Schema, table: Table, column: Column): Generator<Diagnostic> {
  yield* nameProblems(column.name);
  if (!(column.nullRate >= 0 && column.nullRate <= 1)) yield bad(table, column, `the rate of NULLs is ${column.nullRate}, not between 0 and 1`);
  if (column.updateColumn && column.type.kind !== 'timestamptz') yield bad(table, column, 'an update column is a timestamptz');
  if (column.type.kind === 'varchar' && !(column.type.length >= 1)) yield bad(table, column, 'a varchar holds at least one character');
  if (column.reserved && column.protected) yield bad(table, column, 'a column is reserved or protected, not both');
  if (column.reserved && column.nullRate === 0 && column.default === undefined && column.references !== undefined) yield bad(table, column, 'a foreign key cannot be reserved');
  if (column.unique && !uniqueGenerators.has(column.generator.kind)) yield bad(table, column, `a unique column needs a generator that never repeats (${[...uniqueGenerators].join(', ')})`);
  if (column.primaryKey) yield* keyProblems(table, column);
  if (column.references !== undefined) yield* referenceProblems(schema, table, column, column.references);
}

function* keyProblems(table: Table, column: Column): Generator<Diagnostic> {
  const name = `${table.name}.${column.name}`;
  if (!uniqueGenerators.has(column.generator.kind)) yield errors.KROFT_BAD_KEY.diagnostic({ column: name, problem: `its generator '${column.generator.kind}' repeats` }, { hint: 'use g.uuid() or g.serial()' });
  if (!keyTypes.has(column.type.kind)) yield errors.KROFT_BAD_KEY.diagnostic({ column: name, problem: `a ${column.type.kind} is no key` });
  if (column.nullRate > 0 || column.reserved) yield errors.KROFT_BAD_KEY.diagnostic({ column: name, problem: 'a primary key is neither nullable nor reserved' });
}

function* referenceProblems(schema: Schema, table: Table, column: Column, target: NonNullable<Column['references']>): Generator<Diagnostic> {
  const name = `${table.name}.${column.name}`;
  const written = `${target.table}.${target.column}`;
  const parent = schema.tables.find((candidate) => candidate.name === target.table);
  const key = parent?.columns.find((candidate) => candidate.name === target.column);
  if (key === undefined) {
    const hint = didYouMean(written, schema.tables.flatMap((t) => t.columns.filter((c) => c.primaryKey).map((c) => `${t.name}.${c.name}`)));
    yield errors.KROFT_UNKNOWN_REFERENCE.diagnostic({ column: name, target: written }, hint === undefined ? {} : { hint });
  } else if (!key.primaryKey) yield bad(table, column, `it references '${written}', which is not a primary key`);
  else if (key.type.kind !== column.type.kind) yield bad(table, column, `it is a ${column.type.kind} and references '${written}', a ${key.type.kind}`);
}

function bad(table: Table, column: Column, problem: string): Diagnostic {
  return errors.KROFT_BAD_COLUMN.diagnostic({ column: `${table.name}.${column.name}`, problem });
}

function referenceCycle(schema: Schema): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    const table = schema.tables.find((candidate) => candidate.name === name);
    for (const column of table?.columns ?? []) {
      const cycle = column.references === undefined ? undefined : walk(column.references.table, [...path, name]);
      if (cycle !== undefined) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const table of schema.tables) {
    const cycle = walk(table.name, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
