import { build, type Projection, type Statement } from '@millrace/sql-ir';
import { dynamicPivot, fillPivot, type SqlType } from '@millrace/transpile';
import type { EngineConnection } from '../engine/engine.ts';
import type { ExtraTables } from '../session/session-catalog.ts';
import type { StatementContext } from './context.ts';
import { translate } from './translate.ts';

/** Lists the values of every PIVOT over ANY or a subquery, by asking the data. Costs nothing when there is none. */
export async function openPivots<S extends Statement>(statement: S, context: StatementContext, connection: EngineConnection, extra: ExtraTables): Promise<S> {
  let current = statement;
  for (let next = dynamicPivot(current); next !== undefined; next = dynamicPivot(current)) {
    const translation = translate(next.values, context, extra);
    const rows = await (await connection.run(translation)).getRows();
    const type = translation.columns[0]?.type ?? { type: 'varchar', length: 1 };
    current = fillPivot(current, next, rows.flatMap(([value]) => (value === null || value === undefined ? [] : [valueOf(String(value), type)])));
  }
  return current;
}

function valueOf(text: string, type: SqlType): Projection {
  if (type.type === 'number' || type.type === 'float') return build.projection(text.startsWith('-') ? { kind: 'Unary', op: '-', operand: build.number(text.slice(1)), pos: -1, end: -1 } : build.number(text));
  return build.projection(type.type === 'boolean' ? build.boolean(text === 'true') : build.string(text));
}
