import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DialectName, dialectNames, equal } from '@millrace/sql-ir';
import { parse } from '@millrace/sql-parser';
import { propertyRuns, propertyTimeout } from '@millrace/testkit';
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

  // QUALIFY and TRY_CAST are read everywhere; https://dev.mysql.com/doc/refman/8.0/en/select.html and cast-functions.html know neither.
  it.each(['SELECT /* kept */ TRY_CAST(a  AS INT)\n  FROM t', 'select a -- kept\nfrom t   qualify 1 = 1'])('gives a statement back as it was that its dialect cannot say: %s', (sql) => {
    const { text, diagnostics } = format(`${sql} ; -- end\n\n-- next\nselect 1`, { dialect: 'mysql', file: 'q.sql' });
    expect(text).toBe(`${sql}; -- end\n\n-- next\nSELECT 1;\n`);
    expect(diagnostics).toMatchObject([{ code: 'TRANSPILE_LEFT_AS_WRITTEN', severity: 'warning', file: 'q.sql', span: { start: 0, end: sql.length } }]);
    expect(formatStatements(sql, { dialect: 'mysql' }).statements).toEqual([sql]);
  });

  it('does not take two hyphens in a string for a comment', () => expect(format("select '--a'", { dialect: 'duckdb' }).text).toBe("SELECT '--a';\n"));
});

describe('what may be written in several ways', () => {
  it.each([
    ['snowflake', 'SELECT -x::INT, (-1)::INT, (a + b)::NUMBER(10, 2), CAST(-1 AS INT), TRY_CAST(y AS DATE)'],
    ['snowflake', 'SELECT v:a.b::STRING, v:a::VARIANT:b, PARSE_JSON(v)::ARRAY::VARIANT'],
    ['snowflake', "SELECT 'a\\tb\\n', 'it\\'s', 'it''s', $$a 'b' \\n$$, 1e3, X'0f'"],
    ['snowflake', 'SELECT CURRENT_TIMESTAMP(), CURRENT_TIMESTAMP, CURRENT_DATE()'],
    ['duckdb', "SELECT ('{1,2}'::INTEGER[])[1], (a OR b)::INTEGER, (INTERVAL '1 day')::VARCHAR, 1_000"],
    ['postgres', "SELECT (x::JSONB).a, -x::INT, E'a\\nb', 'c'::TEXT COLLATE \"C\", B'101'"],
    ['spark', "SELECT 1L, 2.5BD, r'a\\b'"],
    ['oracle', "SELECT 25f, q'[it's]' FROM DUAL"],
    ['mysql', "SELECT \"a\", N'b', 0xFF"],
  ] satisfies [DialectName, string][])('stays as it was written in %s: %s', (dialect, sql) => {
    const { text, diagnostics } = format(sql, { dialect });
    expect(diagnostics).toEqual([]);
    expect(text.replaceAll(/\n\s*/g, ' ').replaceAll('SELECT  ', 'SELECT ')).toBe(`${sql};\n`.replaceAll(/\n\s*/g, ' '));
  });

  it('keeps the delimiters of a routine\'s text', () => {
    const routine = (body: string): string => `CREATE FUNCTION f(a INT)\nRETURNS INT\nAS ${body};\n`;
    for (const body of ['$$ a + 1 $$', "'a + 1'", "'a\\n + 1'", '$$\na\n$$']) expect(format(`create function f(a int) returns int as ${body}`, { dialect: 'snowflake' }).text).toBe(routine(body));
  });

  it('says inequality in one way', () => expect(format('select 1 != 2, 1 <> 2', { dialect: 'snowflake' }).text).toBe('SELECT 1 <> 2, 1 <> 2;\n'));

  it('needs no parentheses of a cast to stand where it stood', () => {
    expect(format('select (x)::int, (x::int), ((x::int)) + 1 from t', { dialect: 'duckdb' }).text).toBe('SELECT x::INT, x::INT, x::INT + 1\nFROM t;\n');
  });
});

describe('hints', () => {
  it.each([
    ['oracle', 'select /*+ INDEX(t i) */ distinct a from (select /*+ FULL(u) */ b as a from u)', ['SELECT /*+ INDEX(t i) */ DISTINCT a', 'FROM (', '  SELECT /*+ FULL(u) */ b AS a', '  FROM u', ');']],
    ['oracle', 'insert /*+ APPEND */ into t select a from u', ['INSERT /*+ APPEND */ INTO t', 'SELECT a', 'FROM u;']],
    ['mysql', 'delete /*+ NO_MERGE(t) */ from t where a = 1', ['DELETE /*+ NO_MERGE(t) */ FROM t', 'WHERE a = 1;']],
    ['spark', 'with x as (select /*+ BROADCAST(t) */ a from t) select a from x', ['WITH x AS (', '  SELECT /*+ BROADCAST(t) */ a', '  FROM t', ')', 'SELECT a', 'FROM x;']],
  ] satisfies [DialectName, string, readonly string[]][])('stay behind their verb in %s: %s', (dialect, sql, lines) => {
    const once = format(sql, { dialect }).text;
    expect(once.replaceAll(/SELECT( \/\*\+ [^*]* \*\/)?( DISTINCT)?\n\s+/g, 'SELECT$1$2 ')).toBe(`${lines.join('\n')}\n`);
    expect(format(once, { dialect }).text).toBe(once);
  });
});

