import { dialect, foldIdentifier } from '@millrace/dialects';
import type { AlterAction, DialectName, Statement } from '@millrace/sql-ir';
import type { LineageCatalog } from './lineage.ts';
import { lineage } from './statement-lineage.ts';

/** A catalog that learns from the statements of a script. */
export interface ScriptCatalog extends LineageCatalog {
  /** Takes note of what a statement creates, alters or drops; any other tells nothing. */
  learn(statement: Statement): void;
}

type Known = { readonly name: readonly string[]; readonly columns: readonly { readonly name: string }[] };

/**
 * A catalog of the tables and views that statements create, in their order.
 *
 * @param source the statements' text; gives the unnamed columns of a view their names.
 * @example const catalog = scriptCatalog('duckdb'); for (const s of statements) { show(lineage(s, { dialect: 'duckdb', catalog })); catalog.learn(s); }
 */
export function scriptCatalog(dialectName: DialectName, source?: string): ScriptCatalog {
  const tables = new Map<string, Known>();
  const { caseSensitive } = dialect(dialectName).identifiers;
  const compare = caseSensitive ? (name: string): string => name : (name: string): string => name.toLowerCase();
  const keyOf = (parts: readonly string[]): string => parts.map(compare).join('\0');
  const find = (parts: readonly string[]): Known | undefined => {
    const asked = keyOf(parts);
    return tables.get(asked) ?? [...tables].findLast(([key]) => key.endsWith(`\0${asked}`))?.[1];
  };
  const catalog: ScriptCatalog = {
    table: find,
    learn(statement) {
      if (statement.kind !== 'CreateTable' && statement.kind !== 'CreateView' && statement.kind !== 'Drop' && statement.kind !== 'Alter') return;
      const name = statement.name.map((part) => foldIdentifier(part, dialectName));
      if (statement.kind === 'Drop') return void tables.delete(keyOf(find(name)?.name ?? name));
      if (statement.kind === 'Alter') {
        const known = find(name);
        if (known !== undefined) tables.set(keyOf(known.name), { ...known, columns: statement.actions.reduce((columns, action) => altered(columns, action, dialectName, compare), known.columns) });
        return;
      }
      const columns = createdColumns(statement, dialectName, catalog, source);
      // A table of which not every column is known says less than none: its other columns would seem not to be.
      if (columns.length > 0 && !columns.includes('*')) tables.set(keyOf(name), { name, columns: columns.map((column) => ({ name: column })) });
    },
  };
  return catalog;
}

function createdColumns(statement: Extract<Statement, { readonly kind: 'CreateTable' | 'CreateView' }>, dialectName: DialectName, catalog: ScriptCatalog, source: string | undefined): readonly string[] {
  const listed = statement.columns.map(({ name }) => foldIdentifier(name, dialectName));
  if (listed.length > 0) return listed;
  const like = statement.kind === 'CreateTable' ? statement.like : undefined;
  if (like !== undefined) return catalog.table(like.map((part) => foldIdentifier(part, dialectName)))?.columns.map(({ name }) => name) ?? [];
  return lineage(statement, { dialect: dialectName, catalog, ...(source === undefined ? {} : { source }) }).columns.map(({ name }) => name);
}

function altered(columns: Known['columns'], action: AlterAction, dialectName: DialectName, compare: (name: string) => string): Known['columns'] {
  const fold = (identifier: Parameters<typeof foldIdentifier>[0]): string => foldIdentifier(identifier, dialectName);
  switch (action.type) {
    case 'ADD COLUMN': return [...columns, ...action.columns.map(({ name }) => ({ name: fold(name) }))];
    case 'DROP COLUMN': {
      const dropped = new Set(action.columns.map((name) => compare(fold(name))));
      return columns.filter(({ name }) => !dropped.has(compare(name)));
    }
    case 'RENAME COLUMN': return columns.map((column) => (compare(column.name) === compare(fold(action.from)) ? { name: fold(action.to) } : column));
    default: return columns;
  }
}
