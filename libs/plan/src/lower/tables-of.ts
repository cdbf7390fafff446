import { visit } from '@millrace/sql-ir';
import type { Plan } from '../plan.ts';
import { inputsOf, scalarsOf, subplansOf } from '../walk.ts';

/** The tables that plans read by a bare name, lower-case; those of queries written as SQL too. */
export function tablesOf(plans: readonly Plan[]): ReadonlySet<string> {
  const found = new Set<string>();
  const note = (parts: readonly string[]): void => {
    const [name] = parts;
    if (name !== undefined && parts.length === 1) found.add(name.toLowerCase());
  };
  const walk = (plan: Plan): void => {
    if (plan.kind === 'Scan') note(plan.table);
    if (plan.kind === 'Written') visit(plan.query, { Table: (table) => note(table.name.map((part) => part.name)) });
    for (const part of [...inputsOf(plan), ...scalarsOf(plan).flatMap(subplansOf)]) walk(part);
  };
  for (const plan of plans) walk(plan);
  return found;
}
