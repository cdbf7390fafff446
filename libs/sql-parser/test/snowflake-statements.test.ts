import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { print } from '@millrace/dialects';
import { equal, isStatement, visit } from '@millrace/sql-ir';
import { parse, splitStatements } from '@millrace/sql-parser';

const folder = new URL('snowflake/', import.meta.url);
/** After https://docs.snowflake.com/en/sql-reference/sql-all: by file, the statements between lines of `;;`. */
const examples = readdirSync(folder).map((file) => ({ file, statements: readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n;;\n') }));

const dialect = 'snowflake';

describe.each(examples)('$file', ({ statements }) => {
  it.each(statements)('%s', (text) => {
    const { statements: found, diagnostics } = parse(text, { dialect });
    expect(diagnostics.map(({ message, hint }) => `${message} ${hint ?? ''}`)).toEqual([]);
    const [statement] = found;
    if (statement === undefined || found.length !== 1) throw new Error(`expected one statement, found ${found.length}`);
    visit(statement, { Verbatim: () => expect.fail('text instead of a tree') });
    expect(isStatement(statement) && [statement.pos, statement.end]).toEqual([0, text.length]);
    for (const pretty of [false, true]) {
      const printed = print(statement, dialect, { pretty });
      expect(printed.diagnostics).toEqual([]);
      const again = parse(printed.sql, { dialect });
      expect(again.diagnostics.map(({ message }) => message), printed.sql).toEqual([]);
      if (!equal(again.statements, [statement])) expect(again.statements, printed.sql).toEqual([statement]);
    }
  });

  it('is split into its statements', () => {
    const text = statements.join(';\n');
    expect(splitStatements(text, dialect).map(({ start, end }) => text.slice(start, end))).toEqual(statements);
  });
});
