import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { print } from '@millrace/dialects';
import { renderDiagnostic } from '@millrace/diagnostics';
import { type DialectName, dialectNames, equal, forEachChild, type Node } from '@millrace/sql-ir';
import { parse } from '@millrace/sql-parser';

const corpus = (dialect: DialectName): string => readFileSync(new URL(`corpus/${dialect}.sql`, import.meta.url), 'utf8');

/** Nodes that reach outside the node around them, or have no place at all. */
function misplaced(node: Node, source: string, found: string[] = []): readonly string[] {
  forEachChild(node, (child) => {
    const isPlaced = child.pos >= 0 && child.end >= child.pos && child.end <= source.length;
    const isMade = child.pos === -1 && child.end === -1;
    if (!isPlaced && !isMade) found.push(`${child.kind} ${child.pos}-${child.end}`);
    misplaced(child, source, found);
  });
  return found;
}

describe.each(dialectNames)('%s', (dialect) => {
  const text = corpus(dialect);
  const { statements, diagnostics } = parse(text, { dialect });

  it('parses its corpus', () => {
    expect(diagnostics.map((d) => renderDiagnostic(d))).toEqual([]);
    expect(statements.length).toBe(text.trimEnd().split(';\n').length);
  });

  it('gives every node a place', () => {
    for (const statement of statements) expect(misplaced(statement, text)).toEqual([]);
  });

  it.each([false, true])('prints what it parsed, pretty: %s', (pretty) => {
    for (const statement of statements) {
      const printed = print(statement, dialect, { pretty });
      const again = parse(printed.sql, { dialect });
      expect.soft([...printed.diagnostics, ...again.diagnostics].map((d) => renderDiagnostic(d)), printed.sql).toEqual([]);
      expect.soft(equal(again.statements, [statement]), `${text.slice(statement.pos, statement.end)}\n${printed.sql}`).toBe(true);
    }
  });

  it.each([false, true])('prints the same again, pretty: %s', (pretty) => {
    for (const statement of statements) {
      const once = print(statement, dialect, { pretty }).sql;
      const [again] = parse(once, { dialect }).statements;
      expect.soft(again === undefined ? '' : print(again, dialect, { pretty }).sql).toBe(once);
    }
  });

  it('survives JSON', () => expect(equal(JSON.parse(JSON.stringify(statements)), statements)).toBe(true));
});
