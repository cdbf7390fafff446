/** Snowflake's elements of a date and time format, longest first, and strftime's. https://docs.snowflake.com/en/sql-reference/date-time-input-output */
const elements: readonly (readonly [string, string])[] = [
  ['YYYY', '%Y'], ['YY', '%y'], ['MMMM', '%B'], ['MON', '%b'], ['MM', '%m'], ['DD', '%d'], ['DY', '%a'],
  ['HH24', '%H'], ['HH12', '%I'], ['HH', '%H'], ['AM', '%p'], ['PM', '%p'], ['MI', '%M'], ['SS', '%S'],
  ['FF9', '%n'], ['FF6', '%f'], ['FF3', '%g'], ['FF0', ''], ['FF', '%n'],
  ['TZH:TZM', '%z'], ['TZHTZM', '%z'], ['TZD', '%Z'], ['TZH', '%z'], ['TZM', ''],
];

/** A Snowflake format as a strftime pattern; text in double quotes stands for itself. */
export function strftimePattern(format: string): string {
  let pattern = '';
  for (let i = 0; i < format.length;) {
    const quoted = /^"([^"]*)"/.exec(format.slice(i));
    if (quoted !== null) {
      pattern += (quoted[1] ?? '').replaceAll('%', '%%');
      i += quoted[0].length;
      continue;
    }
    const found = elements.find(([name]) => format.slice(i, i + name.length).toUpperCase() === name);
    pattern += found === undefined ? format.charAt(i).replace('%', '%%') : found[1];
    i += found === undefined ? 1 : found[0].length;
  }
  return pattern;
}

/** The same for reading: a fraction of a second may have any number of digits. */
export function strptimePattern(format: string): string {
  return strftimePattern(format).replaceAll(/%[ng]/g, '%f');
}
