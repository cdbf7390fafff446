import { type Alter, alterable, type CreateTable, type NodeOf } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import { ddl } from './ddl.ts';
import type { Writer } from '../writer.ts';

/** What a dialect takes of standard SQL's definitions; the rest is said to be missing. */
export interface DefinitionLimits {
  readonly temporaryTables: boolean;
  readonly ifNotExists: boolean;
  readonly dropIfExists: boolean;
  /** PRIMARY KEY, UNIQUE, CHECK and FOREIGN KEY. */
  readonly keys: boolean;
}

const isTemporary = (modifier: string): boolean => modifier === 'TEMPORARY' || modifier === 'TEMP';
const keyWords: ReadonlySet<string> = new Set(['PRIMARY KEY', 'UNIQUE', 'CHECK', 'REFERENCES']);

function checkTable(w: Writer, n: CreateTable, limits: DefinitionLimits): void {
  w.need(limits.temporaryTables || !n.modifiers.some(isTemporary), n, 'TEMPORARY TABLE');
  w.need(!n.modifiers.includes('UNLOGGED'), n, 'UNLOGGED TABLE');
  w.need(limits.ifNotExists || !n.ifNotExists, n, 'CREATE TABLE IF NOT EXISTS');
  const keyed = n.constraints.length > 0 || n.columns.some((column) => column.constraints.some((c) => keyWords.has(c.type)));
  w.need(limits.keys || !keyed, n, 'keys and checks of tables');
}

function checkAlter(w: Writer, n: Alter): void {
  w.need(!n.ifExists || w.dialect.name === 'trino', n, `ALTER ${n.object} IF EXISTS`);
  for (const action of n.actions) w.need(alterable[w.dialect.name]?.has(action.type) !== false, n, `ALTER ${n.object} … ${action.type}`);
}

/** Printers of definitions that first look whether the dialect has what is asked for. */
export function limited(limits: DefinitionLimits): Pick<Printers, 'CreateTable' | 'CreateView' | 'Alter' | 'Drop'> {
  return {
    CreateTable(w, n) {
      checkTable(w, n, limits);
      ddl.CreateTable(w, n);
    },
    CreateView(w, n: NodeOf<'CreateView'>) {
      w.need(limits.ifNotExists || !n.ifNotExists, n, 'CREATE VIEW IF NOT EXISTS');
      w.need(w.dialect.name === 'spark' || !n.modifiers.some(isTemporary), n, 'TEMPORARY VIEW');
      ddl.CreateView(w, n);
    },
    Alter(w, n) {
      checkAlter(w, n);
      ddl.Alter(w, n);
    },
    Drop(w, n) {
      w.need(limits.dropIfExists || !n.ifExists, n, `DROP ${n.object} IF EXISTS`);
      ddl.Drop(w, n);
    },
  };
}