describe('definitions', () => {
  it.each([
    ['few settings on one line', "create stage s url = 's3://b/' comment = 'c'", ["CREATE STAGE s URL = 's3://b/' COMMENT = 'c';"]],
    ['many settings one per line, and lists of settings too', "create stage s url = 's3://bucket/path/' file_format = (type = csv field_delimiter = ',' skip_header = 1 null_if = ('NULL', '')  trim_space = true)", [
      'CREATE STAGE s', "URL = 's3://bucket/path/'", 'FILE_FORMAT = (', '  TYPE = csv', "  FIELD_DELIMITER = ','", '  SKIP_HEADER = 1', "  NULL_IF = ('NULL', '')", '  TRIM_SPACE = TRUE', ');',
    ]],
    ['a statement behind settings under an AS of its own', "create task t warehouse = w schedule = '1 minute' as select 1", ['CREATE TASK t', 'WAREHOUSE = w', "SCHEDULE = '1 minute'", 'AS', 'SELECT 1;']],
    ['columns that are added one per line', 'alter table t add column first_column number(38, 0) not null, second_column varchar(100), third date', [
      'ALTER TABLE t', '  ADD COLUMN', '    first_column NUMBER(38, 0) NOT NULL,', '    second_column VARCHAR(100),', '    third DATE;',
    ]],
    ['settings that are changed one per line', "alter warehouse w set warehouse_size = xlarge auto_suspend = 60 auto_resume = true max_cluster_count = 4", [
      'ALTER WAREHOUSE w SET', '  WAREHOUSE_SIZE = xlarge', '  AUTO_SUSPEND = 60', '  AUTO_RESUME = TRUE', '  MAX_CLUSTER_COUNT = 4;',
    ]],
    ['assignments a step further in', "update t set first_column = 'a long text', second_column = 'another long text', c = current_date", [
      'UPDATE t', 'SET', "  first_column = 'a long text',", "  second_column = 'another long text',", '  c = CURRENT_DATE;',
    ]],
  ])('have %s', (_, sql, lines) => expect(format(sql, { dialect: 'snowflake' }).text).toBe(`${lines.join('\n')}\n`));
});

/** What the parser is tried on, by dialect. */
const read = (path: string): string => readFileSync(new URL(`../../sql-parser/test/${path}`, import.meta.url), 'utf8').trimEnd();
const folder = readdirSync(new URL('../../sql-parser/test/snowflake/', import.meta.url));
const corpus = (dialect: DialectName): readonly string[] => [
  ...read(`corpus/${dialect}.sql`).split(';\n'),
  ...(dialect === 'snowflake' ? folder.flatMap((file) => read(`snowflake/${file}`).split('\n;;\n')) : []),
];

describe.each(dialectNames)('the statements of %s', (dialect) => {
  it('keep their tree and change nothing the second time', () => {
    for (const sql of corpus(dialect)) {
      const once = format(sql, { dialect });
      expect.soft(once.diagnostics, sql).toEqual([]);
      expect.soft(equal(parse(once.text, { dialect }).statements, parse(sql, { dialect }).statements), once.text).toBe(true);
      expect.soft(format(once.text, { dialect }).text).toBe(once.text);
    }
  });
});

describe('a script', () => {
  const script = `DECLARE
  n INT DEFAULT 0; -- a counter
  -- wide enough for lines of its own
  c CURSOR FOR
    SELECT id, customer_name, customer_address, customer_email
    FROM customers
    WHERE id > 5 AND customer_name = 'x'; -- c
BEGIN
  -- start
  IF (n > 1) THEN
    n := 1; -- one
    -- nothing more
  ELSEIF (n < 0) THEN -- why
    n := 2;
    -- end of the second
  ELSE
    n := 3; /* three */
  END IF; -- done
  CASE (n)
    WHEN 1 THEN
      RETURN 1; -- first
    ELSE
      RETURN 2;
  END CASE;
  -- end of all
EXCEPTION
  WHEN OTHER THEN
    RAISE;
    -- never comes here
END;
`;

  it('keeps each comment in the branch it stands in', () => expect(format(script, { dialect: 'snowflake' }).text).toBe(script));
});

