import type { Query, Select } from '@millrace/sql-ir';
import { castTo } from '../convert.ts';
import { at, type LowerContext } from '../lower-context.ts';
import type { Pass } from './pass.ts';

/** Result columns have exactly the scale that the binder gave them, whatever the engine computed. */
export const results: Pass = {
  name: 'results',
  run: (statement, context) => (statement.kind === 'QueryStatement' ? { ...statement, query: resultQuery(statement.query, context) } : statement),
};

function resultQuery(query: Query, context: LowerContext): Query {
  return query.kind === 'Select' ? resultSelect(query, context) : query;
}

function resultSelect(select: Select, context: LowerContext): Select {
  return {
    ...select,
    projections: select.projections.map((projection) => {
      const { expression } = projection;
      if (expression.kind === 'Star' || expression.kind === 'Column' || expression.kind === 'Cast' || expression.kind === 'Literal') return projection;
      const type = context.table.typeOf(expression);
      if (type.type !== 'number' || type.scale === 0) return projection;
      return { ...projection, expression: at(castTo(expression, { ...type, precision: 38 }), expression) };
    }),
  };
}
