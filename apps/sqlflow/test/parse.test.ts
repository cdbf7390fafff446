import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePipeline } from '@millrace/sqlflow';

const words = ['SOURCE', 's', 'TYPE', 'CSV', 'PARAMS', '{"path": "a"}', '{', '}', 'LOAD', 't', 'FROM', 'INTO', 'WHERE', 'MODE', 'UPSERT', 'KEY', '(', ')', ',', ';', 'CREATE', 'TABLE', 'AS', 'SELECT 1', 'EXPORT', 'TO', '"x"', "'y'",
  'IF', 'THEN', 'ELSE', 'ELSEIF', 'END', 'ENDIF', 'SET', '=', '${v}', '${v|1}', '${', '--c\n', '/*', '*/', '$$', 'E\'\\', '"', "'", '\n', 'INCLUDE', '==', 'AND', 'NOT', 'IN', '1e3', '😀', '\uFEFF'];

test('no text makes the parser throw, and every finding has a place inside the text', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 40 }), (parts) => {
    const source = parts.join(' ');
    const { statements, diagnostics } = parsePipeline(source, 'p.sf');
    for (const found of diagnostics) {
      expect(found.file).toBe('p.sf');
      expect(found.span?.start).toBeGreaterThanOrEqual(0);
      expect(found.span?.end).toBeLessThanOrEqual(source.length);
    }
    for (const statement of statements) expect(statement.start).toBeLessThanOrEqual(statement.end);
  }), { seed: 1, numRuns: 2000 });
});

const literals = ["'it''s; ok'", '"a;b"', "E'\\';'", '$$ ; $$', '$t$ ; $t$', '/* ; /* ; */ */', '-- ;\n', '1e3', "'{\"a\": 1}'::JSON", '[1, 2]', "{'k': 1}", '${v}', "'${v}'", 'a->>\'b\'', 'x <> y'];

test('SQL is kept as a span: exactly what stands between AS and the semicolon', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...literals), { minLength: 1, maxLength: 6 }), fc.array(fc.constantFrom(...literals), { minLength: 1, maxLength: 6 }), (first, second) => {
    const bodies = [first, second].map((parts) => `SELECT ${parts.join(' ')} 0`);
    const source = bodies.map((body, i) => `CREATE TABLE t${i} AS\n  ${body}  ;`).join('\n');
    const { statements, diagnostics } = parsePipeline(source, 'p.sf');
    expect(diagnostics).toEqual([]);
    expect(statements.map((statement) => (statement.kind === 'Create' ? source.slice(statement.sql.start, statement.sql.end) : ''))).toEqual(bodies);
  }), { seed: 2, numRuns: 500 });
});

test('deep nesting is an error, not an overflow', () => {
  const { diagnostics } = parsePipeline(`IF ${'('.repeat(20_000)}1${')'.repeat(20_000)} THEN ENDIF;`, 'p.sf');
  expect(diagnostics[0]?.message).toContain('nested too deeply');
  const objects = parsePipeline(`SOURCE s TYPE CSV PARAMS ${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)};`, 'p.sf');
  expect(objects.diagnostics[0]?.message).toContain('nested too deeply');
  const blocks = parsePipeline(`${'IF 1 THEN '.repeat(20_000)}${'ENDIF; '.repeat(20_000)}`, 'p.sf');
  expect(blocks.diagnostics[0]?.message).toContain('nested too deeply');
});
