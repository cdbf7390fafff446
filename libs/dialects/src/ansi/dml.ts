import type { Assignment, Conflict, Expression, Insert, InsertAll, InsertTarget, Merge, MergeWhen, NodeOf, Spanned } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { clause, withClause } from './queries.ts';

/** `a = 1, b = 2`. */
export function assignments(w: Writer, set: readonly Assignment[]): void {
  w.items(set, (one) => {
    const { column, more, steps, value } = one;
    if (more !== undefined) {
      w.need(w.dialect.name === 'postgres' || w.dialect.name === 'sqlite' || (w.dialect.name === 'oracle' && value.kind === 'Subquery'), column, 'SET (a, b) = …');
      w.text += '(';
      w.list([column, ...more]);
      w.text += ')';
    } else w.node(column);
    if (steps !== undefined) subscripts(w, column, steps);
    w.text += ' = ';
    w.node(value);
  });
}

/** Only PostgreSQL assigns to parts of a value. */
function subscripts(w: Writer, at: Spanned, steps: NonNullable<Assignment['steps']>): void {
  w.need(w.dialect.name === 'postgres', at, 'assignment to an element');
  for (const step of steps) {
    if ('field' in step) {
      w.text += '.';
      w.node(step.field);
      continue;
    }
    w.text += '[';
    if ('index' in step) w.node(step.index);
    else {
      if (step.from !== undefined) w.node(step.from);
      w.text += ':';
      if (step.to !== undefined) w.node(step.to);
    }
    w.text += ']';
  }
}

/** RETURNING and its list, nothing for none. */
export function returning(w: Writer, n: Spanned & Pick<Insert, 'returning' | 'returningInto'>): void {
  if (n.returning.length === 0) return;
  const into = n.returningInto;
  // Oracle has it, but only into variables.
  const oracle = w.dialect.name === 'oracle' && into !== undefined && into.table === undefined;
  w.need(oracle || w.dialect.capabilities.returning, n, 'RETURNING');
  clause(w, 'RETURNING', () => w.list(n.returning));
  if (into === undefined) return;
  w.need(oracle, n, 'RETURNING … INTO');
  w.text += into.bulk === true ? ' BULK COLLECT INTO ' : ' INTO ';
  w.list(into.variables);
}

export function dmlWith(w: Writer, n: Spanned & Parameters<typeof withClause>[1]): void {
  if (n.with.length > 0) w.need(w.dialect.capabilities.withBeforeDml, n, 'WITH before INSERT, UPDATE, DELETE or MERGE');
  withClause(w, n);
}

function conflict(w: Writer, n: Insert, c: Conflict): void {
  w.need(w.dialect.capabilities.upsert, n, 'ON CONFLICT');
  w.line();
  w.text += 'ON CONFLICT';
  if (c.constraint !== undefined) {
    w.need(w.dialect.name === 'postgres', n, 'ON CONFLICT ON CONSTRAINT');
    w.text += ' ON CONSTRAINT ';
    w.node(c.constraint);
  }
  if (c.keys.length > 0) {
    w.text += ' ';
    w.parenthesised(c.keys, (key) => conflictKey(w, key));
  }
  const { keyWhere, where } = c;
  if (keyWhere !== undefined) clause(w, 'WHERE', () => w.node(keyWhere));
  if (c.set.length === 0) w.text += ' DO NOTHING';
  else {
    w.text += ' DO UPDATE SET ';
    assignments(w, c.set);
    if (where !== undefined) clause(w, 'WHERE', () => w.node(where));
  }
  if (c.next === undefined) return;
  w.need(w.dialect.name === 'sqlite', n, 'a second ON CONFLICT');
  conflict(w, n, c.next);
}

/** A column or a call as it is, any other expression in parentheses of its own. */
function conflictKey(w: Writer, key: Expression): void {
  const bare = key.kind === 'Identifier' || key.kind === 'Call' || key.kind === 'Collate';
  if (!bare) w.text += '(';
  w.node(key);
  if (!bare) w.text += ')';
}

/** Says so of an INSERT that asks what to do with rows that are there already. */
export function conflictFree(w: Writer, n: Insert): void {
  if (n.or !== undefined) w.unsupported(n, `INSERT OR ${n.or}`);
  if (n.conflict !== undefined) w.unsupported(n, 'ON CONFLICT');
}

