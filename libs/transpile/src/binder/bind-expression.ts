import { type Expression, mapChildren, type Node, type Query } from '@millrace/sql-ir';
import { type SqlType, types } from '../types/sql-type.ts';
import type { BindContext } from './bind-context.ts';
import { bindCall } from './bind-call.ts';
import { bindHierarchical } from './bind-connect-by.ts';
import { bindParameter } from './bind-parameter.ts';
import { isSpread, spreadColumns, spreadList } from './bind-spread.ts';
import { resolveColumn } from './resolve-column.ts';
import type { Scope } from './scope.ts';
import { typeExpression } from './type-expression.ts';

/** Binds a query inside an expression; given by the query binder, which needs this one. */
export type BindSubquery = (query: Query, scope: Scope, context: BindContext) => { readonly query: Query; readonly columns: readonly { readonly type: SqlType; readonly nullable: boolean }[] };

/** The binder of expressions, closed over the binder of queries. */
export interface ExpressionBinder {
  readonly bind: (expression: Expression, scope: Scope, context: BindContext) => Expression;
  readonly bindSubquery: BindSubquery;
}

/** Makes the binder of expressions: names are resolved, every node gets its type, functions get their records. */
export function createExpressionBinder(bindSubquery: BindSubquery): ExpressionBinder {
  const binder: ExpressionBinder = { bind, bindSubquery };
  function bind(expression: Expression, scope: Scope, context: BindContext): Expression {
    switch (expression.kind) {
      // No pass looks at a column by itself; what is not known of it need not be kept.
      case 'Column': {
        const bound = resolveColumn(expression, scope, context);
        return bound.kind === 'Column' ? bound : context.table.markWritten(bound);
      }
      case 'Literal': return typeExpression(expression, context);
      case 'Call': return context.table.markWritten(bindCall(expression, scope, context, binder));
      default: return context.table.markWritten(bindKind(expression, scope, context));
    }
  }
  function bindKind(expression: Expression, scope: Scope, context: BindContext): Expression {
    switch (expression.kind) {
      case 'Parameter': return bindParameter(expression, context);
      case 'TypedLiteral': return typeExpression(expression, context);
      case 'Unary':
        if (expression.op === 'PRIOR' || expression.op === 'CONNECT_BY_ROOT') return bindHierarchical(expression, scope, context, binder);
        return typeExpression(mapChildren(expression, (child) => bindChild(child, scope, context)), context);
      case 'Subquery': case 'Exists': {
        const { query, columns } = bindSubquery(expression.query, scope, context);
        const copy = { ...expression, query };
        const first = expression.kind === 'Exists' ? { type: types.boolean, nullable: false } : { type: columns[0]?.type ?? types.unknown, nullable: true };
        return context.table.bind(copy, first.type, first.nullable);
      }
      case 'In':
        if (Array.isArray(expression.values) && expression.values.some(isSpread)) return bindKind({ ...expression, values: spreadList(expression.values, context) }, scope, context);
        return typeExpression(mapChildren(expression, (child) => bindChild(child, scope, context)), context);
      case 'ArrayOf':
        if (expression.items.some(isSpread)) return bindKind({ ...expression, items: spreadList(expression.items, context) }, scope, context);
        return typeExpression(mapChildren(expression, (child) => bindChild(child, scope, context)), context);
      case 'ObjectOf':
        if (expression.entries.some(({ value }) => value.kind === 'Star')) return typeExpression(spreadColumns(expression, scope, context, bind), context);
        return typeExpression(mapChildren(expression, (child) => bindChild(child, scope, context)), context);
      case 'Lambda': return context.table.set(expression, types.unknown, true);
      default: return typeExpression(mapChildren(expression, (child) => bindChild(child, scope, context)), context);
    }
  }
  function bindChild(child: Node, scope: Scope, context: BindContext): Node {
    if (child.kind === 'Select' || child.kind === 'SetOperation' || child.kind === 'Values') return bindSubquery(child, scope, context).query;
    if (child.kind === 'DataType' || child.kind === 'Identifier') return child;
    return bind(child as Expression, scope, context);
  }
  return binder;
}
