import type { Target } from '../target.ts';
import { type Block, type Facts, hasWindows } from './block.ts';

/** Above this size an expression is no longer copied into the clauses that use it: it would double with every step. */
const heaviest = 120;

/**
 * Where a condition may go in the SELECT it filters.
 * After LIMIT or DISTINCT no clause filters any more. A condition on a window, or on rows that a window was
 * already computed over, must come after the windows: only QUALIFY does. Groups are filtered by HAVING,
 * which needs GROUP BY to be there on every engine. All else is WHERE.
 */
export function placeOfFilter(block: Block, facts: Facts, target: Target): 'where' | 'having' | 'qualify' | 'subquery' {
  if (block.limit !== undefined || block.distinct || isUnfit(facts)) return 'subquery';
  if (facts.window || block.qualify.length > 0) return target.qualify ? 'qualify' : 'subquery';
  if (hasWindows(block)) return 'subquery';
  if (block.keys === undefined) return 'where';
  return block.keys.length > 0 ? 'having' : 'subquery';
}

/**
 * Whether new columns may be computed in the same SELECT.
 * DISTINCT would see the new columns. A window computed after LIMIT or QUALIFY must see only the rows that are left,
 * and in one SELECT it would see all of them.
 */
export function canProject(block: Block, facts: Facts): boolean {
  if (block.distinct || isUnfit(facts) || facts.weight > heaviest) return false;
  return !(facts.window && (block.limit !== undefined || block.qualify.length > 0));
}

/** Whether rows may be grouped in the same SELECT: only WHERE comes before GROUP BY. */
export function canAggregate(block: Block, facts: Facts): boolean {
  return block.keys === undefined && !block.distinct && block.limit === undefined && !hasWindows(block) && !isUnfit(facts) && !facts.window;
}

/**
 * Whether ORDER BY may be put on the same SELECT.
 * After LIMIT it would choose other rows; beside DISTINCT it may only name columns of the result.
 */
export function canSort(block: Block, facts: Facts, onlyResultColumns: boolean): boolean {
  return block.limit === undefined && !isUnfit(facts) && (!block.distinct || onlyResultColumns);
}

/** Whether a block is only FROM and WHERE, so that a join may take it in as it is. */
export function canJoin(block: Block): boolean {
  return block.from !== undefined && block.keys === undefined && !block.distinct && block.limit === undefined && !hasWindows(block);
}

/**
 * Whether a block may stand on the side of an outer join that is filled with NULLs.
 * A computed column would be computed from the NULLs instead of becoming NULL itself.
 */
export function canBeNullExtended(block: Block): boolean {
  if (!canJoin(block)) return false;
  for (const cell of block.cells.values()) if (!cell.plain) return false;
  return true;
}

function isUnfit(facts: Facts): boolean {
  return facts.nestedWindow || facts.captive;
}