function insert(w: Writer, n: Insert): void {
  const can = w.dialect.capabilities;
  if (can.withBeforeDml) withClause(w, n);
  if (n.overwrite) w.need(can.insertOverwrite, n, 'INSERT OVERWRITE');
  if (n.or !== undefined) w.need(w.dialect.name === 'sqlite' || (w.dialect.name === 'duckdb' && (n.or === 'REPLACE' || n.or === 'IGNORE')), n, `INSERT OR ${n.or}`);
  w.text += 'INSERT';
  w.hints(n.table.pos);
  w.text += n.overwrite ? ' OVERWRITE INTO ' : n.or === undefined ? ' INTO ' : ` OR ${n.or} INTO `;
  w.node(n.table);
  if (n.partition !== undefined) w.unsupported(n, 'INSERT INTO … PARTITION');
  if (n.columns.length > 0) {
    w.text += ' ';
    w.names(n.columns);
  }
  if (n.byName) {
    w.need(can.byName, n, 'INSERT … BY NAME');
    w.text += ' BY NAME';
  }
  if (n.overriding !== undefined) {
    w.need(w.dialect.name === 'postgres', n, 'OVERRIDING');
    w.text += ` OVERRIDING ${n.overriding}`;
  }
  w.line();
  if (!can.withBeforeDml) withClause(w, n);
  if (n.source === 'DEFAULT VALUES') w.text += n.source;
  else w.node(n.source);
  if (n.conflict !== undefined) conflict(w, n, n.conflict);
  returning(w, n);
}

function insertTargets(w: Writer, targets: readonly InsertTarget[]): void {
  w.indented(() => {
    for (const { table, columns, values } of targets) {
      w.line();
      w.text += 'INTO ';
      w.node(table);
      if (columns.length > 0) {
        w.text += ' ';
        w.names(columns);
      }
      if (values.length === 0) continue;
      w.text += ' VALUES ';
      w.parenthesised(values, (value) => w.node(value));
    }
  });
}

/** Spark's `FROM t INSERT … INSERT …`. */
function multiInsert(w: Writer, n: InsertAll, inserts: readonly Insert[]): void {
  w.need(w.dialect.name === 'spark', n, 'several INSERTs that read one table');
  w.text += 'FROM ';
  if (n.source.kind === 'Select' && n.source.from !== undefined) w.node(n.source.from);
  for (const one of inserts) {
    w.line();
    w.node(one);
  }
}

function insertAll(w: Writer, n: InsertAll): void {
  if (n.inserts !== undefined) return multiInsert(w, n, n.inserts);
  w.need(w.dialect.capabilities.insertAll, n, 'INSERT into several tables');
  w.text += n.overwrite ? 'INSERT OVERWRITE ' : 'INSERT ';
  w.text += n.first ? 'FIRST' : 'ALL';
  for (const { condition, into } of n.branches) {
    if (condition !== undefined) {
      w.line();
      w.text += 'WHEN ';
      w.node(condition);
      w.text += ' THEN';
    }
    insertTargets(w, into);
  }
  if (n.otherwise.length > 0) {
    w.line();
    w.text += 'ELSE';
    insertTargets(w, n.otherwise);
  }
  w.line();
  w.node(n.source);
}

/** What only some have: a join that is changed, a number of rows. */
function plainChange(w: Writer, n: NodeOf<'Update' | 'Delete'>): void {
  const verb = n.kind.toUpperCase();
  if (n.joined !== undefined) w.unsupported(n, `${verb} of a join`);
  if (n.bounds !== undefined) w.unsupported(n, `${verb} … LIMIT`);
}

/** SET and its assignments. */
export function setClause(w: Writer, set: readonly Assignment[]): void {
  w.line();
  w.text += 'SET ';
  assignments(w, set);
}

function update(w: Writer, n: NodeOf<'Update'>): void {
  const { from, where } = n;
  plainChange(w, n);
  dmlWith(w, n);
  w.need(n.or === undefined || w.dialect.name === 'sqlite', n, `UPDATE OR ${n.or ?? ''}`);
  w.text += n.or === undefined ? 'UPDATE ' : `UPDATE OR ${n.or} `;
  w.node(n.table);
  setClause(w, n.set);
  if (from !== undefined) {
    w.need(w.dialect.capabilities.updateFrom, n, 'UPDATE … FROM');
    clause(w, 'FROM', () => w.node(from));
  }
  if (where !== undefined) clause(w, 'WHERE', () => w.node(where));
  returning(w, n);
}

function deleteFrom(w: Writer, n: NodeOf<'Delete'>): void {
  const { using, where } = n;
  plainChange(w, n);
  dmlWith(w, n);
  w.text += 'DELETE';
  w.hints(n.table.pos);
  w.text += ' FROM ';
  w.node(n.table);
  if (using !== undefined) {
    w.need(w.dialect.capabilities.deleteUsing, n, 'DELETE … USING');
    clause(w, 'USING', () => w.node(using));
  }
  if (where !== undefined) clause(w, 'WHERE', () => w.node(where));
  returning(w, n);
}

