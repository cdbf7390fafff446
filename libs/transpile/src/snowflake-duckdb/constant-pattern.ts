import { build, type Expression } from '@millrace/sql-ir';
import { readPattern, type ReadPattern, toEngine } from './runtime/regexp-pattern.ts';

/** A pattern that is constant: the engine's own expressions can follow it, which is many times faster than a function of ours. */
export interface ConstantPattern extends ReadPattern {
  readonly engine: Expression;
}

const textOf = (node: Expression | undefined, instead: string): string | undefined => (node === undefined ? instead : node.kind === 'Literal' && node.type === 'string' ? node.value : undefined);

/** The whole number that a constant argument is; `instead` where it is not given, undefined where it is not constant. */
export function countOf(node: Expression | undefined, instead: number): number | undefined {
  return node === undefined ? instead : node.kind === 'Literal' && node.type === 'number' ? Number(node.value) : undefined;
}

/**
 * A pattern and its flags, where both are constant and right.
 *
 * @param whole for a match of the whole text, where line ends mean nothing.
 * @returns undefined for anything else: the function in TypeScript then says what is wrong, as the query runs.
 */
export function constantPattern(source: Expression | undefined, flags: Expression | undefined, whole: boolean): ConstantPattern | undefined {
  const [pattern, options] = [textOf(source, ''), textOf(flags, 'c')];
  if (pattern === undefined || options === undefined || /[^cimes]/.test(options)) return undefined;
  const asked = { insensitive: options.lastIndexOf('i') > options.lastIndexOf('c'), multiline: options.includes('m') && !whole, dotAll: options.includes('s') };
  try {
    const read = readPattern(pattern, asked);
    return { ...read, engine: build.string(toEngine(read.text, asked)) };
  } catch {
    return undefined;
  }
}

/** REGEXP_LIKE and RLIKE: the whole text matches. */
export function matchesWhole(subject: Expression, source: Expression, flags?: Expression): Expression {
  const constant = constantPattern(source, flags, true);
  return constant === undefined ? build.call('mr_regexp_like', [subject, source, flags ?? build.string('c')]) : build.call('regexp_full_match', [subject, constant.engine]);
}
