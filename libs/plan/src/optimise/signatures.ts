import type { Query } from '@millrace/sql-ir';
import type { CteReference, Plan, PlanColumn } from '../plan.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { inputsOf, mapInputs, mapScalars, rewriteScalar, scalarsOf, some } from '../walk.ts';

/** What is known of a plan whatever ids its columns have. */
export interface Signature {
  /** The same for plans that say the same thing. */
  readonly number: number;
  /** The columns and recursions around it that it reads. */
  readonly free: ReadonlySet<ColumnId>;
  /** Whether it does more than read, filter and compute row by row. */
  readonly heavy: boolean;
  /** Whether computing it again might give other rows: chance chooses them, or the engine, or SQL of the caller's that may do anything. */
  readonly chosen: boolean;
}

/** What stands around a plan: the columns of the queries, and the recursions, innermost first. */
interface Around {
  readonly scopes: readonly (readonly PlanColumn[])[];
  readonly recursions: readonly ColumnId[];
}

interface Seen {
  readonly signatures: Map<Plan, Signature>;
  readonly texts: Map<string, number>;
  readonly queries: Map<Query, number>;
}

/**
 * The signatures of a plan and of all plans in it, those of subqueries too, in one walk from the leaves up:
 * a node is written as text with its inputs as their numbers and its columns by their place, and equal texts have one number.
 */
export function signaturesOf(plan: Plan): ReadonlyMap<Plan, Signature> {
  const seen: Seen = { signatures: new Map(), texts: new Map(), queries: new Map() };
  sign(plan, { scopes: [], recursions: [] }, seen);
  return seen.signatures;
}

function sign(plan: Plan, around: Around, seen: Seen): Signature {
  const free = new Set<ColumnId>();
  const parts: Signature[] = [];
  const own = inputsOf(plan).flatMap((input) => input.schema);
  const scopes = [own, ...around.scopes];
  const enter = (part: Plan, there: Around): CteReference => {
    const signature = sign(part, there, seen);
    parts.push(signature);
    for (const id of signature.free) free.add(id);
    return { kind: 'CteReference', key: signature.number, schema: [] };
  };
  const inside = plan.kind === 'Recursive' ? { ...around, recursions: [plan.key, ...around.recursions] } : around;
  const below = mapInputs(plan, (input) => enter(input, inside));
  const scalar = (given: Scalar): Scalar => rewriteScalar(given, (node) => {
    if (node.kind !== 'Reference') return node;
    free.add(node.id);
    return { ...node, name: placeOf(node.id, scopes) };
  }, (nested) => enter(nested, { ...around, scopes }));
  const shown = mapScalars(below, scalar);
  if (plan.kind === 'CteReference') free.add(plan.key);
  for (const column of own) free.delete(column.id);
  if (plan.kind === 'Recursive') free.delete(plan.key);
  const signature: Signature = {
    number: numberOf(seen.texts, textOf(shown, around, seen)), free,
    heavy: parts.length > inputsOf(plan).length || isHeavy(plan) || parts.some((part) => part.heavy),
    chosen: isChosen(plan) || parts.some((part) => part.chosen),
  };
  seen.signatures.set(plan, signature);
  return signature;
}

function textOf(plan: Plan, around: Around, seen: Seen): string {
  switch (plan.kind) {
    case 'Written': return JSON.stringify({ ...plan, query: numberOf(seen.queries, plan.query) }, withoutIds);
    case 'Recursive': return JSON.stringify({ ...plan, key: 0 }, withoutIds);
    case 'CteReference': return JSON.stringify({ ...plan, key: around.recursions.indexOf(plan.key) }, withoutIds);
    default: return JSON.stringify(plan, withoutIds);
  }
}

/** JSON has no ids here, and keeps what it would else make null or refuse. */
function withoutIds(key: string, value: unknown): unknown {
  if (key === 'id') return 0;
  if (typeof value === 'bigint') return `${value}n`;
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** Where a column stands: how many queries out, and the how manieth there. */
function placeOf(id: ColumnId, scopes: Around['scopes']): string {
  for (const [out, columns] of scopes.entries()) {
    const place = columns.findIndex((column) => column.id === id);
    if (place >= 0) return `${out}.${place}`;
  }
  return '';
}

function numberOf<T>(numbers: Map<T, number>, item: T): number {
  const known = numbers.get(item) ?? numbers.size;
  numbers.set(item, known);
  return known;
}

function isHeavy(plan: Plan): boolean {
  switch (plan.kind) {
    case 'Aggregate': case 'Pivot': case 'Window': case 'Distinct': case 'Join': case 'Limit': case 'Sample': case 'Recursive': case 'Written': return true;
    case 'SetOperation': return plan.operator !== 'union all';
    case 'Project': case 'Filter': return hasWindow(plan);
    default: return false;
  }
}

function isChosen(plan: Plan): boolean {
  return plan.kind === 'Sample' || plan.kind === 'Limit' || plan.kind === 'Written' || hasWindow(plan);
}

function hasWindow(plan: Plan): boolean {
  return scalarsOf(plan).some((scalar) => some(scalar, (node) => node.kind === 'Windowed'));
}