function byNameWords(w: Writer, action: 'UPDATE ALL BY NAME' | 'INSERT ALL BY NAME'): string {
  if (w.dialect.name === 'spark') return action === 'UPDATE ALL BY NAME' ? 'UPDATE SET *' : 'INSERT *';
  return w.dialect.name === 'duckdb' ? action.replace(' ALL', '') : action;
}

function whenClause(w: Writer, n: Merge, when: MergeWhen): void {
  if (when.match === 'NOT MATCHED BY SOURCE') w.need(w.dialect.capabilities.mergeBySource, n, 'WHEN NOT MATCHED BY SOURCE');
  w.line();
  w.commentsBeforeItem(when);
  w.text += `WHEN ${when.match}`;
  if (when.condition !== undefined) {
    w.text += ' AND ';
    w.expression(when.condition, w.dialect.precedence.AND.power);
  }
  w.text += ' THEN ';
  mergeAction(w, n, when.action);
}

function mergeAction(w: Writer, n: Merge, action: MergeWhen['action']): void {
  switch (action.type) {
    case 'UPDATE':
      if (action.deleteWhere !== undefined) w.unsupported(n, 'UPDATE … DELETE WHERE in MERGE');
      w.text += 'UPDATE SET ';
      return assignments(w, action.set);
    case 'INSERT': return mergeInsert(w, n, action);
    case 'UPDATE ALL BY NAME': case 'INSERT ALL BY NAME':
      w.need(w.dialect.capabilities.byName, n, action.type);
      w.text += byNameWords(w, action.type);
      return;
    case 'UPDATE *': case 'INSERT *':
      w.need(w.dialect.capabilities.mergeStar, n, action.type);
      w.text += action.type === 'UPDATE *' ? 'UPDATE SET *' : 'INSERT *';
      return;
    case 'DO NOTHING':
      w.need(w.dialect.name !== 'snowflake', n, 'DO NOTHING in MERGE');
      break;
    case 'INSERT DEFAULT VALUES':
      w.need(w.dialect.name === 'postgres' || w.dialect.name === 'duckdb', n, 'INSERT DEFAULT VALUES in MERGE');
      break;
    case 'ERROR':
      w.need(w.dialect.name === 'duckdb', n, 'ERROR in MERGE');
      w.text += action.message === undefined ? 'ERROR' : 'ERROR ';
      if (action.message !== undefined) w.node(action.message);
      return;
    case 'DELETE':
  }
  w.text += action.type;
}

function mergeInsert(w: Writer, n: Merge, action: MergeWhen['action'] & { readonly type: 'INSERT' }): void {
  w.text += 'INSERT';
  if (action.columns.length > 0) {
    w.text += ' ';
    w.names(action.columns);
  }
  if (action.overriding !== undefined) {
    w.need(w.dialect.name === 'postgres', n, 'OVERRIDING');
    w.text += ` OVERRIDING ${action.overriding}`;
  }
  w.text += ' VALUES ';
  w.parenthesised(action.values, (value) => w.node(value));
}

export function merge(w: Writer, n: Merge): void {
  w.need(w.dialect.capabilities.merge, n, 'MERGE');
  dmlWith(w, n);
  w.text += 'MERGE';
  w.hints(n.target.pos);
  w.text += ' INTO ';
  w.node(n.target);
  clause(w, 'USING', () => w.node(n.source));
  clause(w, 'ON', () => w.node(n.on));
  for (const when of n.whens) whenClause(w, n, when);
  returning(w, n);
}

/** Standard SQL's statements that change rows. */
export const dml: Pick<Printers, 'QueryStatement' | 'Insert' | 'InsertAll' | 'Update' | 'Delete' | 'Merge' | 'Truncate' | 'Copy'> = {
  QueryStatement: (w, n) => w.node(n.query),
  Insert: insert,
  InsertAll: insertAll,
  Update: update,
  Delete: deleteFrom,
  Merge: merge,
  Truncate(w, n) {
    w.need(w.dialect.capabilities.truncate, n, 'TRUNCATE');
    w.need(n.object === undefined || w.dialect.name === 'snowflake', n, `TRUNCATE ${n.object ?? ''}`);
    w.text += `TRUNCATE ${n.object ?? 'TABLE'} `;
    if (n.ifExists && w.dialect.name === 'snowflake') w.text += 'IF EXISTS ';
    w.list(n.tables);
    if (n.identity !== undefined || n.behavior !== undefined) w.need(w.dialect.name === 'postgres', n, 'TRUNCATE … IDENTITY or CASCADE');
    if (n.identity !== undefined) w.text += ` ${n.identity} IDENTITY`;
    if (n.behavior !== undefined) w.text += ` ${n.behavior}`;
  },
  Copy: (w, n) => w.unsupported(n, 'COPY INTO'),
};
