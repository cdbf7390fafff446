import { locate } from '@millrace/diagnostics';
import type { Edit, EditPlace } from '@millrace/sql-ir';
import { inColor } from './line-diff.ts';

/** A side of a comparison as data: the text it stands for, and where. */
export interface SideReport {
  readonly kind: string;
  readonly path: string;
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** An edit as data. */
export interface EditReport {
  readonly type: Edit['type'];
  readonly from?: SideReport;
  readonly to?: SideReport;
  readonly changes?: readonly { readonly property: string; readonly from: unknown; readonly to: unknown }[];
}

/** Clauses by the property that holds them. */
const clauses: Readonly<Record<string, string>> = {
  projections: 'SELECT', from: 'FROM', where: 'WHERE', groupBy: 'GROUP BY', having: 'HAVING', qualify: 'QUALIFY', windows: 'WINDOW', orderBy: 'ORDER BY', limit: 'LIMIT', offset: 'OFFSET',
  with: 'WITH', arm: 'set operation', set: 'SET', columns: 'columns', constraints: 'constraints', properties: 'properties', returning: 'RETURNING', rows: 'VALUES', whens: 'WHEN', using: 'USING', on: 'ON',
  table: 'table', target: 'target', source: 'source', name: 'name', branches: 'CASE', over: 'OVER', statement: 'script',
};

/** Gives an edit its texts and places. */
export function reportEdit(edit: Edit, sources: { readonly from: string; readonly to: string }): EditReport {
  return {
    type: edit.type,
    ...('from' in edit ? { from: side(edit.from, sources.from) } : {}),
    ...('to' in edit ? { to: side(edit.to, sources.to) } : {}),
    ...(edit.type === 'update' && edit.changes !== undefined ? { changes: edit.changes } : {}),
  };
}

function side({ kind, path, pos, end, exact, plain }: EditPlace, source: string): SideReport {
  const text = exact ? source.slice(pos, end) : Object.values(plain).filter((value) => typeof value === 'string').join(' ');
  const start = Math.max(0, pos) + (exact ? text.length - text.trimStart().length : 0);
  return { kind, path: path.join('.'), text: text.trim(), ...locate(source, start) };
}

const signs: Readonly<Record<Edit['type'], '+' | '-' | '~' | '>' | ' '>> = { insert: '+', remove: '-', update: '~', move: '>', keep: ' ' };

/** An edit on one line: its sign, where it stands, its clause, and what changed. */
export function editLine(edit: EditReport, color: boolean): string {
  const { from, to } = edit;
  const at = to ?? from;
  const place = [from, to].map((each) => (each === undefined ? '' : `${each.line}:${each.column}`)).filter((text) => text !== '').join(' → ');
  const clause = at?.path.split('.').findLast((slot) => slot in clauses);
  return inColor(signs[edit.type], `${signs[edit.type]} ${place.padEnd(14)} ${clause === undefined ? '' : `${clauses[clause] ?? ''}: `}${changeText(edit)}`, color);
}

function changeText({ type, from, to, changes }: EditReport): string {
  if (changes !== undefined) return `${short(to?.text ?? '', 40)} (${changes.map((change) => `${change.property}: ${plain(change.from)} → ${plain(change.to)}`).join(', ')})`;
  if (type === 'update') return `${short(from?.text ?? '', 60)} → ${short(to?.text ?? '', 60)}`;
  if (type === 'move') return `${short(to?.text ?? '', 100)} moved`;
  return short((to ?? from)?.text ?? '', 120);
}

const plain = (value: unknown): string => (value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value));

function short(text: string, width: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
