import { build, type Insert, type Query, synthetic } from '@millrace/sql-ir';
import type { NamedScalar } from '../build-plan.ts';
import { type Context, newContext } from '../lower/block.ts';
import { lowerQuery } from '../lower/lower.ts';
import { lowerConstant } from '../lower/lower-scalar.ts';
import type { Plan, Scan } from '../plan.ts';
import type { Constant, Scalar } from '../scalar.ts';
import type { Target } from '../target.ts';
import { assignments, cellsOf, ownName, returningList, type SetColumn, unsupported, writeScalar } from './scope.ts';

/** What becomes of a row whose keys are there already; it may read the row there and the one that came. */
export interface OnConflict {
  readonly keys: readonly string[];
  /** Empty: the row there stays. */
  readonly set: readonly SetColumn[];
  readonly where?: Scalar;
  readonly incoming: Scan;
}

/** Rows to add. */
export interface InsertSpec {
  /** The table's columns, as RETURNING and the conflict read them. */
  readonly table: Scan;
  readonly columns: readonly string[];
  /** Rows of constants, or a plan with as many columns. */
  readonly source: readonly (readonly Constant[])[] | Plan;
  readonly conflict?: OnConflict;
  readonly returning: readonly NamedScalar[];
}

/** INSERT, with ON CONFLICT where asked for. @throws ToolError PLAN_UNSUPPORTED */
export function lowerInsert(spec: InsertSpec, target: Target): Insert {
  const own = ownName(spec.table.table);
  const context = newContext(target, [own, 'excluded']);
  const { conflict } = spec;
  if (conflict !== undefined && !target.onConflict) throw unsupported(target, 'INSERT … ON CONFLICT', 'use MERGE');
  const cells = new Map([...cellsOf(spec.table, own), ...(conflict === undefined ? [] : cellsOf(conflict.incoming, 'excluded'))]);
  return {
    kind: 'Insert', with: [], recursive: false, overwrite: false, byName: false,
    table: build.table(spec.table.table),
    columns: spec.columns.map((column) => build.identifier(column)),
    source: sourceOf(spec.source, context, conflict !== undefined),
    ...(conflict === undefined ? {} : {
      conflict: {
        keys: conflict.keys.map((key) => build.identifier(key)),
        set: assignments(conflict.set, cells, context),
        ...(conflict.where === undefined ? {} : { where: writeScalar(conflict.where, cells, context) }),
      },
    }),
    returning: returningList(spec.returning, cells, context),
    ...synthetic,
  };
}

function sourceOf(source: InsertSpec['source'], context: Context, conflict: boolean): Query {
  if ('kind' in source) {
    const query = lowerQuery(source, context);
    // SQLite takes the ON of ON CONFLICT for that of a join, unless a WHERE stands between (sqlite.org/lang_upsert.html, 2.2).
    const ambiguous = conflict && context.target.dialect === 'sqlite' && query.kind === 'Select' && query.where === undefined && query.groupBy === undefined;
    return ambiguous ? { ...query, where: build.boolean(true) } : query;
  }
  // The columns inserted into give each placeholder its type.
  const rows = source.map((row) => row.map((value) => lowerConstant(value, context.target, true)));
  return { kind: 'Values', with: [], recursive: false, rows, orderBy: [], ...synthetic };
}
