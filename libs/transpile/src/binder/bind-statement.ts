import type { Delete, Statement, Table } from '@millrace/sql-ir';
import type { BindContext } from './bind-context.ts';
import { bindAlter, bindCreateTable } from './bind-definition.ts';
import { bindInsert } from './bind-insert.ts';
import { bindMerge } from './bind-merge.ts';
import { bindQuery, type BoundQuery, queryBinders } from './bind-query.ts';
import { bindRelation } from './bind-relation.ts';
import { bindUpdate } from './bind-update.ts';
import { bindWith } from './bind-with.ts';
import { childScope, emptyScope, type Scope, type ScopeColumn } from './scope.ts';

/** A statement bound, with the columns of its result where it has one. */
export interface BoundStatement {
  readonly statement: Statement;
  readonly columns: readonly ScopeColumn[];
}

/** A statement around a query; its columns are named when asked for. */
class BoundQueryStatement implements BoundStatement {
  readonly statement: Statement;
  private readonly query: BoundQuery;

  constructor(statement: Statement, query: BoundQuery) {
    this.statement = statement;
    this.query = query;
  }

  get columns(): readonly ScopeColumn[] {
    return this.query.columns;
  }
}

/**
 * Binds a statement. Those that only a catalog gives meaning to (DDL, SHOW, USE, …) come back with the queries inside them bound.
 *
 * @throws ToolError with the first finding.
 */
export function bindStatement(statement: Statement, context: BindContext): BoundStatement {
  switch (statement.kind) {
    case 'QueryStatement': {
      const bound = bindQuery(statement.query, emptyScope, context);
      return new BoundQueryStatement(bound.query === statement.query ? statement : { ...statement, query: bound.query }, bound);
    }
    case 'CreateTable': return bindCreateTable(statement, context);
    case 'Alter': return { statement: bindAlter(statement, context), columns: [] };
    case 'CreateView': {
      const bound = bindQuery(statement.query, emptyScope, context);
      return new BoundQueryStatement({ ...statement, query: bound.query }, bound);
    }
    case 'Explain': return { statement: { ...statement, statement: bindStatement(statement.statement, context).statement }, columns: [] };
    case 'Insert': return { statement: bindInsert(statement, context), columns: [] };
    case 'Update': return { statement: bindUpdate(statement, context), columns: [] };
    case 'Delete': return { statement: bindDelete(statement, context), columns: [] };
    case 'Merge': return { statement: bindMerge(statement, context), columns: [] };
    case 'Truncate': return { statement: { ...statement, tables: statement.tables.map((table) => bindTarget(table, emptyScope, context).table) }, columns: [] };
    default: return { statement, columns: [] };
  }
}

/** A DML target bound, and the scope in which only it is seen. */
export interface BoundTarget {
  readonly table: Table;
  readonly scope: Scope;
  /** Empty where the table is not known. */
  readonly columns: readonly ScopeColumn[];
}

/** Binds the table a DML statement changes. */
export function bindTarget(table: Table, outer: Scope, context: BindContext): BoundTarget {
  const bound = bindRelation(table, outer, context, queryBinders);
  const scope = childScope(outer, { relations: bound.relations });
  return { table: bound.relation.kind === 'Table' ? bound.relation : table, scope, columns: bound.relations[0]?.columns ?? [] };
}

function bindDelete(statement: Delete, context: BindContext): Delete {
  const { ctes, scope: outer, recursive } = bindWith(statement, emptyScope, context, queryBinders);
  const target = bindTarget(statement.table, outer, context);
  const using = statement.using === undefined ? undefined : bindRelation(statement.using, target.scope, context, queryBinders);
  const scope = childScope(outer, { relations: [...target.scope.relations, ...(using?.relations ?? [])] });
  const bind = queryBinders.expressions.bind;
  return {
    ...statement, with: ctes, recursive, table: target.table,
    ...(using === undefined ? {} : { using: using.relation }),
    ...(statement.where === undefined ? {} : { where: bind(statement.where, scope, context) }),
  };
}
