/** A LIKE pattern of SHOW: `%` and `_`, in any case; a backslash takes them literally. */
export function likePattern(pattern: string): RegExp {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (char === '\\' && i + 1 < pattern.length) source += escape(pattern[++i] ?? '');
    else source += char === '%' ? '.*' : char === '_' ? '.' : escape(char);
  }
  return new RegExp(`^${source}$`, 'is');
}

function escape(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
