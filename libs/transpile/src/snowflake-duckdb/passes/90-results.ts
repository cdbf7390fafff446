import type { Projection, QueryStatement, Select } from '@millrace/sql-ir';
import { castTo } from '../convert.ts';
import { at, type LowerContext } from '../lower-context.ts';
import type { NodePass } from './pass.ts';

/** Result columns have exactly the scale that the binder gave them, whatever the engine computed. */
export const results: NodePass = {
  name: 'results',
  handlers: { QueryStatement: scaledResult },
};

function scaledResult(statement: QueryStatement, context: LowerContext): QueryStatement {
  if (statement.query.kind !== 'Select') return statement;
  const query = resultSelect(statement.query, context);
  return query === statement.query ? statement : { ...statement, query };
}

function resultSelect(select: Select, context: LowerContext): Select {
  if (!select.projections.some((projection) => scaled(projection, context) !== projection)) return select;
  return { ...select, projections: select.projections.map((projection) => scaled(projection, context)) };
}

/** A computed number with decimals, cast to its scale. */
function scaled(projection: Projection, context: LowerContext): Projection {
  const { expression } = projection;
  if (expression.kind === 'Star' || expression.kind === 'Column' || expression.kind === 'Cast' || expression.kind === 'Literal') return projection;
  const type = context.table.typeOf(expression);
  if (type.type !== 'number' || type.scale === 0) return projection;
  return { ...projection, expression: at(castTo(expression, { ...type, precision: 38 }), expression) };
}
