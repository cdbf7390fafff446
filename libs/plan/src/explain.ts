import { unreachable } from '@millrace/diagnostics';
import type { Output, Plan, With } from './plan.ts';
import type { ColumnId, Ordering, Scalar } from './scalar.ts';
import { inputsOf } from './walk.ts';

/** A plan as an indented tree, one line per step, columns by name and values left out. */
export function explain(plan: Plan): string {
  return linesOf(plan, 0, new Map()).join('\n');
}

/** @param shared the numbers of the shared plans that are read here */
function linesOf(plan: Plan, depth: number, shared: ReadonlyMap<ColumnId, number>): readonly string[] {
  const indent = '  '.repeat(depth);
  if (plan.kind !== 'With') return [`${indent}${describe(plan, shared)}`, ...inputsOf(plan).flatMap((input) => linesOf(input, depth + 1, shared))];
  const numbers = new Map(plan.shared.map(({ key }, i) => [key, i + 1]));
  const definitions = plan.shared.flatMap((item, i) => [`${indent}Shared ${i + 1}`, ...linesOf(item.plan, depth + 1, numbers)]);
  return [...definitions, ...linesOf(plan.input, depth, numbers)];
}

function describe(plan: Exclude<Plan, With>, shared: ReadonlyMap<ColumnId, number>): string {
  switch (plan.kind) {
    case 'Scan': return `Scan ${plan.table.join('.')} [${plan.schema.map((column) => column.name).join(', ')}]`;
    case 'Rows': return `Rows ${plan.rows.length}`;
    case 'Written': return 'SQL';
    case 'Project': return `Project ${outputs(plan.outputs)}`;
    case 'Window': return `Window ${outputs(plan.outputs)}`;
    case 'Pivot': return `Pivot [${outputs(plan.keys)}] on ${text(plan.on)}: ${plan.cells.map(({ column, measure }) => `${column.name}: ${text(measure)}`).join(', ')}`;
    case 'Unpivot': return `Unpivot [${outputs(plan.keep)}] ${plan.label.name}, ${plan.value.name}: ${plan.turned.map(({ label }) => label).join(', ')}`;
    case 'Unnest': return `Unnest${plan.outer ? ' outer' : ''} ${plan.element.name}: ${text(plan.list)}`;
    case 'Sample': return `Sample ${plan.size} ${plan.unit}${plan.seed === undefined ? '' : ` seed ${plan.seed}`}`;
    case 'Filter': return `Filter ${text(plan.predicate)}`;
    case 'Aggregate': return `Aggregate [${outputs(plan.keys)}] ${outputs(plan.measures)}`;
    case 'Join': return `Join ${plan.type}${plan.on === undefined ? '' : ` on ${text(plan.on)}`}`;
    case 'Sort': return `Sort ${plan.orderBy.map(order).join(', ')}`;
    case 'Limit': return `Limit ${plan.count ?? 'all'} offset ${plan.offset}`;
    case 'Distinct': return 'Distinct';
    case 'SetOperation': return `Set ${plan.operator}`;
    case 'Recursive': return `Recursive ${plan.name}`;
    case 'CteReference': {
      const number = shared.get(plan.key);
      return number === undefined ? 'Previous round' : `Read ${number} [${plan.schema.map((column) => column.name).join(', ')}]`;
    }
    default: return unreachable(plan);
  }
}

function outputs(items: readonly Output[]): string {
  return items.map(({ column, expression }) => {
    const shown = text(expression);
    return shown === column.name ? shown : `${column.name}: ${shown}`;
  }).join(', ');
}

function order(item: Ordering): string {
  return `${text(item.expression)}${item.descending ? ' desc' : ''}`;
}

function text(scalar: Scalar): string {
  switch (scalar.kind) {
    case 'Reference': return scalar.name;
    case 'Constant': return '?';
    case 'Apply': case 'Aggregated': return `${scalar.name}(${scalar.args.map(text).join(', ')})`;
    case 'Windowed': return `${scalar.name}(${scalar.args.map(text).join(', ')}) over (${[...scalar.partitionBy.map(text), ...scalar.orderBy.map(order)].join('; ')})`;
    case 'Conditional': return `case ${scalar.branches.map((branch) => `${text(branch.when)} -> ${text(branch.then)}`).join(', ')}`;
    case 'Convert': return `cast(${text(scalar.operand)})`;
    case 'Member': return `${text(scalar.operand)} ${scalar.negated ? 'not in' : 'in'} (${'kind' in scalar.values ? 'query' : scalar.values.map(text).join(', ')})`;
    case 'Existence': return `${scalar.negated ? 'not exists' : 'exists'}(query)`;
    case 'Lookup': return 'scalar(query)';
    default: return unreachable(scalar);
  }
}
