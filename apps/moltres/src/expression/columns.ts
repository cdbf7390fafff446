import { columnNamed, type Plan, reference } from '@millrace/plan';
import { Expr } from './expr.ts';

/** The columns of a row type, each an expression. */
export type Columns<R> = { readonly [K in keyof R]-?: Expr<R[K]> };

/**
 * The columns of a plan by name.
 *
 * @param step what the columns are for; an unknown name says it.
 * @returns an object that throws ToolError PLAN_UNKNOWN_COLUMN, with the nearest name, for a column that is not there.
 */
export function columnsOf<R>(plan: Plan, step: string): Columns<R> {
  const names = (): string[] => plan.schema.map((column) => column.name);
  // The row type says which names exist; a name it does not know is answered by the handler.
  return new Proxy({}, {
    get: (_target, name) => (typeof name === 'string' ? columnAt(plan, name, step) : undefined),
    has: (_target, name) => typeof name === 'string' && names().includes(name),
    ownKeys: names,
    getOwnPropertyDescriptor: (_target, name) => (typeof name === 'string' && names().includes(name) ? { enumerable: true, configurable: true } : undefined),
  }) as Columns<R>;
}

function columnAt(plan: Plan, name: string, step: string): Expr<unknown> {
  for (const column of plan.schema) if (column.name === name) return new Expr(reference(column));
  return new Expr(columnNamed(plan, name, step));
}
