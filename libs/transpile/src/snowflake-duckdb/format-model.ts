/** One piece of a date and time format: an element, or text that stands for itself. */
export type FormatPart = { readonly element: FormatElement } | { readonly text: string };

/**
 * Snowflake's elements of a date and time format, longest first, with strftime's word for each; '' for those that strftime has no word for.
 * Rule: https://docs.snowflake.com/en/sql-reference/date-time-input-output
 */
const elements = {
  'TZH:TZM': '', TZHTZM: '', MMMM: '%B', YYYY: '%Y', UUUU: '%Y', HH24: '%H', HH12: '%I', TZH: '', TZM: '', MON: '%b',
  FF0: '', FF1: '', FF2: '', FF3: '%g', FF4: '', FF5: '', FF6: '%f', FF7: '', FF8: '', FF9: '%n',
  YY: '%y', MM: '%m', DD: '%d', DY: '%a', HH: '%H', AM: '%p', PM: '%p', MI: '%M', SS: '%S', FF: '%n',
} as const;
export type FormatElement = keyof typeof elements;
const names: readonly FormatElement[] = Object.keys(elements).filter((name): name is FormatElement => name in elements);

/** The pieces of a format; text in double quotes stands for itself. */
export function formatParts(format: string): readonly FormatPart[] {
  const parts: FormatPart[] = [];
  for (let i = 0; i < format.length;) {
    const quoted = /^"([^"]*)"/.exec(format.slice(i));
    const word = format.slice(i, i + 7).toUpperCase();
    const element = quoted === null ? names.find((name) => word.startsWith(name)) : undefined;
    parts.push(element === undefined ? { text: quoted?.[1] ?? format.charAt(i) } : { element });
    i += quoted?.[0].length ?? element?.length ?? 1;
  }
  return parts;
}

/** What strftime calls a piece; undefined for one it cannot say. */
export function strftimeOf(part: FormatPart): string | undefined {
  return 'text' in part ? part.text.replaceAll('%', '%%') : elements[part.element] || undefined;
}

const patterns = new Map<string, string | undefined>();
/** How many formats are remembered: a script has few, and each of them often. */
const rememberedFormats = 1000;

/** The format as a pattern for strptime; undefined for one with an offset, which strptime would add to the time and forget. */
export function strptimePattern(format: string): string | undefined {
  if (patterns.has(format)) return patterns.get(format);
  if (patterns.size >= rememberedFormats) patterns.clear();
  const pattern = makePattern(format);
  patterns.set(format, pattern);
  return pattern;
}

function makePattern(format: string): string | undefined {
  const parts = formatParts(format);
  const words = parts.map((part) => ('element' in part && part.element.startsWith('FF') ? (part.element === 'FF0' ? '' : '%f') : strftimeOf(part)));
  return words.every((word) => word !== undefined) ? words.join('') : undefined;
}
