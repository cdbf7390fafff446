/** A member of a JSON array or object, its value as text. */
export interface JsonPart {
  readonly key?: string;
  readonly index?: number;
  readonly value: string;
}

/** The members of a JSON text in canonical form (no spaces); none for a scalar. */
export function readParts(text: string): { readonly kind: 'array' | 'object' | 'scalar'; readonly parts: readonly JsonPart[] } {
  const kind = text.startsWith('[') ? 'array' : text.startsWith('{') ? 'object' : 'scalar';
  if (kind === 'scalar') return { kind, parts: [] };
  const parts: JsonPart[] = [];
  let at = 1;
  while (at < text.length - 1) {
    const keyEnd = kind === 'object' ? valueEnd(text, at) : at;
    const start = kind === 'object' ? keyEnd + 1 : at;
    const end = valueEnd(text, start);
    const value = text.slice(start, end);
    parts.push(kind === 'object' ? { key: String(JSON.parse(text.slice(at, keyEnd))), value } : { index: parts.length, value });
    at = end + 1;
  }
  return { kind, parts };
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function valueEnd(text: string, start: number): number {
  if (text[start] === '"') return stringEnd(text, start);
  let depth = 0;
  let at = start;
  for (; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = stringEnd(text, at) - 1;
    else if (char === '[' || char === '{') depth += 1;
    else if (depth === 0 && (char === ',' || char === ']' || char === '}')) break;
    else if (char === ']' || char === '}') depth -= 1;
    if (depth < 0) break;
  }
  return at;
}
