import { print } from '@millrace/dialects';
import type { Expression, Projection, Query } from '@millrace/sql-ir';
import type { Origins } from './origins.ts';
import type { Shape } from './shape.ts';
import type { Trace } from './trace.ts';

/**
 * The name of a result column: its alias, its column's name, else what the dialect makes of the expression.
 *
 * @param position from 1, for an expression that has no name at all.
 */
export function outputName({ alias, expression }: Projection, position: number, trace: Trace): string {
  const given = alias ?? (expression.kind === 'Column' ? expression.parts.at(-1) : undefined);
  if (given !== undefined) return trace.fold(given);
  if (trace.dialect === 'postgres') return postgresName(expression) ?? '?column?';
  const text = trace.source !== undefined && expression.pos >= 0 ? trace.source.slice(expression.pos, expression.end) : print(expression, trace.dialect).sql;
  if (text === '') return `column${position}`;
  return trace.dialect === 'snowflake' ? text.toUpperCase() : text;
}

/** What the result column of that name (as names are compared) comes from. */
export function originsAtName(shape: Shape, name: string, trace: Trace): Origins | undefined {
  return shape.columns.find((column) => trace.compare(column.name) === name)?.origins;
}

/** Rule: https://www.postgresql.org/docs/current/queries-select-lists.html#QUERIES-COLUMN-LABELS */
function postgresName(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'Column': return expression.parts.at(-1)?.name;
    case 'Call': return expression.name.at(-1)?.name.toLowerCase();
    case 'Cast': return postgresName(expression.operand) ?? expression.type.name.toLowerCase();
    case 'Collate': return postgresName(expression.operand);
    case 'Case': return 'case';
    case 'ArrayOf': return 'array';
    case 'Exists': return 'exists';
    case 'Subquery': return firstName(expression.query);
    default: return undefined;
  }
}

function firstName(query: Query): string | undefined {
  if (query.kind === 'SetOperation') return firstName(query.left);
  const first = query.kind === 'Select' ? query.projections[0] : undefined;
  return first === undefined ? undefined : (first.alias?.name ?? postgresName(first.expression));
}
