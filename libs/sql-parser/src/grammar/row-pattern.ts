import type { RowPattern } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';

/** A regular expression over rows, in its parentheses; https://docs.snowflake.com/en/sql-reference/constructs/match_recognize#pattern-specifying-the-pattern-to-match */
export function rowPattern(p: SqlParser): RowPattern {
  p.expect('(');
  const pattern = p.nested(() => alternatives(p));
  p.expect(')');
  return pattern;
}

function alternatives(p: SqlParser): RowPattern {
  const parts = [sequence(p)];
  while (p.accept('|')) parts.push(sequence(p));
  return single(parts) ?? { type: 'alternation', parts };
}

const ends: ReadonlySet<string> = new Set([')', '|', ',', '}']);

function sequence(p: SqlParser): RowPattern {
  const parts: RowPattern[] = [];
  while (!ends.has(p.peek().text) && !(p.at('-') && p.peekAt(2).text === '}')) parts.push(quantified(p));
  return single(parts) ?? { type: 'sequence', parts };
}

const single = (parts: readonly RowPattern[]): RowPattern | undefined => (parts.length === 1 ? parts[0] : undefined);

function quantified(p: SqlParser): RowPattern {
  let part = primary(p);
  for (let count = 0; ; count++) {
    const bounds = quantifier(p);
    if (bounds === undefined) return part;
    p.chained(count);
    part = { type: 'repetition', part, ...bounds, reluctant: p.accept('?') };
  }
}

function quantifier(p: SqlParser): { readonly min: number; readonly max?: number } | undefined {
  switch (p.peek().text) {
    case '*': return (p.next(), { min: 0 });
    case '+': return (p.next(), { min: 1 });
    case '?': return (p.next(), { min: 0, max: 1 });
    case '{': return p.peekAt(2).text === '-' ? undefined : bounds(p);
    default: return undefined;
  }
}

/** `{2}`, `{1,2}`, `{,2}`, `{1,}`. */
function bounds(p: SqlParser): { readonly min: number; readonly max?: number } {
  p.expect('{');
  const min = p.at(',') ? 0 : whole(p);
  let max: number | undefined = min;
  if (p.accept(',')) max = p.at('}') ? undefined : whole(p);
  p.expect('}');
  return { min, ...(max === undefined ? {} : { max }) };
}

function whole(p: SqlParser): number {
  const { kind, image } = p.peek();
  if (kind !== 'number' || !/^\d+$/.test(image)) p.fail('a number');
  p.next();
  return Number(image);
}

function primary(p: SqlParser): RowPattern {
  switch (p.peek().text) {
    case '^': return (p.next(), { type: 'first row' });
    case '$': return (p.next(), { type: 'last row' });
    case '(': return rowPattern(p);
    case '{': {
      p.expectAll('{', '-');
      const part = p.nested(() => alternatives(p));
      p.expectAll('-', '}');
      return { type: 'exclusion', part };
    }
    case 'PERMUTE':
      if (p.peekAt(2).text !== '(') break;
      p.next();
      return { type: 'permutation', parts: p.parenthesised(() => p.nested(() => alternatives(p))) };
    default:
  }
  return { type: 'symbol', name: p.identifier('a symbol of the pattern') };
}