describe('comments at the end of a line', () => {
  it('stay there in a MERGE and before a set operator', () => {
    const sql = 'MERGE INTO t\nUSING s\nON t.a = s.a\nWHEN MATCHED THEN UPDATE SET b = s.b -- newest wins\nWHEN NOT MATCHED THEN INSERT (a, b) VALUES (s.a, s.b);\n\nSELECT a\nFROM t /* why */\nUNION ALL\n(SELECT b FROM u LIMIT 1);\n';
    expect(format(sql, { dialect: 'snowflake' }).text).toBe(sql);
  });
});

describe('a PIVOT that does not fit on its line', () => {
  it('stands on one of its own, as a join does', () => {
    const sql = "SELECT *\nFROM (SELECT year, quarter, amount FROM sales)\n  PIVOT (SUM(amount) FOR quarter IN ('Q1', 'Q2', 'Q3', 'Q4')) AS p;\n";
    expect(format(sql, { dialect: 'snowflake' }).text).toBe(sql);
  });
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

/** Statements of many kinds, each a list of words between which a comment may stand. */
const statements: readonly (readonly [DialectName, string])[] = [
  ['snowflake', "WITH a AS ( SELECT 1 AS x ) , b ( y ) AS ( SELECT x FROM a WHERE x IN ( 1 , 2 , 3 ) ) SELECT a . * , CASE WHEN x > 1 THEN 'big' ELSE NULL END AS k , SUM ( v ) OVER ( PARTITION BY p ORDER BY q ) AS s FROM a LEFT JOIN b ON a . x = b . y AND a . z = b . z WHERE EXISTS ( SELECT 1 FROM c ) GROUP BY 1 , 2 HAVING COUNT ( * ) > 1 QUALIFY ROW_NUMBER ( ) OVER ( ORDER BY x ) = 1 ORDER BY 1 DESC NULLS LAST LIMIT 10"],
  ['snowflake', 'MERGE INTO t USING s ON t . i = s . i WHEN MATCHED AND s . d THEN DELETE WHEN MATCHED THEN UPDATE SET a = s . a , b = s . b WHEN NOT MATCHED THEN INSERT ( a , b ) VALUES ( s . a , s . b )'],
  ['snowflake', "CREATE OR REPLACE TABLE t ( id INT NOT NULL PRIMARY KEY , name VARCHAR ( 10 ) DEFAULT 'x' , CONSTRAINT u UNIQUE ( name ) ) CLUSTER BY ( id ) COMMENT = 'c'"],
  ['snowflake', 'COPY INTO t FROM @s FILE_FORMAT = ( TYPE = CSV SKIP_HEADER = 1 ) ON_ERROR = CONTINUE'],
  ['snowflake', "SELECT v : a . b :: INT , { 'k' : 1 } FROM t , LATERAL FLATTEN ( INPUT => t . v ) AS f"],
  ['duckdb', 'SELECT * EXCLUDE ( a ) REPLACE ( b + 1 AS b ) FROM t UNION ALL BY NAME SELECT * FROM u ORDER BY ALL'],
  ['duckdb', 'INSERT INTO t ( a , b ) VALUES ( 1 , 2 ) , ( 3 , 4 ) ON CONFLICT ( a ) DO UPDATE SET b = excluded . b RETURNING a'],
  ['postgres', "UPDATE t SET a = 1 , b = ( SELECT max ( x ) FROM u ) FROM s WHERE t . i = s . i AND t . j BETWEEN 1 AND 2 OR NOT t . k LIKE 'a%' RETURNING *"],
  ['postgres', 'DELETE FROM t USING s WHERE t . i = s . i AND s . d IS NOT NULL'],
];

describe('comments', () => {
  const placed = fc.record({ at: fc.nat(1000), style: fc.constantFrom('block', 'line', 'own line') });
  const commented = fc.record({ statement: fc.constantFrom(...statements), comments: fc.array(placed, { minLength: 1, maxLength: 4 }) }).map(({ statement: [dialect, sql], comments }) => {
    const words = sql.split(' ');
    comments.forEach(({ at, style }, i) => {
      const text = style === 'block' ? ` /* c${i} */ ` : style === 'line' ? ` -- c${i}\n` : `\n-- c${i}\n`;
      words[at % words.length] = `${text}${words[at % words.length] ?? ''}`;
    });
    return { dialect, text: `${words.join(' ')};`, count: comments.length };
  });

  it('are each kept once wherever they stand, change no tree, and stay where they are the second time', () => {
    fc.assert(fc.property(commented, ({ dialect, text, count }) => {
      const { text: once, diagnostics } = format(text, { dialect });
      expect(diagnostics).toEqual([]);
      for (let i = 0; i < count; i++) expect(once.split(new RegExp(`(?:-- |/\\* )c${i}\\b`))).toHaveLength(2);
      expect(equal(parse(once, { dialect }).statements, parse(text, { dialect }).statements)).toBe(true);
      expect(format(once, { dialect }).text).toBe(once);
    }), { numRuns: propertyRuns(), seed: 5 });
  }, propertyTimeout());
});
