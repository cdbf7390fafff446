import { build, type Expression, type Relation, synthetic } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import type { Unnest } from '../plan.ts';
import type { ColumnId } from '../scalar.ts';
import type { Target } from '../target.ts';
import { type Block, type Cell, type Context, freeAlias } from './block.ts';
import { plainCell, wrap } from './finish.ts';
import { canJoin } from './guards.ts';
import { lowerPlan, read } from './lower-plan.ts';

/** Writes the elements of a list as a relation that stands beside its row. @throws ToolError PLAN_UNSUPPORTED */
export function lowerUnnest(plan: Unnest, context: Context): Block {
  const below = lowerPlan(plan.input, context);
  const block = canJoin(below) ? below : wrap(below, context);
  const { expressions: [list = build.nothing()] } = read(block, [plan.list], context);
  const alias = freeAlias(context, 'e');
  const elements = elementsOf(plan, list, alias, context.target);
  const { from } = block;
  if (from === undefined) return block;
  const joined = plan.outer ? build.join('LEFT', from, elements.relation, build.boolean(true)) : build.join('CROSS', from, elements.relation);
  const cells = new Map<ColumnId, Cell>([...block.cells, [plan.element.id, { ...plainCell(alias, 'value', plan.element.name), ...elements.value }]]);
  if (plan.position !== undefined) cells.set(plan.position.id, { ...plainCell(alias, 'place', plan.position.name), ...elements.place });
  return { ...block, from: joined, cells };
}

interface Elements {
  readonly relation: Relation;
  /** What the element and its place are written as, where they are more than the columns `value` and `place`. */
  readonly value?: Pick<Cell, 'expression' | 'plain'>;
  readonly place?: Pick<Cell, 'expression' | 'plain'>;
}

function elementsOf(plan: Unnest, list: Expression, alias: string, target: Target): Elements {
  const computed = (expression: Expression): Pick<Cell, 'expression' | 'plain'> => ({ expression, plain: false });
  const fromZero = (column: string): Expression => build.binary('+', build.column(alias, column), build.number(1));
  switch (target.unnest) {
    case 'subquery': {
      const projections = [build.projection(build.call('unnest', [list]), 'value'), build.projection(build.call('generate_subscripts', [list, build.number(1)]), 'place')];
      return { relation: build.derived(build.select({ projections }), alias, true) };
    }
    case 'ordinality':
      return { relation: { kind: 'TableFunction', call: build.call('unnest', [list]), wrapped: false, lateral: true, ordinality: true, alias: build.alias(alias, ['value', 'place']), ...synthetic } };
    case 'json_each':
      return {
        relation: { kind: 'TableFunction', call: build.call('json_each', [list]), wrapped: false, lateral: false, ordinality: false, alias: build.alias(alias), ...synthetic },
        place: computed(fromZero('key')),
      };
    case 'flatten': {
      const input: Expression = { kind: 'NamedArgument', name: build.identifier('INPUT', false), value: list, ...synthetic };
      const outer: Expression = { kind: 'NamedArgument', name: build.identifier('OUTER', false), value: build.boolean(plan.outer), ...synthetic };
      return {
        relation: { kind: 'TableFunction', call: build.call('FLATTEN', [input, outer]), wrapped: false, lateral: true, ordinality: false, alias: build.alias(alias), ...synthetic },
        value: computed(build.cast(build.column(alias, 'VALUE'), plan.element.type)), place: computed(fromZero('INDEX')),
      };
    }
    case false: throw errors.PLAN_UNSUPPORTED.error({ dialect: target.dialect, feature: 'one row per element of a list' });
  }
}
