import { describe, expect, it } from 'vitest';
import { format, formatStatements } from '@millrace/transpile';

const messy = `-- leading
select a, b /* hi */ from t -- note
 where a>1 and b in (1,2) group by 1; -- after one
/* between */
insert into x values ('a; b
c;
d'), (2) -- last
;
-- end
`;

describe('format', () => {
  it('puts a clause on a line and keeps every comment where it belongs', () => {
    const { text } = format(messy, { dialect: 'snowflake' });
    expect(text.split('\n').slice(0, 8)).toEqual(['-- leading', 'SELECT a, b /* hi */', 'FROM t -- note', 'WHERE a > 1 AND b IN (1, 2)', 'GROUP BY 1; -- after one', '', '/* between */', 'INSERT INTO x']);
    for (const comment of ['-- last', '-- end']) expect(text).toContain(comment);
  });

  it('never touches what is in a string', () => expect(format(messy, { dialect: 'snowflake' }).text).toContain("'a; b\nc;\nd'"));

  it('changes nothing the second time', () => {
    const once = format(messy, { dialect: 'snowflake' }).text;
    expect(format(once, { dialect: 'snowflake' }).text).toBe(once);
  });

  it('gives text with mistakes back as it was, with the mistakes', () => {
    const { text, diagnostics } = format('select from where', { dialect: 'duckdb', file: 'q.sql' });
    expect(text).toBe('select from where');
    expect(diagnostics[0]).toMatchObject({ severity: 'error', file: 'q.sql' });
  });

  it('does not take two hyphens in a string for a comment', () => expect(format("select '--a'", { dialect: 'duckdb' }).text).toBe("SELECT '--a';\n"));
});

describe('formatStatements', () => {
  it('gives a text per statement, and every comment with one of them', () => {
    const { statements } = formatStatements(messy, { dialect: 'snowflake' });
    expect(statements).toHaveLength(2);
    expect(statements[0]).toMatch(/^-- leading\nSELECT .* -- after one$/s);
    expect(statements[1]).toMatch(/^\/\* between \*\/\nINSERT .* -- last\n-- end$/s);
  });

  it('has nothing to give for text with mistakes', () => expect(formatStatements('select from', { dialect: 'duckdb' })).toMatchObject({ statements: [], diagnostics: [{ code: 'PARSE_SYNTAX' }] }));
});
