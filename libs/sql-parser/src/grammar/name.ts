import type { DataType, Identifier } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { tableType } from './table-type.ts';

const part = /"((?:[^"]|"")*)"|([^."]+)/g;

/** `IDENTIFIER(…)`: a text is the name it holds; a variable is one part with its sign, resolved when the statement runs. */
export function identifierArgument(p: SqlParser): readonly Identifier[] {
  const start = p.start();
  p.expect('IDENTIFIER');
  p.expect('(');
  const token = p.next();
  let image = token.image;
  if (token.text === ':') image += p.next().image;
  p.expect(')');
  const end = p.end();
  if (token.kind !== 'string') {
    if (token.kind !== 'variable' && token.text !== ':' && token.text !== '?' && token.kind !== 'word' && token.kind !== 'name') p.fail('a string or a variable');
    return [{ kind: 'Identifier', name: image, quoted: token.kind === 'name', pos: start, end }];
  }
  return [...image.matchAll(part)].map((m) => ({ kind: 'Identifier', name: m[1]?.replaceAll('""', '"') ?? m[2] ?? '', quoted: m[1] !== undefined, pos: start, end }));
}

/** A dotted name of an object. */
export function objectName(p: SqlParser, what = 'a name'): readonly Identifier[] {
  if (p.vocabulary.dialect === 'snowflake' && p.at('IDENTIFIER') && p.peekAt(2).text === '(') return identifierArgument(p);
  const parts = [p.identifier(what)];
  while (p.at('.')) {
    p.next();
    if (p.at('.')) parts.push({ kind: 'Identifier', name: '', quoted: false, pos: p.start(), end: p.start() });
    else parts.push(p.identifier(what, true));
  }
  return parts;
}

/** The name of a policy, which GET_DDL writes `#unknown_policy` for those who may not see it; https://docs.snowflake.com/en/sql-reference/functions/get_ddl */
export function policyName(p: SqlParser): readonly Identifier[] {
  if (!p.at('#') || p.peekAt(2).kind !== 'word') return objectName(p);
  const start = p.start();
  p.next();
  return [{ kind: 'Identifier', name: `#${p.next().image}`, quoted: false, pos: start, end: p.end() }];
}

/** The types in parentheses that tell a function or procedure from its namesakes, if they are there. */
export function signature(p: SqlParser): { readonly signature?: readonly DataType[] } {
  if (!p.at('(')) return {};
  return {
    signature: p.parenthesised(() => {
      // The types may have the parameters' names before them.
      const named = p.peek().kind === 'word' && (p.peekAt(2).kind === 'word' || p.peekAt(2).kind === 'name') && !p.looksLike(() => [',', ')'].includes((p.type(), p.peek().text)));
      if (named) p.identifier('a parameter');
      return tableType(p) ?? p.type();
    }),
  };
}

/** `(a, b)` of names. */
export function columnNames(p: SqlParser): readonly Identifier[] {
  return p.parenthesised(() => p.identifier('a column', true));
}
