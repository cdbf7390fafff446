import { type Diagnostic, locate, type Location } from '@millrace/diagnostics';
import { locationOf } from '../dsl/scanner.ts';
import { errors } from '../errors.ts';
import { type Step, stepLabel } from '../planner/step.ts';

/**
 * Orders steps so that each comes after those it depends on; among those that are ready, file order decides.
 *
 * @returns the steps that could be ordered; those in or behind a cycle are missing.
 */
export function orderSteps(steps: readonly Step[]): readonly Step[] {
  const done = new Set<string>();
  const ordered: Step[] = [];
  let waiting = [...steps];
  for (;;) {
    const ready = waiting.find((step) => step.dependsOn.every((id) => done.has(id)));
    if (ready === undefined) return ordered;
    ordered.push(ready);
    done.add(ready.id);
    waiting = waiting.filter((step) => step !== ready);
  }
}

/** The shortest way from a step back to itself along its dependencies, or undefined. */
function cycleFrom(start: Step, byId: ReadonlyMap<string, Step>): readonly Step[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    for (const id of step.dependsOn) {
      if (id === start.id) return pathTo(step.id, start, cameFrom, byId);
      const next = byId.get(id);
      if (next === undefined || cameFrom.has(id)) continue;
      cameFrom.set(id, step.id);
      queue.push(next);
    }
  }
  return undefined;
}

function pathTo(last: string, start: Step, cameFrom: ReadonlyMap<string, string>, byId: ReadonlyMap<string, Step>): readonly Step[] {
  const path: Step[] = [];
  for (let id: string | undefined = last; id !== undefined && id !== start.id; id = cameFrom.get(id)) {
    const step = byId.get(id);
    if (step !== undefined) path.unshift(step);
  }
  return [start, ...path];
}

function withLine(step: Step): string {
  return `${stepLabel(step)} (line ${locate(step.text.source, step.span.start).line})`;
}

function partOfCycle(step: Step): Location & { readonly message: string } {
  return { ...locationOf(step.text, step.span), message: `${stepLabel(step)} is part of it` };
}

/** One finding per cycle, each with its whole path; a step is named in one cycle only. */
export function findCycles(steps: readonly Step[]): readonly Diagnostic[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const named = new Set<string>();
  return steps.flatMap((step): readonly Diagnostic[] => {
    const cycle = named.has(step.id) ? undefined : cycleFrom(step, byId);
    if (cycle === undefined || cycle.some((member) => named.has(member.id))) return [];
    for (const member of cycle) named.add(member.id);
    const path = [...cycle, step].map(withLine).join(' → ');
    const related = cycle.slice(1).map(partOfCycle);
    return [errors.FLOW_CYCLE.diagnostic({ path }, { ...locationOf(step.text, step.span), related })];
  });
}
