import { SqlFailure, shapes } from '../failures.ts';

/**
 * Cuts a text into its JSON documents, which need no separator but white space.
 *
 * @param stripOuterArray whether the elements of an outer array are documents of their own.
 * @throws SqlFailure 100069 for a document that does not end.
 */
export function* readJsonDocuments(text: string, stripOuterArray: boolean): Generator<string> {
  let at = skipBlank(text, text.startsWith('\uFEFF') ? 1 : 0);
  while (at < text.length) {
    const end = documentEnd(text, at);
    if (stripOuterArray && text[at] === '[') yield* elements(text, at + 1, end - 1);
    else yield text.slice(at, end);
    at = skipBlank(text, end);
  }
}

function* elements(text: string, start: number, end: number): Generator<string> {
  let at = skipBlank(text, start);
  while (at < end) {
    const stop = documentEnd(text, at);
    yield text.slice(at, stop);
    at = skipBlank(text, stop);
  }
}

function skipBlank(text: string, start: number): number {
  let at = start;
  while (at < text.length && ((text[at] ?? '') <= ' ' || text[at] === ',')) at++;
  return at;
}

function documentEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '"') {
      at++;
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
      if (depth === 0) return at + 1;
    } else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') {
      depth--;
      if (depth === 0) return at + 1;
      if (depth < 0) return at;
    } else if (depth === 0 && (char <= ' ' || char === ',')) return at;
  }
  if (depth > 0) throw new SqlFailure(shapes.jsonFormat, `Error parsing JSON: incomplete document at offset ${start}`);
  return text.length;
}
