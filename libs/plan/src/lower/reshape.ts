import { apply, conditional, constant, reference } from '../build-scalar.ts';
import { filter, join, output, project, rows } from '../build-plan.ts';
import { types } from '../data-types.ts';
import type { Aggregate, Output, Pivot, Plan, Project, Unpivot, Window } from '../plan.ts';
import type { Scalar } from '../scalar.ts';

/** A window node as the projection it is: what the input has, and what the windows make. */
export function asProject(plan: Window): Project {
  const same = plan.input.schema.map((column): Output => ({ column, expression: reference(column) }));
  return { kind: 'Project', input: plan.input, outputs: [...same, ...plan.outputs], schema: plan.schema };
}

/** A pivot as an aggregate whose every measure looks only at the rows with its value, which all engines can say. */
export function asAggregate(plan: Pivot): Aggregate {
  const measures = plan.cells.map(({ column, value, measure }): Output => {
    const matches = value.value === null ? apply('isNull', [plan.on]) : apply('eq', [plan.on, value]);
    return { column, expression: { ...measure, filter: measure.filter === undefined ? matches : apply('and', [measure.filter, matches]) } };
  });
  return { kind: 'Aggregate', input: plan.input, keys: plan.keys, measures, schema: plan.schema };
}

/** An unpivot as every row beside every label, with the value that the label chooses. */
export function asCrossJoin(plan: Unpivot): Plan {
  const labels = rows([{ name: plan.label.name, type: types.text, nullable: false }], plan.turned.map(({ label }) => [constant(label)]));
  const [only] = labels.schema;
  const chosen: Scalar = only === undefined ? constant(null, plan.value.type) : chooser(plan, reference(only));
  const both = join('cross', plan.input, labels);
  const outputs: readonly Output[] = [...plan.keep, { column: plan.label, expression: only === undefined ? constant(null) : reference(only) }, { column: plan.value, expression: chosen }];
  if (plan.keepNulls) return { kind: 'Project', input: both, outputs, schema: plan.schema };
  // The value is tested one step above, where it is a column: a CASE is not written twice.
  const inner = project(both, outputs.map(({ column, expression }) => ({ name: column.name, expression })));
  const value = inner.schema.at(-1);
  const known = value === undefined ? inner : filter(inner, apply('isNotNull', [reference(value)]));
  const named = inner.schema.map((column) => output({ name: column.name, expression: reference(column) }));
  return { kind: 'Project', input: known, outputs: named.map((item, i) => ({ ...item, column: plan.schema[i] ?? item.column })), schema: plan.schema };
}

function chooser(plan: Unpivot, label: Scalar): Scalar {
  return { ...conditional(plan.turned.map(({ label: name, expression }) => ({ when: apply('eq', [label, constant(name)]), then: expression }))), type: plan.value.type };
}
