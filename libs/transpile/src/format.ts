import type { Diagnostic } from '@millrace/diagnostics';
import { print } from '@millrace/dialects';
import type { DialectName } from '@millrace/sql-ir';
import { parse } from '@millrace/sql-parser';

/**
 * Lays SQL out again: one clause per line, comments kept. Text that cannot be parsed comes back as it was, with the reason.
 *
 * @example format('select a,b from t', { dialect: 'duckdb' }).text
 */
export function format(text: string, { dialect }: { readonly dialect: DialectName }): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const parsed = parse(text, { dialect });
  if (parsed.diagnostics.some(({ severity }) => severity === 'error')) return { text, diagnostics: parsed.diagnostics };
  const diagnostics: Diagnostic[] = [...parsed.diagnostics];
  const printed = parsed.statements.map((statement) => {
    const result = print(statement, dialect, { pretty: true });
    diagnostics.push(...result.diagnostics);
    return `${result.sql};\n`;
  });
  return { text: printed.join('\n'), diagnostics };
}
