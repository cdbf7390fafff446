import { nextColumnId } from '../column-id.ts';
import { reference } from '../build-scalar.ts';
import type { CteReference, Output, Plan, Shared } from '../plan.ts';
import type { ColumnId, Ordering, Scalar } from '../scalar.ts';
import { inputsOf, mapInputs, mapScalars, operandsOf, rewriteScalar, scalarsOf, subplanOf, subplansOf } from '../walk.ts';
import { type Signature, signaturesOf } from './signatures.ts';

/**
 * A plan that is read more than once is computed once: it becomes a named query that each place reads.
 *
 * Found before filters and columns are pushed, which would make the places differ; `filter-shared` and `prune-columns` then see to it
 * that no more is computed than all places together read. Equal means the same steps, whatever the columns' ids: a frame that joins itself
 * is under other ids on one side. Left where they are:
 * - tables with filters and expressions over them, which engines read again with less work than they would store them;
 * - inside a subquery that reads outer columns, where the engine may look only at what the outer row asks for, unless the rows are chosen
 *   by chance or by the engine: those must be the same ones everywhere;
 * - plans with two columns of one name, or in an order by what is no column of theirs, which a named query cannot pass on.
 */
export function shareSubplans(plan: Plan): Plan {
  if (plan.kind === 'With' || !readsTwice(plan)) return plan;
  const signatures = signaturesOf(plan);
  const isShareable = (node: Plan, correlated: boolean): Signature | undefined => {
    const signature = signatures.get(node);
    const fits = signature?.heavy === true && signature.free.size === 0 && (signature.chosen || !correlated) && hasOwnNames(node) && orderOf(node) !== 'hidden';
    return fits ? signature : undefined;
  };
  const isCorrelated = (nested: Plan): boolean => (signatures.get(nested)?.free.size ?? 0) > 0;

  const counts = new Map<number, number>();
  const count = (node: Plan, correlated: boolean): void => {
    const signature = isShareable(node, correlated);
    if (signature !== undefined) {
      const before = counts.get(signature.number) ?? 0;
      counts.set(signature.number, before + 1);
      if (before > 0) return;
    }
    for (const input of inputsOf(node)) count(input, correlated);
    for (const nested of scalarsOf(node).flatMap(subplansOf)) count(nested, correlated || isCorrelated(nested));
  };
  count(plan, false);

  const shared: Shared[] = [];
  const keys = new Map<number, ColumnId>();
  const inside = (node: Plan, correlated: boolean): Plan => mapScalars(
    mapInputs(node, (input) => replaced(input, correlated)),
    (scalar) => (subplansOf(scalar).length === 0 ? scalar : rewriteScalar(scalar, (same) => same, (nested) => replaced(nested, correlated || isCorrelated(nested)))),
  );
  const replaced = (node: Plan, correlated: boolean): Plan => {
    const signature = isShareable(node, correlated);
    if (signature === undefined || (counts.get(signature.number) ?? 0) < 2) return inside(node, correlated);
    const known = keys.get(signature.number) ?? nextColumnId();
    if (!keys.has(signature.number)) {
      keys.set(signature.number, known);
      shared.push({ key: known, plan: inside(node, correlated), chosen: signature.chosen });
    }
    return read(known, node);
  };
  const input = replaced(plan, false);
  return shared.length === 0 ? plan : { kind: 'With', shared, input, schema: input.schema };
}

/** Whether anything that rows come from stands in a plan twice; most plans are told apart by that alone. */
function readsTwice(plan: Plan): boolean {
  const seen = new Set<unknown>();
  const visit = (node: Plan): boolean => {
    const source = sourceOf(node);
    if (source !== undefined && seen.has(source)) return true;
    if (source !== undefined) seen.add(source);
    return inputsOf(node).some(visit) || scalarsOf(node).some(visitScalar);
  };
  const visitScalar = (scalar: Scalar): boolean => {
    const nested = subplanOf(scalar);
    return nested !== undefined && visit(nested) || operandsOf(scalar).some(visitScalar);
  };
  return visit(plan);
}

function sourceOf(plan: Plan): unknown {
  switch (plan.kind) {
    case 'Scan': return plan.table.length === 1 ? plan.table[0] : plan.table.join('\u0000');
    case 'Written': return plan.query;
    case 'Rows': return 'rows';
    default: return undefined;
  }
}

function hasOwnNames(plan: Plan): boolean {
  return new Set(plan.schema.map((column) => column.name.toLowerCase())).size === plan.schema.length;
}

/** Reads a shared plan in place of the one that stood there, in the same order. */
function read(key: ColumnId, plan: Plan): Plan {
  const made: CteReference = { kind: 'CteReference', key, schema: plan.schema };
  const orderBy = orderOf(plan);
  return orderBy === undefined || orderBy === 'hidden' ? made : { kind: 'Sort', input: made, orderBy, schema: plan.schema };
}

/** The order that the rows of a plan come in, by its columns; 'hidden' when it is by something else. */
function orderOf(plan: Plan): readonly Ordering[] | 'hidden' | undefined {
  switch (plan.kind) {
    case 'Sort': return plan.orderBy.every(({ expression }) => expression.kind === 'Reference') ? plan.orderBy : 'hidden';
    case 'Filter': case 'Limit': case 'Sample': case 'Window': case 'Unnest': return orderOf(plan.input);
    case 'Project': return through(plan.outputs, orderOf(plan.input));
    default: return undefined;
  }
}

function through(outputs: readonly Output[], order: ReturnType<typeof orderOf>): ReturnType<typeof orderOf> {
  if (order === undefined || order === 'hidden') return order;
  const passed = order.flatMap((item): Ordering[] => {
    const { expression: key } = item;
    const output = outputs.find(({ expression }) => expression.kind === 'Reference' && key.kind === 'Reference' && expression.id === key.id);
    return output === undefined ? [] : [{ ...item, expression: reference(output.column) }];
  });
  return passed.length === order.length ? passed : 'hidden';
}
