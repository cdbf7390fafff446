import { BugError } from '@millrace/diagnostics';
import type { Plan } from '../plan.ts';

/** @throws BugError when a rule changed the columns that a plan yields. */
export function checkSchema(rule: string, before: Plan, after: Plan): void {
  const same = before.schema.length === after.schema.length && before.schema.every((column, i) => {
    const other = after.schema[i];
    return other !== undefined && other.id === column.id && other.name === column.name && other.type.name === column.type.name;
  });
  if (!same) throw new BugError(`optimiser rule ${rule} changed the columns of the plan`);
}
