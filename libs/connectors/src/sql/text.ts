import { errors } from '../errors.ts';

/** A statement's text without strings, quoted names and comments: what is left are words and signs. */
function bare(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
}

/** Whether a text holds no statement. */
export function isBlank(sql: string): boolean {
  return /^[\s;]*$/.test(sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' '));
}

/** @throws ToolError CONNECT_SQL for a text without a statement, which some servers answer with silence. */
export function refuseBlank(sql: string): void {
  if (isBlank(sql)) throw errors.CONNECT_SQL.error({ message: 'The statement is empty.' });
}

/** @throws ToolError CONNECT_SQL when a statement does not have as many parameters as values were given. */
export function checkParameterCount(sql: string, expected: number, given: number): void {
  if (expected !== given) throw errors.CONNECT_SQL.error({ message: `The statement has ${expected} parameters, ${given} values were given.` }, { source: sql });
}

/** How many `?` a statement has. */
export function questionMarks(sql: string): number {
  return bare(sql).split('?').length - 1;
}
