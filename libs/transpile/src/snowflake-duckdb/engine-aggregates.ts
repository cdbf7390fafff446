import { type Expression, type Node, visit } from '@millrace/sql-ir';

/** The engine's aggregates: `select distinct function_name from duckdb_functions() where function_type = 'aggregate'`, as far as records use them. */
export const engineAggregates: ReadonlySet<string> = new Set(`any_value approx_count_distinct approx_quantile arg_max arg_max_null arg_min arg_min_null array_agg avg bit_and bit_or bit_xor bool_and bool_or
  corr count count_if covar_pop covar_samp first histogram json_group_array json_group_object kurtosis kurtosis_pop last list max median min mode product quantile_cont quantile_disc regr_avgx regr_avgy
  regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy skewness stddev_pop stddev_samp string_agg sum sumkahan var_pop var_samp`.split(/\s+/));

/** Whether a lowered node is a call of an aggregate over rows, not over a window. */
export const isEngineAggregate = (node: Node): boolean => node.kind === 'Call' && node.over === undefined && engineAggregates.has(node.name[0]?.name.toLowerCase() ?? '');

/** Whether a lowered expression is computed of groups of rows. */
export function holdsEngineAggregate(expression: Expression): boolean {
  let found = false;
  visit(expression, { Call: (call) => { found ||= isEngineAggregate(call); }, Subquery: () => false, Select: () => false });
  return found;
}
