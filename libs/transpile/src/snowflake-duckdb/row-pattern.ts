import type { RowPattern } from '@millrace/sql-ir';

/** One step of a compiled row pattern: a row of a symbol, a choice (the first way is tried first), a jump, an edge of the partition, the end. */
export type RowStep =
  | { readonly op: 'row'; readonly symbol: number; readonly hidden: boolean }
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'start' | 'end' | 'match' };

/** A row pattern as steps, with the names that its symbols have, in order. */
export interface RowProgram {
  readonly steps: readonly RowStep[];
  readonly symbols: readonly string[];
}

/**
 * Compiles a pattern of MATCH_RECOGNIZE. A repetition `{2,4}` is written out; a permutation becomes its alternatives.
 *
 * @param nameOf the folded name of a symbol.
 * Rule: https://docs.snowflake.com/en/sql-reference/constructs/match_recognize#pattern-specifying-the-pattern-to-match
 */
export function compileRowPattern(pattern: RowPattern, nameOf: (symbol: Extract<RowPattern, { type: 'symbol' }>['name']) => string): RowProgram {
  const steps: RowStep[] = [];
  const symbols: string[] = [];
  const emit = (part: RowPattern, hidden: boolean): void => {
    switch (part.type) {
      case 'symbol': {
        const name = nameOf(part.name);
        if (!symbols.includes(name)) symbols.push(name);
        steps.push({ op: 'row', symbol: symbols.indexOf(name), hidden });
        return;
      }
      case 'first row': return void steps.push({ op: 'start' });
      case 'last row': return void steps.push({ op: 'end' });
      case 'sequence': return part.parts.forEach((each) => emit(each, hidden));
      case 'alternation': return alternatives(part.parts, (each) => emit(each, hidden), steps);
      case 'permutation': return alternatives(permutations(part.parts), (parts) => parts.forEach((each) => emit(each, hidden)), steps);
      case 'exclusion': return emit(part.part, true);
      case 'repetition': return repetition(part, () => emit(part.part, hidden), steps);
    }
  };
  emit(pattern, false);
  steps.push({ op: 'match' });
  return { steps, symbols };
}

/** Whether a pattern matches no rows, too. */
export function matchesNothing(pattern: RowPattern): boolean {
  switch (pattern.type) {
    case 'symbol': return false;
    case 'first row': case 'last row': return true;
    case 'sequence': case 'permutation': return pattern.parts.every(matchesNothing);
    case 'alternation': return pattern.parts.some(matchesNothing);
    case 'exclusion': return matchesNothing(pattern.part);
    case 'repetition': return pattern.min === 0 || matchesNothing(pattern.part);
  }
}

function alternatives<T>(parts: readonly T[], emit: (part: T) => void, steps: RowStep[]): void {
  const jumps: number[] = [];
  parts.forEach((part, i) => {
    const isLast = i === parts.length - 1;
    const split = steps.length;
    if (!isLast) steps.push({ op: 'jump', to: 0 });
    emit(part);
    if (isLast) return;
    jumps.push(steps.length);
    steps.push({ op: 'jump', to: 0 });
    steps[split] = { op: 'split', first: split + 1, second: steps.length };
  });
  for (const jump of jumps) steps[jump] = { op: 'jump', to: steps.length };
}

function repetition({ min, max, reluctant }: Extract<RowPattern, { type: 'repetition' }>, emit: () => void, steps: RowStep[]): void {
  const choose = (at: number, inside: number, after: number): void => {
    steps[at] = reluctant ? { op: 'split', first: after, second: inside } : { op: 'split', first: inside, second: after };
  };
  for (let i = 0; i < min; i++) emit();
  if (max === undefined) {
    const loop = steps.length;
    steps.push({ op: 'jump', to: 0 });
    emit();
    steps.push({ op: 'jump', to: loop });
    return choose(loop, loop + 1, steps.length);
  }
  const splits: number[] = [];
  for (let i = min; i < max; i++) {
    splits.push(steps.length);
    steps.push({ op: 'jump', to: 0 });
    emit();
  }
  for (const split of splits) choose(split, split + 1, steps.length);
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, i) => permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]));
}
