import { build, type Expression, type Index, type Path } from '@millrace/sql-ir';
import { isSemiStructured } from '../../types/sql-type.ts';
import { asBigint } from '../convert.ts';
import { at, type LowerContext } from '../lower-context.ts';
import type { NodePass } from './pass.ts';

/**
 * `v:a.b[0]` and `v['k']`: keys are case-sensitive, a missing member is NULL.
 * Rule: https://docs.snowflake.com/en/user-guide/querying-semistructured
 */
export const paths: NodePass = {
  name: 'paths',
  handlers: { Path: (path, context) => at(lowerPath(path, context), path), Index: lowerIndex },
};

function lowerPath(path: Path, context: LowerContext): Expression {
  const constant = path.steps.map((step) => ('key' in step ? keyStep(step.key) : constantIndex(step.index)));
  // One JSON path for the whole chain where every step is known: the document is read once.
  if (constant.every((step) => step !== undefined)) return extract(path.operand, constant.join(''), path.steps.some((step) => 'index' in step));
  return path.steps.reduce<Expression>((value, step) => ('key' in step ? extract(value, keyStep(step.key) ?? '', false) : member(value, step.index, context)), path.operand);
}

function lowerIndex(node: Index, context: LowerContext): Expression {
  if (!isSemiStructured(context.table.typeOf(node.operand))) return node;
  return at(member(node.operand, node.index, context), node);
}

/** `v[x]` where only the data or the type of `x` tells a key from a position. */
export function member(value: Expression, index: Expression, context: LowerContext): Expression {
  const step = constantIndex(index);
  if (step !== undefined) return extract(value, step, !step.startsWith('.'));
  return context.table.typeOf(index).type === 'varchar' ? build.call('mr_key', [value, index]) : build.call('mr_item', [value, asBigint(index)]);
}

function extract(value: Expression, path: string, mayBeUndefined: boolean): Expression {
  const extracted = build.call('json_extract', [value, build.string(`$${path}`)]);
  return mayBeUndefined ? build.call('mr_defined', [extracted]) : extracted;
}

/** A key as a step of a JSON path; a quote inside it cannot be said there. */
const keyStep = (key: string): string => `."${key.replaceAll('"', '\\"')}"`;

function constantIndex(index: Expression): string | undefined {
  if (index.kind !== 'Literal') return undefined;
  return index.type === 'number' ? `[${index.value}]` : index.type === 'string' ? keyStep(index.value) : undefined;
}
