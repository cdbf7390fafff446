import { didYouMean, type Diagnostic } from '@millrace/diagnostics';
import { locationOf } from '../dsl/scanner.ts';
import { errors } from '../errors.ts';
import { shownTable, type Step } from '../planner/step.ts';
import { sourceOffset, type SqlText } from '../planner/substitute.ts';
import { isExternal, namesAmong, tableKey, type TableReader, type TableReference } from './table-references.ts';

/** A table that a step reads, placed in the pipeline file. */
interface Read {
  readonly key: string;
  readonly parts: readonly string[];
  readonly start: number;
}

/** What is known of tables that are in the database already; undefined when that cannot be known now. */
export type ExistingTables = ReadonlySet<string> | undefined;

interface Table {
  readonly key: string;
  /** Positions in the step list, ascending. */
  readonly writers: readonly number[];
}

function sqlOf(step: Step): { readonly sql: SqlText; readonly prefix: string } | undefined {
  if (step.kind === 'transform') return { sql: step.sql, prefix: '' };
  if (step.kind === 'export') return 'sql' in step.query ? { sql: step.query.sql, prefix: '' } : undefined;
  return step.kind === 'load' && step.where !== undefined ? { sql: step.where, prefix: 'SELECT 1 WHERE ' } : undefined;
}

/** Time macros are no SQL; a NULL of the same length keeps every offset. */
function withoutMacros(sql: string): string {
  return sql.replace(/@(?:start|end)_(?:date|dt)\b/gi, (macro) => 'NULL'.padEnd(macro.length));
}

function placed(reference: TableReference, sql: SqlText, prefix: string): Read {
  return { key: tableKey(reference.parts), parts: reference.parts, start: sourceOffset(sql, Math.max(0, reference.offset - prefix.length)) };
}

async function readsOf(step: Step, known: ReadonlySet<string>, existing: ExistingTables, reader: TableReader, problems: Diagnostic[]): Promise<readonly Read[]> {
  if (step.kind === 'export' && 'table' in step.query) {
    return [{ key: tableKey(step.query.table), parts: step.query.table, start: step.query.span.start }];
  }
  const body = sqlOf(step);
  if (body === undefined) return [];
  const { sql, prefix } = body;
  const text = prefix + withoutMacros(sql.text);
  const isUnknown = ({ parts }: TableReference): boolean => existing !== undefined && !isExternal(parts) && !known.has(tableKey(parts)) && !existing.has(tableKey(parts));
  const first = await reader.read(text);
  const result = first !== undefined && 'tables' in first && first.tables.some(isUnknown) ? await reader.confirm(text) : first;
  const inputs = sql.tableCalls.map((call): Read => ({ key: tableKey(call.input), parts: call.input, start: call.inputSpan.start }));
  if (inputs.length > 0 && result !== undefined && 'tables' in result) {
    const results = new Set(sql.tableCalls.map((call) => call.result));
    return [...inputs, ...result.tables.filter(({ parts }) => !results.has(parts[0] ?? '')).map((reference) => placed(reference, sql, prefix))];
  }
  if (result === undefined) return namesAmong(text, known).map((reference) => placed(reference, sql, prefix));
  if ('tables' in result) return result.tables.map((reference) => placed(reference, sql, prefix));
  const start = sourceOffset(sql, Math.max(0, result.offset - prefix.length));
  problems.push(errors.FLOW_SQL_SYNTAX.diagnostic({ problem: result.problem }, { ...locationOf(step.text, { start, end: start + 1 }), ...missingSemicolon(sql) }));
  return [];
}

/** A directive at the start of a line inside a query tells that the `;` before it was forgotten. */
function missingSemicolon(sql: SqlText): { readonly hint?: string } {
  const found = /\n[ \t]*(SOURCE|LOAD|EXPORT|INCLUDE|CREATE|SET|IF)\b/i.exec(sql.text);
  return found === null ? {} : { hint: `a ';' may be missing before ${found[1] ?? ''}` };
}

function tablesOf(steps: readonly Step[]): ReadonlyMap<string, Table> {
  const writers = new Map<string, number[]>();
  steps.forEach((step, i) => {
    if (step.kind !== 'load' && step.kind !== 'transform') return;
    const key = tableKey(step.table);
    writers.set(key, [...(writers.get(key) ?? []), i]);
  });
  return new Map([...writers].map(([key, list]) => [key, { key, writers: list }]));
}

function checkDuplicates(steps: readonly Step[], tables: ReadonlyMap<string, Table>, problems: Diagnostic[]): void {
  for (const { writers } of tables.values()) {
    const definitions = writers.map((i) => steps[i]).filter((step) => step?.kind === 'transform').filter((step) => step.mode.type === 'REPLACE');
    for (const [n, step] of definitions.entries()) {
      const first = definitions[0];
      if (n === 0 || first === undefined || step.orReplace) continue;
      const related = [{ ...locationOf(first.text, first.span), message: 'it is defined here first' }];
      problems.push(errors.FLOW_DUPLICATE_TABLE.diagnostic({ name: shownTable(step.table) }, { ...locationOf(step.text, step.span), related }));
    }
  }
}

