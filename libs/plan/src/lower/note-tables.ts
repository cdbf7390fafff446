import { visit } from '@millrace/sql-ir';
import type { Plan } from '../plan.ts';
import { inputsOf, scalarsOf, subplansOf } from '../walk.ts';

/** Adds to `into` the tables that a plan reads by a bare name, lower-case; those of queries written as SQL too. */
export function noteTables(plan: Plan, into: Set<string>): void {
  const note = (parts: readonly string[]): void => {
    const [name] = parts;
    if (name !== undefined && parts.length === 1) into.add(name.toLowerCase());
  };
  if (plan.kind === 'Scan') note(plan.table);
  if (plan.kind === 'Written') visit(plan.query, { Table: (table) => note(table.name.map((part) => part.name)) });
  for (const part of [...inputsOf(plan), ...scalarsOf(plan).flatMap(subplansOf)]) noteTables(part, into);
}
