import { build, type Call, type Expression, rewrite } from '@millrace/sql-ir';

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
const aggregates: ReadonlySet<string> = new Set([
  'count', 'sum', 'avg', 'min', 'max', 'any_value', 'list', 'array_agg', 'string_agg', 'bool_and', 'bool_or', 'bit_and', 'bit_or', 'bit_xor', 'arg_max', 'arg_min', 'count_if',
  'median', 'quantile_cont', 'quantile_disc', 'mode', 'stddev_samp', 'stddev_pop', 'var_samp', 'var_pop', 'covar_samp', 'covar_pop', 'corr', 'kurtosis', 'skewness', 'approx_count_distinct',
  'regr_avgx', 'regr_avgy', 'regr_count', 'regr_intercept', 'regr_r2', 'regr_slope', 'regr_sxx', 'regr_sxy', 'regr_syy', 'approx_quantile', 'json_group_array', 'json_group_object', 'first', 'last', 'product', 'sumkahan',
  'row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile', 'lag', 'lead', 'first_value', 'last_value', 'nth_value', 'map', 'kurtosis_pop', 'histogram',
]);

/** Puts what stood around the original call (OVER, FILTER, DISTINCT, orders) onto each aggregate of what it became. */
export function onAggregate(lowered: Expression, original: Call): Expression {
  const { over, filter, nulls, distinct, orderBy } = original;
  if (over === undefined && filter === undefined && nulls === undefined && !distinct && orderBy.length === 0) return lowered;
  return rewrite(lowered, {
    Call: (call) => {
      if (!aggregates.has(call.name[0]?.name.toLowerCase() ?? '') || call.over !== undefined) return call;
      return {
        ...call,
        distinct: call.distinct || distinct,
        orderBy: call.orderBy.length > 0 ? call.orderBy : orderBy,
        ...(filter === undefined ? {} : { filter }), ...(nulls === undefined ? {} : { nulls }), ...(over === undefined ? {} : { over }),
      };
    },
  });
}
