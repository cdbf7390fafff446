import { describe, expect, it } from 'vitest';
import { defineCodes, didYouMean, locate, redact, renderDiagnostic, suggest, ToolError } from '@millrace/diagnostics';

const errors = defineCodes({
  FLOW_UNKNOWN_TABLE: { text: "Table '{table}' does not exist.", exit: 3 },
  FLOW_SLOW: { text: 'Step took {seconds} s.', hint: 'Raise the limit of {limit} s.', severity: 'warning', exit: 0 },
});

describe('a catalogue', () => {
  it('fills texts and hints, and keeps the code stable', () => {
    expect(errors.FLOW_SLOW.diagnostic({ seconds: 7, limit: 5 })).toEqual({
      code: 'FLOW_SLOW', severity: 'warning', message: 'Step took 7 s.', hint: 'Raise the limit of 5 s.',
    });
  });

  it('throws an error that carries the finding, its exit code and the cause', () => {
    const cause = new Error('socket closed');
    const error = errors.FLOW_UNKNOWN_TABLE.error({ table: 'user' }, { hint: "did you mean 'users'?" }, { cause });
    expect(error).toBeInstanceOf(ToolError);
    expect([error.code, error.exitCode, error.message, error.cause]).toEqual(['FLOW_UNKNOWN_TABLE', 3, "Table 'user' does not exist.", cause]);
    expect(error.diagnostics[0]?.hint).toBe("did you mean 'users'?");
  });

  it('rejects a missing argument at compile time', () => {
    // @ts-expect-error `table` is required by the text
    expect(errors.FLOW_UNKNOWN_TABLE.diagnostic({}).message).toContain('{table}');
  });
});

describe('rendering', () => {
  const source = 'LOAD t FROM s;\nCREATE TABLE u AS SELECT * FROM user;\n';
  const span = { start: source.indexOf('user'), end: source.indexOf('user') + 4 };

  it('puts the caret under the spot, with file, line and column', () => {
    const text = renderDiagnostic(errors.FLOW_UNKNOWN_TABLE.diagnostic({ table: 'user' }, { file: 'sales.sf', source, span, hint: "did you mean 'users'?" }));
    expect(text.split('\n')).toEqual([
      "error[FLOW_UNKNOWN_TABLE]: Table 'user' does not exist.",
      '  --> sales.sf:2:33',
      '   2 | CREATE TABLE u AS SELECT * FROM user;',
      '     |                                 ^^^^',
      "  hint: did you mean 'users'?",
    ]);
  });

  it('keeps the caret in sight on a very long line and at the end of the text', () => {
    const long = `${'x'.repeat(5000)}!`;
    const caret = renderDiagnostic(errors.FLOW_UNKNOWN_TABLE.diagnostic({ table: 'x' }, { source: long, span: { start: 5000, end: 5001 } })).split('\n');
    expect(caret[2]?.[caret[3]?.indexOf('^') ?? -1]).toBe('!');
    expect(locate('ab', 99)).toEqual({ line: 1, column: 3 });
  });

  it('points at related places', () => {
    const text = renderDiagnostic(errors.FLOW_UNKNOWN_TABLE.diagnostic({ table: 't' }, { related: [{ message: 'first defined here', file: 'a.sf', source, span: { start: 5, end: 6 } }] }));
    expect(text).toContain('note: first defined here\n  --> a.sf:1:6');
  });
});

describe('suggestions', () => {
  it.each([
    ['user', ['orders', 'users'], 'users'],
    ['TPYE', ['type', 'table'], 'type'],
    ['customer_nmae', ['customer_id', 'customer_name'], 'customer_name'],
    ['x', ['orders'], undefined],
    ['', ['orders'], undefined],
  ])('%s among %j is %s', (word, candidates, expected) => {
    expect(suggest(word, candidates)).toBe(expected);
  });
  it('reads as a hint', () => expect(didYouMean('user', ['users'])).toBe("did you mean 'users'?"));
});

describe('redaction', () => {
  it.each([
    ['postgres://ann:s3cret@db/shop', 'postgres://ann:***@db/shop'],
    ['host=db password=s3cret user=ann', 'host=db password=*** user=ann'],
    ['{"api_key": "abc", "path": "x.csv"}', '{"api_key": ***, "path": "x.csv"}'],
    ['nothing to hide', 'nothing to hide'],
  ])('%s', (text, expected) => expect(redact(text)).toBe(expected));
});
