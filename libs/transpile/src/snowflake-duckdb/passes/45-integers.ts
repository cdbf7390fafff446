import { build, type Expression } from '@millrace/sql-ir';
import { at } from '../lower-context.ts';
import type { NodePass } from './pass.ts';

/** Columns made of whole literals are BIGINT, so that what is computed from them does not overflow early, as INTEGER would. */
export const integers: NodePass = {
  name: 'integers',
  handlers: {
    Projection: (node) => (isSmall(node.expression) ? { ...node, expression: widen(node.expression) } : node),
    Values: (node) => (node.rows.some((row) => row.some(isSmall)) ? { ...node, rows: node.rows.map((row) => row.map((value) => (isSmall(value) ? widen(value) : value))) } : node),
  },
};

const isSmall = (value: Expression): boolean => value.kind === 'Literal' && value.type === 'number' && hasFewDigits(value.value);

/** One to nine digits. */
function hasFewDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 48 || text.charCodeAt(i) > 57) return false;
  return text.length > 0 && text.length < 10;
}

const widen = (value: Expression): Expression => at(build.cast(value, build.type('BIGINT')), value);
