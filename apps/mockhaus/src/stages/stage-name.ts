import type { ObjectEntry, QualifiedName } from '../catalog/entries.ts';

/** A stage as written: `@~/x`, `@%t/x`, `@db.s.stage/x`. */
export type StageName =
  | { readonly kind: 'user'; readonly path: string }
  | { readonly kind: 'table'; readonly name: readonly string[]; readonly path: string }
  | { readonly kind: 'named'; readonly name: readonly string[]; readonly path: string };

/**
 * Takes a stage's text apart. Names are folded as identifiers; the path keeps its case.
 *
 * @param text with or without the leading `@` and surrounding quotes.
 * @returns undefined when it is no stage name.
 */
export function parseStageName(text: string): StageName | undefined {
  const bare = text.startsWith("'") && text.endsWith("'") ? text.slice(1, -1) : text;
  const rest = bare.startsWith('@') ? bare.slice(1) : bare;
  if (rest.startsWith('~')) return { kind: 'user', path: cleanPath(rest.slice(1)) };
  const parts: string[] = [];
  let at = 0;
  let isTable = false;
  for (;;) {
    if (rest[at] === '%') {
      isTable = true;
      at++;
    }
    const match = /"((?:[^"]|"")+)"|([\w$]+)/y;
    match.lastIndex = at;
    const found = match.exec(rest);
    if (found === null) return undefined;
    parts.push(found[1] === undefined ? (found[2] ?? '').toUpperCase() : found[1].replaceAll('""', '"'));
    at = match.lastIndex;
    if (rest[at] !== '.') break;
    at++;
  }
  if (at < rest.length && rest[at] !== '/') return undefined;
  return { kind: isTable ? 'table' : 'named', name: parts, path: cleanPath(rest.slice(at)) };
}

/** A path in a stage without empty, `.` and `..` steps; a trailing slash stays. */
function cleanPath(path: string): string {
  const steps = path.split('/').filter((step) => step !== '' && step !== '.' && step !== '..');
  return steps.join('/') + (path.endsWith('/') && steps.length > 0 ? '/' : '');
}

/** The key a named stage's files are kept under: its number, so that a stage made anew starts empty. */
export function stageKeyOf(entry: ObjectEntry): string {
  return `stage:${entry.id}`;
}

/** The key of a user's own stage. */
export function userStageKey(user: string): string {
  return `user:${user}`;
}

/** The key of a table's own stage. */
export function tableStageKey(name: QualifiedName): string {
  return `table:${JSON.stringify(name)}`;
}
