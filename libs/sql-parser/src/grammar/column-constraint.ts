import type { ColumnConstraint } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { statesOf } from './create-table.ts';
import { columnNames, objectName, policyName } from './name.ts';
import { nestedProperties } from './property.ts';

/** Everything after a column's type. */
export function columnConstraints(p: SqlParser): readonly ColumnConstraint[] {
  const found: ColumnConstraint[] = [];
  for (;;) {
    const name = p.accept('CONSTRAINT') ? { name: p.identifier('a name') } : {};
    const next = columnConstraint(p);
    if (next === undefined) return found;
    found.push({ ...next, ...name, ...statesOf(p) });
  }
}

function columnConstraint(p: SqlParser): ColumnConstraint | undefined {
  if (p.accept('NOT')) return p.accept('NULL') ? { type: 'NOT NULL' } : p.fail('NULL');
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
  // External tables take an expression as it stands; https://docs.snowflake.com/en/sql-reference/sql/create-external-table
  if (p.accept('AS')) return { type: 'GENERATED', value: p.at('(') ? inParentheses(p) : p.above('collate'), ...stored(p) };
  if (p.vocabulary.dialect === 'mysql' && p.acceptAll('CHARACTER', 'SET')) return { type: 'CHARACTER SET', charset: p.next().image };
  if (p.accept('COLLATE')) {
    const token = p.next();
    return { type: 'COLLATE', collation: token.kind === 'word' && p.vocabulary.folding === 'lower' ? token.image.toLowerCase() : token.image };
  }
  if (p.accept('COMMENT')) return { type: 'COMMENT', text: p.string() };
  return policies(p);
}

/** Governance of columns. */
function policies(p: SqlParser): ColumnConstraint | undefined {
  const hasWith = p.at('WITH') && ['TAG', 'MASKING', 'PROJECTION'].includes(p.peekAt(2).text) && p.accept('WITH');
  if (p.at('TAG') && p.peekAt(2).text === '(') {
    p.next();
    return { type: 'TAG', tags: nestedProperties(p) };
  }
  const type = p.acceptAll('MASKING', 'POLICY') ? 'MASKING POLICY' : p.acceptAll('PROJECTION', 'POLICY') ? 'PROJECTION POLICY' : undefined;
  if (type !== undefined) return { type, policy: policyName(p), using: p.accept('USING') ? columnNames(p) : [] };
  return hasWith ? p.fail('TAG', 'MASKING POLICY') : undefined;
}

function inParentheses(p: SqlParser): (ColumnConstraint & { type: 'CHECK' })['condition'] {
  p.expect('(');
  const inner = p.expression();
  p.expect(')');
  return inner;
}

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '||']);

/** A default ends where the next constraint begins, so `DEFAULT 1 NOT NULL` is no `1 NOT …`; Snowflake computes in it without parentheses. */
function defaultValue(p: SqlParser): (ColumnConstraint & { type: 'DEFAULT' })['value'] {
  const isComputed = p.vocabulary.dialect === 'snowflake' && p.looksLike(() => (p.above('collate'), arithmetic.has(p.peek().text)));
  return isComputed ? p.above('in') : p.above('collate');
}

function identity(p: SqlParser): ColumnConstraint {
  if (p.accept('(')) {
    const start = p.expression();
    const step = p.accept(',') ? p.expression() : undefined;
    p.expect(')');
    return { type: 'IDENTITY', start, ...(step === undefined ? {} : { step }), ...ordered(p) };
  }
  let start: ReturnType<typeof defaultValue> | undefined;
  let step: typeof start;
  let order: Pick<ColumnConstraint & { type: 'IDENTITY' }, 'ordered'> = {};
  for (;;) {
    if (p.accept('START')) {
      p.accept('WITH');
      p.accept('=');
      start = p.above('collate');
    } else if (p.accept('INCREMENT')) {
      p.accept('BY');
      p.accept('=');
      step = p.above('collate');
    } else if (p.at('ORDER') || p.at('NOORDER')) order = ordered(p);
    else break;
  }
  return { type: 'IDENTITY', ...(start === undefined ? {} : { start }), ...(step === undefined ? {} : { step }), ...order };
}

/** ORDER and NOORDER; https://docs.snowflake.com/en/sql-reference/sql/create-table */
function ordered(p: SqlParser): { readonly ordered?: boolean } {
  if (p.accept('ORDER')) return { ordered: true };
  return p.accept('NOORDER') ? { ordered: false } : {};
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
