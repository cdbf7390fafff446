/**
 * Lays compact JSON text out as Snowflake shows VARIANT: two blanks per level, a line per member.
 * Works on the text, so that numbers of 38 digits survive.
 *
 * @example prettyJson('{"a":[1,2]}') // '{\n  "a": [\n    1,\n    2\n  ]\n}'
 */
export function prettyJson(text: string): string {
  let out = '';
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '"') {
      const end = endOfString(text, i);
      out += text.slice(i, end);
      i = end - 1;
    } else if (char === '{' || char === '[') {
      const close = nextVisible(text, i + 1);
      if (text[close] === '}' || text[close] === ']') {
        out += char + text[close];
        i = close;
      } else out += `${char}\n${'  '.repeat(++depth)}`;
    } else if (char === '}' || char === ']') out += `\n${'  '.repeat(--depth)}${char}`;
    else if (char === ',') out += `,\n${'  '.repeat(depth)}`;
    else if (char === ':') out += ': ';
    else if (char > ' ') out += char;
  }
  return out;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

function nextVisible(text: string, start: number): number {
  let i = start;
  while (i < text.length && (text[i] ?? '') <= ' ') i++;
  return i;
}
