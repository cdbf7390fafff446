import { type Catalogue, defineCodes } from '@millrace/diagnostics';

const definitions = {
  PLAN_UNKNOWN_COLUMN: { text: "{step}: there is no column '{column}'.", hint: 'the columns here are {columns}', exit: 3 },
  PLAN_DUPLICATE_COLUMN: { text: "{step}: the column '{column}' is named twice.", hint: 'give one of them another name with select or rename', exit: 3 },
  PLAN_NO_COLUMNS: { text: '{step}: at least one column is needed.', exit: 3 },
  PLAN_TYPE_MISMATCH: { text: '{step}: {what} cannot be {actual}; it must be {expected}.', exit: 3 },
  PLAN_AGGREGATE_PLACE: { text: "{step}: the aggregate '{aggregate}' has no group here.", hint: 'compute it with agg or groupBy(…).agg first, or give it a window with over', exit: 3 },
  PLAN_NOT_AGGREGATED: { text: "{step}: the column '{column}' is neither a key of the group nor inside an aggregate.", hint: "add '{column}' to groupBy, or take its min, max or sum", exit: 3 },
  PLAN_NESTED_AGGREGATE: { text: "{step}: the aggregate '{aggregate}' stands inside another aggregate.", hint: 'aggregate in two steps', exit: 3 },
  PLAN_COLUMN_COUNT: { text: '{step}: one side has {left} columns and the other {right}.', hint: 'select the same columns on both sides', exit: 3 },
  PLAN_COLUMN_TYPES: { text: "{step}: column '{column}' is {left} on one side and {right} on the other.", hint: 'cast one of them', exit: 3 },
  PLAN_BAD_LIMIT: { text: '{step}: {value} is not a whole number of rows, zero or more.', exit: 3 },
  PLAN_BAD_SAMPLE: { text: '{step}: {value} {unit} is no size of a sample; it must be {expected}.', exit: 3 },
  PLAN_DIVISION_BY_ZERO: { text: 'The divisor is the constant 0.', hint: 'divide by a column to get NULL where it is 0', exit: 3 },
  PLAN_BAD_VALUE: { text: 'The value {value} cannot be {type}.', exit: 3 },
  PLAN_UNSUPPORTED: { text: '{dialect} cannot express {feature}.', exit: 3 },
  PLAN_CORRELATED: { text: "{step}: the column '{column}' belongs to a query that is not around this one.", hint: 'refer to an outer column only inside exists, scalar or in, within the callback that gave it', exit: 3 },
} as const;

/** What can be wrong with a plan. */
export const errors: Catalogue<typeof definitions> = defineCodes(definitions);
