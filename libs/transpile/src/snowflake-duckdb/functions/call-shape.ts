import { build, type Call, type Expression, rewrite } from '@millrace/sql-ir';
import { engineAggregates } from '../engine-aggregates.ts';

const nameParts = new Map<string, Call['name']>();

/** A bare name as a call has it, made once. */
function partsOf(name: string): Call['name'] {
  const known = nameParts.get(name);
  if (known !== undefined) return known;
  const made = [build.identifier(name, false)];
  nameParts.set(name, made);
  return made;
}

/** The same call under another name, and with other arguments. */
export function renamed(call: Call, name: string, args: readonly Expression[] = call.args): Call {
  return { ...call, name: partsOf(name), args };
}

/** Aggregates and window functions of DuckDB: in a template, OVER, DISTINCT and FILTER belong to these. */
const overRows: ReadonlySet<string> = new Set([
  ...engineAggregates, 'map', 'row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile', 'lag', 'lead', 'first_value', 'last_value', 'nth_value',
]);

/** Puts what stood around the original call (OVER, FILTER, DISTINCT, orders) onto each aggregate of what it became. */
export function onAggregate(lowered: Expression, original: Call): Expression {
  const { over, filter, nulls, distinct, orderBy } = original;
  if (over === undefined && filter === undefined && nulls === undefined && !distinct && orderBy.length === 0) return lowered;
  return rewrite(lowered, {
    Call: (call) => {
      if (!overRows.has(call.name[0]?.name.toLowerCase() ?? '') || call.over !== undefined) return call;
      return {
        ...call,
        distinct: call.distinct || distinct,
        orderBy: call.orderBy.length > 0 ? call.orderBy : orderBy,
        ...(filter === undefined ? {} : { filter }), ...(nulls === undefined ? {} : { nulls }), ...(over === undefined ? {} : { over }),
      };
    },
  });
}
