/** A line of either text, or of both. */
export interface DiffLine {
  readonly sign: ' ' | '+' | '-';
  readonly text: string;
}

/** The lines of two texts as one list: shared ones once, then what went and what came. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const [from, to] = [before.split('\n'), after.split('\n')];
  const width = to.length + 1;
  const lengths = new Uint32Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      const here = i * width + j;
      lengths[here] = from[i] === to[j] ? (lengths[here + width + 1] ?? 0) + 1 : Math.max(lengths[here + width] ?? 0, lengths[here + 1] ?? 0);
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      lines.push({ sign: ' ', text: from[i] ?? '' });
      [i, j] = [i + 1, j + 1];
    } else if (i < from.length && (j === to.length || (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))) lines.push({ sign: '-', text: from[i++] ?? '' });
    else lines.push({ sign: '+', text: to[j++] ?? '' });
  }
  return lines;
}

/** The ANSI colour of a sign: green for what came, red for what went. */
export const signColor: Readonly<Record<'+' | '-' | ' ' | '~' | '>', string>> = { '+': '\u001b[32m', '-': '\u001b[31m', ' ': '', '~': '\u001b[33m', '>': '\u001b[36m' };

/** A line in the colour of its sign, where the output shows colours. */
export function inColor(sign: keyof typeof signColor, line: string, color: boolean): string {
  return color && signColor[sign] !== '' ? `${signColor[sign]}${line}\u001b[0m` : line;
}
