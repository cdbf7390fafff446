import { type Expression, type Select, visit } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { type BindContext, errorAt, resolvesNames } from './bind-context.ts';

/**
 * The rules of a SELECT that no engine states in Snowflake's words.
 *
 * @throws ToolError TRANSPILE_QUALIFY_WITHOUT_WINDOW, TRANSPILE_AGGREGATE_IN_WHERE.
 */
export function checkSelect(select: Select, context: BindContext): void {
  if (!resolvesNames(context)) return;
  if (select.qualify !== undefined && ![select.qualify, ...select.projections.map(({ expression }) => expression)].some(hasWindow)) {
    throw errorAt(errors.TRANSPILE_QUALIFY_WITHOUT_WINDOW, {}, select.qualify, context);
  }
  if (select.where !== undefined) {
    visit(select.where, {
      Subquery: () => false,
      Exists: () => false,
      Select: () => false,
      Call: (call) => {
        const record = context.table.recordOf(call);
        if (record?.kind === 'aggregate' && call.over === undefined) throw errorAt(errors.TRANSPILE_AGGREGATE_IN_WHERE, { name: record.name }, call, context);
      },
    });
  }
}

function hasWindow(expression: Expression): boolean {
  let found = false;
  visit(expression, { Call: (call) => void (found ||= call.over !== undefined), Subquery: () => false });
  return found;
}
