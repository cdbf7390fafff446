import type { IndexTarget, NodeOf, OrderItem } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';
import { orderKey } from './calls.ts';
import { property, propertyList } from './properties.ts';
import { createHead } from './routines.ts';

/** CREATE INDEX; what only says how it is made or kept goes silently where it means nothing. */
export function createIndex(w: Writer, n: NodeOf<'CreateObject'>, on: IndexTarget): void {
  const isPostgres = w.dialect.name === 'postgres';
  createHead(w, n, isPostgres && on.concurrently === true ? 'INDEX CONCURRENTLY' : 'INDEX');
  w.name(n.name);
  target(w, n, on);
  for (const p of n.properties) {
    w.need(isPostgres || w.dialect.name === 'snowflake' || (p.name === 'INCLUDE' && w.dialect.name === 'mssql') || p.name === 'TABLESPACE' || p.name === 'WITH', n, `${p.name} of an index`);
    const kept = isPostgres || w.dialect.name === 'oracle' || (w.dialect.name === 'duckdb' && p.name === 'WITH');
    if (!kept && (p.name === 'TABLESPACE' || p.name === 'WITH')) continue;
    w.text += ' ';
    property(w, p);
  }
  if (on.where === undefined) return;
  w.text += ' WHERE ';
  w.node(on.where);
}

function target(w: Writer, n: NodeOf<'CreateObject'>, on: IndexTarget): void {
  w.text += n.name.length > 0 ? ' ON ' : 'ON ';
  if (on.only === true) {
    w.need(w.dialect.name === 'postgres', n, 'ONLY before a table');
    w.text += 'ONLY ';
  }
  w.name(on.table);
  if (on.method !== undefined && (w.dialect.name === 'postgres' || w.dialect.name === 'duckdb') && /^\w+$/.test(on.method)) w.text += ` USING ${on.method}`;
  w.text += ' ';
  w.parenthesised(on.keys, (key) => indexKey(w, on, key));
}

function indexKey(w: Writer, on: IndexTarget, key: OrderItem): void {
  const bare = key.expression.kind === 'Column' || key.expression.kind === 'Call' || key.expression.kind === 'Collate';
  // An operator stands in parentheses of its own.
  if (!bare) w.text += '(';
  w.node(key.expression);
  if (!bare) w.text += ')';
  for (const found of on.classes ?? []) {
    if (on.keys[found.key] !== key || w.dialect.name !== 'postgres') continue;
    w.text += ' ';
    w.name(found.name);
    if (found.options.length === 0) continue;
    w.text += ' (';
    propertyList(w, found.options, ', ');
    w.text += ')';
  }
  orderKey(w, key);
}
