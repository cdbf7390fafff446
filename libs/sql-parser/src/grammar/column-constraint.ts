import type { ColumnConstraint } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { constraintState } from './create-table.ts';
import { columnNames, objectName } from './name.ts';
import { nestedProperties } from './property.ts';

/** Everything after a column's type. */
export function columnConstraints(p: SqlParser): readonly ColumnConstraint[] {
  const found: ColumnConstraint[] = [];
  for (;;) {
    if (p.accept('CONSTRAINT')) p.identifier('a name');
    const next = columnConstraint(p);
    if (next === undefined) return found;
    if (next !== 'none') found.push(next);
    constraintState(p);
  }
}

function columnConstraint(p: SqlParser): ColumnConstraint | 'none' | undefined {
  if (p.acceptAll('NOT', 'NULL')) return { type: 'NOT NULL' };
  if (p.accept('NULL')) return { type: 'NULL' };
  if (p.acceptAll('PRIMARY', 'KEY')) {
    p.acceptAny('ASC', 'DESC');
    return { type: 'PRIMARY KEY' };
  }
  if (p.accept('UNIQUE')) return { type: 'UNIQUE' };
  if (p.accept('DEFAULT')) return { type: 'DEFAULT', value: defaultValue(p) };
  if (p.accept('CHECK')) return { type: 'CHECK', condition: inParentheses(p) };
  p.acceptAll('FOREIGN', 'KEY');
  if (p.accept('REFERENCES')) return { type: 'REFERENCES', table: objectName(p, 'a table'), columns: p.at('(') ? columnNames(p) : [] };
  if (p.at('IDENTITY') || p.at('AUTOINCREMENT') || p.at('AUTO_INCREMENT')) {
    p.next();
    return identity(p);
  }
  if (p.accept('GENERATED')) return generated(p);
  if (p.accept('AS')) return { type: 'GENERATED', value: inParentheses(p), ...stored(p) };
  if (p.accept('COLLATE')) return { type: 'COLLATE', collation: p.next().image };
  if (p.accept('COMMENT')) return { type: 'COMMENT', text: p.string() };
  return policies(p);
}

/** Governance of columns, which holds no data and is left out of the tree. */
function policies(p: SqlParser): 'none' | undefined {
  const hasWith = p.at('WITH') && ['TAG', 'MASKING', 'PROJECTION'].includes(p.peekAt(2).text) && p.accept('WITH');
  if (p.at('TAG') && p.peekAt(2).text === '(') {
    p.next();
    nestedProperties(p);
    return 'none';
  }
  if (p.acceptAll('MASKING', 'POLICY') || p.acceptAll('PROJECTION', 'POLICY')) {
    objectName(p);
    if (p.accept('USING')) columnNames(p);
    return 'none';
  }
  return hasWith ? p.fail('TAG', 'MASKING POLICY') : undefined;
}

function inParentheses(p: SqlParser): (ColumnConstraint & { type: 'CHECK' })['condition'] {
  p.expect('(');
  const inner = p.expression();
  p.expect(')');
  return inner;
}

/** A default ends where the next constraint begins, so `DEFAULT 1 NOT NULL` is no `1 NOT …`. */
function defaultValue(p: SqlParser): (ColumnConstraint & { type: 'DEFAULT' })['value'] {
  return p.above('collate');
}

function identity(p: SqlParser): ColumnConstraint {
  if (p.accept('(')) {
    const start = p.expression();
    const step = p.accept(',') ? p.expression() : undefined;
    p.expect(')');
    order(p);
    return { type: 'IDENTITY', start, ...(step === undefined ? {} : { step }) };
  }
  let start: ReturnType<typeof defaultValue> | undefined;
  let step: typeof start;
  for (;;) {
    if (p.accept('START')) {
      p.accept('WITH');
      p.accept('=');
      start = p.above('collate');
    } else if (p.accept('INCREMENT')) {
      p.accept('BY');
      p.accept('=');
      step = p.above('collate');
    } else if (!order(p)) break;
  }
  return { type: 'IDENTITY', ...(start === undefined ? {} : { start }), ...(step === undefined ? {} : { step }) };
}

function order(p: SqlParser): boolean {
  return p.accept('ORDER') || p.accept('NOORDER');
}

function generated(p: SqlParser): ColumnConstraint {
  if (!p.accept('ALWAYS')) p.expectAll('BY', 'DEFAULT');
  p.expect('AS');
  if (!p.accept('IDENTITY')) return { type: 'GENERATED', value: inParentheses(p), ...stored(p) };
  if (!p.accept('(')) return { type: 'IDENTITY' };
  const found = identity(p);
  p.expect(')');
  return found;
}

function stored(p: SqlParser): { readonly stored: boolean } {
  if (p.accept('STORED')) return { stored: true };
  p.accept('VIRTUAL');
  return { stored: false };
}
