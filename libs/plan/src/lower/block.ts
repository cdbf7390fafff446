import type { Cte, Expression, Relation } from '@millrace/sql-ir';
import type { Plan } from '../plan.ts';
import type { ColumnId, Ordering } from '../scalar.ts';
import type { Target } from '../target.ts';
import { tablesOf } from './tables-of.ts';

/** What must be known of a written expression before it may move into another clause. */
export interface Facts {
  /** It contains an aggregate of the block itself. */
  aggregate: boolean;
  window: boolean;
  /** A window stands inside another, which no engine takes. */
  nestedWindow: boolean;
  /** A subquery reads an outer column that is more than a plain column there. */
  captive: boolean;
  /** Nodes, about. */
  weight: number;
}

/** A column of a block: how it is written there. */
export interface Cell {
  readonly name: string;
  readonly expression: Expression;
  /** It is a column of a table, nothing more. */
  readonly plain: boolean;
  readonly aggregate: boolean;
  readonly window: boolean;
  readonly weight: number;
}

export type Cells = ReadonlyMap<ColumnId, Cell>;

/** An ORDER BY item as written in a block. */
export interface BlockOrder extends Pick<Ordering, 'descending' | 'nulls'> {
  readonly expression: Expression;
  /** Whether it can be NULL at all. */
  readonly nullable: boolean;
}

/** One SELECT under construction: the clauses it has so far, and what each column is written as. */
export interface Block {
  readonly from?: Relation;
  readonly where: readonly Expression[];
  /** Present when the block aggregates; empty for one group of all rows. */
  readonly keys?: readonly Expression[];
  readonly having: readonly Expression[];
  readonly qualify: readonly Expression[];
  readonly distinct: boolean;
  readonly order: readonly BlockOrder[];
  readonly limit?: { readonly count?: number; readonly offset: number };
  readonly cells: Cells;
}

/** The columns that can be read at some place, and what reading them told. */
export interface Scope {
  readonly cells: Cells;
  readonly facts: Facts;
}

/** What lowering carries through one statement. */
export interface Context {
  readonly target: Target;
  /** Aliases in use, lower-case: each is used once in a statement, so that no inner name hides an outer one. */
  readonly taken: Set<string>;
  readonly ctes: Cte[];
  /** The CTE names of the recursive and shared relations met so far. */
  readonly cteNames: Map<ColumnId, string>;
  /** Which of them are recursive. */
  readonly recursions: Set<ColumnId>;
  /** The plans of the statement, whose tables a CTE of the same name would hide. */
  readonly plans: Plan[];
  /** The scopes around the subquery being written, outermost first. */
  readonly outer: readonly Scope[];
}

/** The facts of nothing. */
export function noFacts(): Facts {
  return { aggregate: false, window: false, nestedWindow: false, captive: false, weight: 0 };
}

/** A context for one statement. */
export function newContext(target: Target, reserved: readonly string[] = []): Context {
  return { target, taken: new Set(reserved.map((name) => name.toLowerCase())), ctes: [], cteNames: new Map(), recursions: new Set(), plans: [], outer: [] };
}

/** An alias like `wanted` that the statement does not use yet. */
export function freeAlias(context: Pick<Context, 'taken'>, wanted: string): string {
  let alias = wanted;
  for (let n = 2; context.taken.has(alias.toLowerCase()); n++) alias = `${wanted}_${n}`;
  context.taken.add(alias.toLowerCase());
  return alias;
}

/** A name like `wanted` for a CTE. */
export function freeCteName(context: Context, wanted: string): string {
  const name = freeAlias({ taken: context.taken.union(tablesOf(context.plans)) }, wanted);
  context.taken.add(name.toLowerCase());
  return name;
}

/** A block that only reads a relation. */
export function sourceBlock(from: Relation | undefined, cells: Cells): Block {
  return { ...(from === undefined ? {} : { from }), where: [], having: [], qualify: [], distinct: false, order: [], cells };
}

/** Whether any column of a block is computed over a window. */
export function hasWindows(block: Block): boolean {
  for (const cell of block.cells.values()) if (cell.window) return true;
  return block.qualify.length > 0;
}