function unknownTable(step: Step, read: Read, steps: readonly Step[], tables: ReadonlyMap<string, Table>, existing: ReadonlySet<string>): Diagnostic {
  const name = read.parts.join('.');
  const known = [...new Set([...tables.values()].map((table) => shownName(steps, table)).concat([...existing]))];
  const isSource = steps.some((other) => other.kind === 'source' && other.name.toLowerCase() === read.key);
  const hint = isSource ? `'${name}' is a source; load it first: LOAD ${name}_table FROM ${name};` : didYouMean(name, known);
  const at = locationOf(step.text, { start: read.start, end: read.start + name.length });
  return errors.FLOW_UNKNOWN_TABLE.diagnostic({ name, known: known.length === 0 ? 'no table' : known.join(', ') }, hint === undefined ? at : { ...at, hint });
}

function shownName(steps: readonly Step[], table: Table): string {
  const step = steps[table.writers[0] ?? -1];
  return step !== undefined && 'table' in step ? shownTable(step.table) : table.key;
}

/** The tables a step's result depends on: those it names and, through views, those the views name. */
function throughViews(step: number, reads: readonly (readonly Read[])[], steps: readonly Step[], tables: ReadonlyMap<string, Table>): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (index: number): void => {
    for (const { key } of reads[index] ?? []) {
      if (seen.has(key)) continue;
      seen.add(key);
      for (const writer of tables.get(key)?.writers ?? []) {
        const other = steps[writer];
        if (other?.kind === 'transform' && other.object === 'VIEW' && writer !== step) visit(writer);
      }
    }
  };
  visit(step);
  return seen;
}

/** Edges of one read: those before it in the file are awaited, those after it wait; if all come after, it sees them all. */
function connectRead(reader: number, table: Table, isView: boolean, edges: readonly Set<number>[]): void {
  const others = table.writers.filter((writer) => writer !== reader);
  const before = others.filter((writer) => writer < reader);
  const after = others.filter((writer) => writer > reader);
  for (const writer of before.length > 0 ? before : after) edges[reader]?.add(writer);
  if (before.length > 0 && !isView) for (const writer of after) edges[writer]?.add(reader);
}

function chain(groups: Iterable<readonly number[]>, edges: readonly Set<number>[]): void {
  for (const group of groups) group.forEach((step, i) => i > 0 && edges[step]?.add(group[i - 1] ?? step));
}

/**
 * Adds to each step the steps it must wait for.
 *
 * A reader sees a table as a script would: with all that stands before it in the file, or, when nothing does,
 * with all that the file puts in it. Writers of one table, and exports to one place, keep the order of the file.
 *
 * @param existing tables in the database, lower case; undefined when that is not known, and unknown names are then accepted.
 */
export async function connectSteps(steps: readonly Step[], reader: TableReader, existing: ExistingTables, problems: Diagnostic[]): Promise<readonly Step[]> {
  const tables = tablesOf(steps);
  checkDuplicates(steps, tables, problems);
  const known = new Set(tables.keys());
  const reads = await Promise.all(steps.map((step) => readsOf(step, known, existing, reader, problems)));
  const ids = new Map(steps.map((step, i) => [step.id, i]));
  const edges = steps.map((step) => new Set(step.dependsOn.map((id) => ids.get(id) ?? -1)));
  steps.forEach((step, i) => {
    for (const read of reads[i] ?? []) {
      const table = tables.get(read.key);
      if (table === undefined) {
        if (!isExternal(read.parts) && existing !== undefined && !existing.has(read.key)) problems.push(unknownTable(step, read, steps, tables, existing));
      } else if (table.writers.every((writer) => writer === i) && existing?.has(read.key) === false) edges[i]?.add(i);
    }
    const isView = step.kind === 'transform' && step.object === 'VIEW';
    for (const key of throughViews(i, reads, steps, tables)) {
      const table = tables.get(key);
      if (table !== undefined) connectRead(i, table, isView, edges);
    }
  });
  chain([...tables.values()].map((table) => table.writers), edges);
  chain(Map.groupBy(steps.keys().filter((i) => steps[i]?.kind === 'export'), (i) => destinationOf(steps[i])).values(), edges);
  return steps.map((step, i) => ({ ...step, dependsOn: [...(edges[i] ?? [])].toSorted((a, b) => a - b).flatMap((e) => steps[e]?.id ?? []) }));
}

function destinationOf(step: Step | undefined): string {
  if (step?.kind !== 'export') return '';
  return `${step.destination}\n${JSON.stringify(step.settings.values['table'] ?? null)}`;
}
