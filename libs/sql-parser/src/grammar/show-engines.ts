import { type Show, type ShowPart, showPhrases } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { objectName } from './name.ts';

const readers: { readonly [P in ShowPart]: (p: SqlParser) => Partial<Show> } = {
  name: (p) => ({ of: objectName(p) }),
  table: tableOf,
  in: (p) => (p.acceptAny('FROM', 'IN') === undefined ? {} : { in: { name: objectName(p) } }),
  like: (p) => (p.accept('LIKE') ? { like: p.string() } : {}),
  where: (p) => (p.accept('WHERE') ? { where: p.expression() } : {}),
  limit: (p) => (p.accept('LIMIT') ? { limit: p.expression() } : {}),
  for: (p) => (p.accept('FOR') ? { for: { preposition: 'FOR', name: objectName(p) } } : {}),
  on: (p) => {
    if (!p.accept('ON')) return {};
    p.accept('TABLE');
    return { for: { preposition: 'ON', name: objectName(p) } };
  },
};

/** `FROM t FROM s` is `FROM s.t`. */
function tableOf(p: SqlParser): Partial<Show> {
  if (p.acceptAny('FROM', 'IN') === undefined) p.fail('FROM');
  const name = objectName(p, 'a table');
  const schema = name.length === 1 && p.vocabulary.dialect !== 'trino' && p.acceptAny('FROM', 'IN') !== undefined ? objectName(p, 'a schema') : [];
  return { in: { name: [...schema, ...name] } };
}

/** SHOW of engines that know a set of objects to show; nothing for others. */
export function showOf(p: SqlParser): Show | undefined {
  const known = showPhrases[p.vocabulary.dialect];
  if (known === undefined) return undefined;
  const start = p.start();
  p.expect('SHOW');
  for (const [object, parts] of known) {
    if (!p.acceptAll(...object.split(' '))) continue;
    const found: Partial<Show> = Object.assign({}, ...parts.map((part) => readers[part](p)));
    return { kind: 'Show', terse: false, history: false, object, ...found, pos: start, end: p.end() };
  }
  return p.fail('TABLES', 'COLUMNS', ...known.keys());
}
