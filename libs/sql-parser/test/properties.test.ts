import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { print } from '@millrace/dialects';
import { ToolError } from '@millrace/diagnostics';
import { type DialectName, dialectNames, equal, type Expression, visit } from '@millrace/sql-ir';
import { parseExpression, parseQuery } from '@millrace/sql-parser';
import { propertyRuns, propertyTimeout } from '@millrace/testkit';
import { expressionsOf } from './arbitrary.ts';
import { queriesOf } from './query-arbitrary.ts';

/** `IS NULL` and `= NULL` are told apart by the tree, but SQLite writes both `x IS NULL` when the second is null-safe. */
function isAmbiguous(tree: Expression): boolean {
  let found = false;
  visit(tree, { Binary: (n) => void (found ||= n.op.startsWith('IS') && n.right.kind === 'Literal' && (n.right.type === 'null' || n.right.type === 'boolean')) });
  return found;
}

/** Pairs of parentheses around anything but a list or a query, that is, those a printer adds for precedence alone. */
function withoutOnePair(sql: string): readonly string[] {
  const open: number[] = [];
  const results: string[] = [];
  let quote = '';
  for (let i = 0; i < sql.length; i++) {
    const c = sql.charAt(i);
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === "'" || c === '"') quote = c;
    else if (c === '(') open.push(i);
    else if (c === ')') {
      const start = open.pop() ?? 0;
      if (sql.startsWith('SELECT', start + 1)) continue;
      if (!/[\w"]$|IN $/.test(sql.slice(0, start)) || /(?:AND|OR|NOT|LIKE|BETWEEN|WHEN|THEN|ELSE) $/.test(sql.slice(0, start))) {
        results.push(`${sql.slice(0, start)}${sql.slice(start + 1, i)}${sql.slice(i + 1)}`);
      }
    }
  }
  return results;
}

/** Where a prefix NOT or a postfix test ends or begins an operand, an engine may take fewer parentheses than the table asks for. */
function isTableBound(tree: Expression, dialect: DialectName): boolean {
  let found = false;
  // PostgreSQL asks for parentheses before a subscript or a field of anything but a name.
  if (dialect === 'postgres') visit(tree, { Path: () => void (found = true), Index: () => void (found = true), Slice: () => void (found = true) });
  // MySQL asks for them around anything but a value after LIKE: https://dev.mysql.com/doc/refman/8.4/en/expressions.html (`bit_expr LIKE simple_expr`).
  if (dialect === 'mysql') visit(tree, { Like: () => void (found = true) });
  visit(tree, { Unary: () => void (found = true), Is: () => void (found = true), In: () => void (found = true) });
  return !found;
}

describe.each(dialectNames)('random expressions of %s', (dialect) => {
  it('are read back as they were', () => {
    fc.assert(
      fc.property(expressionsOf(dialect), (tree) => {
        fc.pre(dialect !== 'sqlite' || !isAmbiguous(tree));
        const { sql, diagnostics } = print(tree, dialect);
        expect(diagnostics).toEqual([]);
        const again = parseExpression(sql, { dialect });
        if (!equal(again, tree)) throw new Error(`${sql}\n${JSON.stringify(again)}\n${JSON.stringify(tree)}`);
      }),
      { numRuns: propertyRuns(), seed: 7 },
    );
  }, propertyTimeout());

  it('have no parentheses that change nothing', () => {
    fc.assert(
      fc.property(expressionsOf(dialect), (tree) => {
        fc.pre(isTableBound(tree, dialect) && !isAmbiguous(tree));
        for (const less of withoutOnePair(print(tree, dialect).sql)) {
          try {
            if (equal(parseExpression(less, { dialect }), tree)) throw new Error(`needless parentheses: ${print(tree, dialect).sql}\n${less}`);
          } catch (thrown) {
            if (!(thrown instanceof ToolError)) throw thrown;
          }
        }
      }),
      { numRuns: propertyRuns(), seed: 11 },
    );
  }, propertyTimeout());
});

it('MySQL assigns among arguments as anywhere else', () => {
  expect(parseExpression('COALESCE(FALSE := NULL, a := 1)', { dialect: 'mysql' })).toMatchObject({ kind: 'Call', args: [{ kind: 'Binary', op: ':=' }, { kind: 'Binary', op: ':=' }] });
  expect(parseExpression('F(a := 1)', { dialect: 'postgres' })).toMatchObject({ kind: 'Call', args: [{ kind: 'NamedArgument' }] });
});

it('Oracle takes set operators from left to right, so that an INTERSECT that comes first is put in parentheses', () => {
  const tree = parseQuery('SELECT a FROM t UNION SELECT a FROM u INTERSECT SELECT a FROM v', { dialect: 'postgres' });
  expect(print(tree, 'oracle').sql).toMatch(/^SELECT \w+ FROM t UNION \(SELECT \w+ FROM u INTERSECT SELECT \w+ FROM v\)$/i);
});

/** Those whose queries are written as they are; the others rewrite operands in parentheses, paging or sources, which gives another tree. */
const literal = ['duckdb', 'postgres', 'snowflake', 'mysql', 'trino', 'spark'] as const;

describe.each(literal)('random queries of %s', (dialect) => {
  it('are read back as they were', () => {
    fc.assert(
      fc.property(queriesOf(dialect), (tree) => {
        const { sql, diagnostics } = print(tree, dialect);
        fc.pre(diagnostics.length === 0);
        const again = parseQuery(sql, { dialect });
        if (!equal(again, tree)) throw new Error(`${sql}\n${print(again, dialect).sql}`);
      }),
      { numRuns: propertyRuns(), seed: 13 },
    );
  }, propertyTimeout());
});

/** The others: their text, once read, is written as it was. */
const rewriting = dialectNames.filter((name) => !literal.some((other) => other === name));

describe.each(rewriting)('random queries of %s', (dialect) => {
  it('are written the same once they are read', () => {
    fc.assert(
      fc.property(queriesOf(dialect), (tree) => {
        const { sql, diagnostics } = print(tree, dialect);
        fc.pre(diagnostics.length === 0);
        expect(print(parseQuery(sql, { dialect }), dialect)).toMatchObject({ sql, diagnostics: [] });
      }),
      { numRuns: propertyRuns(), seed: 17 },
    );
  }, propertyTimeout());
});
