import type { Expression, MatchRecognize } from '@millrace/sql-ir';
import { originsOf } from './expression-origins.ts';
import { inside, type NameScope } from './names.ts';
import { by, union } from './origins.ts';
import { type LineageRelation, type Shape, type ShapeColumn, starOf, together } from './shape.ts';
import { compared, type Trace } from './trace.ts';

/** The columns of MATCH_RECOGNIZE: what it parts by, or all, and its measures. Rule: https://docs.snowflake.com/en/sql-reference/constructs/match_recognize */
export function matched(match: MatchRecognize, from: readonly LineageRelation[], scope: NameScope, trace: Trace): Shape {
  const source = together(from);
  // A pattern's symbols stand before columns as tables do.
  const symbols = [...match.define.map(({ symbol }) => symbol), ...match.subsets.map(({ name }) => name)];
  const relations: readonly LineageRelation[] = [{ ...source, qualifier: [] }];
  const bySymbol: readonly LineageRelation[] = symbols.map((symbol) => ({ ...source, name: compared(symbol, trace), qualifier: [] }));
  const inner = inside(inside(scope, { relations: bySymbol }), { relations });
  trace.influence('window', union([...match.partitionBy, ...match.orderBy.map(({ expression }) => expression)].map((part) => originsOf(part, inner, trace))));
  trace.influence('filter', union(match.define.map(({ condition }) => originsOf(condition, inner, trace))));
  const measures = match.measures.map(({ measure }): ShapeColumn => ({ name: measure.alias === undefined ? '' : trace.fold(measure.alias), origins: by('derived', originsOf(measure.expression, inner, trace)) }));
  const keys = match.partitionBy.map((key): ShapeColumn => ({ name: nameOf(key, trace), origins: originsOf(key, inner, trace) }));
  return match.rows === 'ALL ROWS PER MATCH' ? { columns: [...starOf({ ...source, open: [] }), ...measures], open: source.open } : { columns: [...keys, ...measures], open: [] };
}

function nameOf(expression: Expression, trace: Trace): string {
  const last = expression.kind === 'Column' ? expression.parts.at(-1) : undefined;
  return last === undefined ? '' : trace.fold(last);
}
