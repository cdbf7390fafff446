import { build, type Expression, type Index, type Path } from '@millrace/sql-ir';
import { isSemiStructured, type SqlType, types } from '../../types/sql-type.ts';
import { asBigint, convert } from '../convert.ts';
import { once } from '../once.ts';
import { at, type LowerContext } from '../lower-context.ts';
import type { NodePass } from './pass.ts';

/**
 * `v:a.b[0]` and `v['k']`: keys are case-sensitive, a missing member is NULL.
 * Rule: https://docs.snowflake.com/en/user-guide/querying-semistructured
 */
export const paths: NodePass = {
  name: 'paths',
  handlers: { Path: (path, context) => at(typed(lowerPath(path, context), path, context), path), Index: lowerIndex },
};

function lowerPath(path: Path, context: LowerContext): Expression {
  const constant = path.steps.map((step) => ('key' in step ? keyStep(step.key) : constantIndex(step.index)));
  // One JSON path for the whole chain where every step is known: the document is read once.
  if (constant.every((step) => step !== undefined)) return extract(path.operand, constant.join(''), path.steps.some((step) => 'index' in step));
  return path.steps.reduce<Expression>((value, step) => ('key' in step ? extract(value, keyStep(step.key) ?? '', false) : member(value, step.index, context.table.typeOf(step.index))), path.operand);
}

function lowerIndex(node: Index, context: LowerContext): Expression {
  if (!isSemiStructured(context.table.typeOf(node.operand))) return node;
  const { table } = context;
  return at(typed(memberOf(node.operand, node.index, table.typeOf(node.operand), table.typeOf(node.index), context), node, context), node);
}

/** What was read out of a structured value, in the type that its member has. */
function typed(value: Expression, node: Expression, context: LowerContext): Expression {
  const type = context.table.typeOf(node);
  return type.type === 'variant' || type.type === 'unknown' ? value : once(value, (found) => convert(build.call('mr_present', [found]), types.variant, type, { session: context.session }));
}

/** `container[index]`: a map is asked for the key's text whatever type the key has. */
export function memberOf(value: Expression, index: Expression, container: SqlType, key: SqlType, context: LowerContext): Expression {
  if (container.type === 'map') return build.call('mr_key', [value, convert(index, key, types.text, { session: context.session })]);
  return member(value, index, key);
}

/** `v[x]` where only the data or the type of `x` tells a key from a position. */
function member(value: Expression, index: Expression, key: SqlType): Expression {
  const step = constantIndex(index);
  if (step !== undefined) return extract(value, step, !step.startsWith('.'));
  return key.type === 'varchar' ? build.call('mr_key', [value, index]) : build.call('mr_item', [value, asBigint(index)]);
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
