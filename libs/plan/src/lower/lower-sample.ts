import { build, type Expression, type Relation, type Sample as WrittenSample } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import type { Sample } from '../plan.ts';
import type { Block, Context } from './block.ts';
import { wrap } from './finish.ts';
import { lowerPlan } from './lower-plan.ts';

/**
 * Writes a sample as TABLESAMPLE where the engine takes it there; else by chance drawn for each row, which no seed makes repeatable.
 *
 * @throws ToolError PLAN_UNSUPPORTED for a seed that the engine cannot keep.
 */
export function lowerSample(plan: Sample, context: Context): Block {
  const block = lowerPlan(plan.input, context);
  const { target } = context;
  const clause: WrittenSample = {
    method: plan.unit === 'rows' && target.sample === 'any relation' && target.dialect === 'duckdb' ? 'RESERVOIR' : 'BERNOULLI',
    size: build.number(plan.size), unit: plan.unit === 'rows' ? 'ROWS' : 'PERCENT', ...(plan.seed === undefined ? {} : { seed: build.number(plan.seed) }),
  };
  if (target.sample === 'any relation') return sampled(block, clause, context);
  if (target.sample === 'tables by percent' && plan.unit === 'percent' && isTable(block) && !isCte(block, context)) return { ...block, ...withSample(block.from, clause) };
  if (plan.seed !== undefined) throw errors.PLAN_UNSUPPORTED.error({ dialect: target.dialect, feature: 'a seed for the sample of this relation' });
  return drawn(plan, block, context);
}

/** Whether a block is a whole table and nothing more. */
function isTable(block: Block): boolean {
  return block.from?.kind === 'Table' && block.from.sample === undefined && block.where.length === 0 && block.keys === undefined && block.limit === undefined && !block.distinct
    && block.qualify.length === 0 && [...block.cells.values()].every((cell) => cell.plain);
}

function isCte({ from }: Block, context: Context): boolean {
  return from?.kind === 'Table' && from.name.length === 1 && [...context.cteNames.values()].includes(from.name[0]?.name ?? '');
}

function withSample(from: Relation | undefined, sample: WrittenSample): { readonly from?: Relation } {
  return from?.kind === 'Table' || from?.kind === 'DerivedTable' ? { from: { ...from, sample } } : {};
}

function sampled(block: Block, clause: WrittenSample, context: Context): Block {
  if (isTable(block)) return { ...block, ...withSample(block.from, clause) };
  const outer = wrap({ ...block, order: block.limit === undefined ? [] : block.order }, context);
  return { ...outer, ...withSample(outer.from, clause) };
}

/** Chance as a number from 0 to 1, drawn for each row. */
function chance({ target }: Context): Expression {
  switch (target.chance) {
    case 'random()': return build.call('random', []);
    case 'rand()': return build.call('rand', []);
    case '64 bits': return build.binary('/', build.binary('+', build.call('random', []), build.number('9223372036854775808.0')), build.number('18446744073709551616.0'));
    case false: throw errors.PLAN_UNSUPPORTED.error({ dialect: target.dialect, feature: 'a sample of this relation' });
  }
}

function drawn(plan: Sample, block: Block, context: Context): Block {
  const base = wrap({ ...block, order: block.limit === undefined ? [] : block.order }, context);
  if (plan.unit === 'percent') return { ...base, where: [build.binary('<', chance(context), build.number(plan.size / 100))] };
  const ordered: Block = { ...base, order: [{ expression: chance(context), descending: false, nulls: 'LAST', nullable: false }], limit: { count: plan.size, offset: 0 } };
  return { ...wrap(ordered, context), order: [] };
}
