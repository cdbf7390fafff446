import { collectRows, type DuckDbConnector, openDuckDb } from '@millrace/connectors';
import { quoteText } from '../planner/quote.ts';
import type { ReadResult, TableReference } from './table-references.ts';
import { plainText } from '../planner/plain-text.ts';

interface Report {
  readonly error: boolean;
  readonly error_type?: string;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: unknown;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The UTF-16 offset of a UTF-8 byte offset, as DuckDB counts. */
export function offsetOfByte(text: string, byte: number): number {
  return Buffer.from(text, 'utf8').subarray(0, byte).toString('utf8').length;
}

/** Walks DuckDB's serialised tree; `scope` holds the lower-cased names of the CTEs that are visible. */
function walk(value: unknown, scope: ReadonlySet<string>, sql: string, found: TableReference[]): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, scope, sql, found);
    return;
  }
  if (!isRecord(value)) return;
  if (value['type'] === 'BASE_TABLE') {
    const parts = [value['catalog_name'], value['schema_name'], value['table_name']].filter((part) => typeof part === 'string' && part !== '').map(String);
    const isCte = parts.length === 1 && scope.has((parts[0] ?? '').toLowerCase());
    if (!isCte) found.push({ parts, offset: offsetOfByte(sql, Number(value['query_location'] ?? 0)) });
  }
  const inner = withCtes(value['cte_map'], scope, sql, found);
  for (const [key, child] of Object.entries(value)) if (key !== 'cte_map') walk(child, inner, sql, found);
}

function withCtes(cteMap: unknown, outer: ReadonlySet<string>, sql: string, found: TableReference[]): ReadonlySet<string> {
  const entries = isRecord(cteMap) && Array.isArray(cteMap['map']) ? cteMap['map'] : [];
  const scope = new Set(outer);
  for (const entry of entries) {
    if (!isRecord(entry)) continue;
    const name = String(entry['key']).toLowerCase();
    const isRecursive = JSON.stringify(entry['value']).includes('"RECURSIVE_CTE_NODE"');
    // Only a recursive CTE sees itself: `WITH a AS (SELECT * FROM a)` reads the table a.
    walk(entry['value'], isRecursive ? new Set([...scope, name]) : scope, sql, found);
    scope.add(name);
  }
  return scope;
}

/** Asks DuckDB's own parser, which accepts whatever the engine will run. The engine starts on the first question. */
export function duckDbReader(): { read(sql: string): Promise<ReadResult | undefined> } & AsyncDisposable {
  let opening: Promise<DuckDbConnector> | undefined;
  return {
    read: async (sql) => {
      opening ??= openDuckDb();
      const database = await opening;
      const result = await database.query(`SELECT CAST(json_serialize_sql(${quoteText(sql)}) AS VARCHAR) AS tree`);
      const [row] = await collectRows(result.batches);
      const report = JSON.parse(plainText(row?.['tree'])) as Report;
      if (!report.error) {
        const tables: TableReference[] = [];
        walk(report.statements, new Set(), sql, tables);
        return { tables };
      }
      // PIVOT and the like run well but cannot be serialised.
      if (report.error_type === 'not implemented') return undefined;
      return { problem: report.error_message ?? 'syntax error', offset: offsetOfByte(sql, Number(report.position ?? 0)) };
    },
    [Symbol.asyncDispose]: async () => {
      await (await opening)?.close();
    },
  };
}
