import type { Explained, ExplainedStep } from '@millrace/transpile';
import { inColor, lineDiff } from './line-diff.ts';
import { renderTable } from './table.ts';

/** What a statement became, by which functions and passes. */
export function explanation({ sql, functions, steps }: Explained): string {
  const changed = steps.filter((step) => step.changed).map(({ pass }) => pass);
  const rows = functions.map(({ name, calls, way, says, docs }) => [calls > 1 ? `${name} ×${calls}` : name, way === 'unsupported' ? 'NOT SUPPORTED' : way, says, docs]);
  return [
    `${sql};`,
    ...(rows.length === 0 ? [] : ['', functionTable(rows)]),
    '',
    changed.length === 0 ? 'No pass changed it.' : `Changed by ${changed.join(', ')}.`,
  ].join('\n');
}

function functionTable(rows: readonly (readonly (string | undefined)[])[]): string {
  // The pages stand last, where they may be longer than a cell.
  const table = renderTable(['function', 'way', 'in DuckDB'].map((title) => ({ title })), rows.map((row) => row.slice(0, 3))).split('\n');
  return table.map((line, i) => (i < 2 || rows[i - 2]?.[3] === undefined ? line : `${line}\n  ${rows[i - 2]?.[3] ?? ''}`)).join('\n');
}

/** The statement as written, then after each pass that changed it, with the passes that did not named between. */
export function passByPass(steps: readonly ExplainedStep[], color: boolean): string {
  const parts: string[] = [];
  let idle: string[] = [];
  let last: string | undefined;
  const flush = (): void => {
    if (idle.length > 0) parts.push(`── ${idle.join(', ')}: no change`);
    idle = [];
  };
  for (const { pass, sql } of steps) {
    if (sql === last) {
      idle.push(pass);
      continue;
    }
    flush();
    parts.push(`── ${pass}\n${last === undefined || !color ? sql : colored(last, sql)}`);
    last = sql;
  }
  flush();
  return parts.join('\n');
}

const colored = (before: string, after: string): string => lineDiff(before, after).map(({ sign, text }) => inColor(sign, `${sign} ${text}`, true)).join('\n');
