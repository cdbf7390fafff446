import type { Relation } from '@millrace/connectors';

/** A column of a copy: its name, whether it is part of the key, and its DuckDB type. */
export interface ShapeColumn {
  readonly name: string;
  readonly key: boolean;
  readonly type: string;
}

/** A table's shape in a copy. */
export interface Shape {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly ShapeColumn[];
}

/** One step from a shape to the next. `index` counts in the shape as the steps before left it. */
export type ShapeStep =
  | { readonly kind: 'add'; readonly column: ShapeColumn }
  | { readonly kind: 'drop'; readonly index: number; readonly name: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'retype'; readonly name: string; readonly type: string };

/** DuckDB types by PostgreSQL's type OIDs (pg_type.dat); every other type is kept as the text that PostgreSQL prints. */
const typesByOid: Readonly<Record<number, string>> = {
  16: 'BOOLEAN', 20: 'BIGINT', 21: 'SMALLINT', 23: 'INTEGER', 700: 'FLOAT', 701: 'DOUBLE', 1082: 'DATE', 1114: 'TIMESTAMP', 1184: 'TIMESTAMPTZ', 2950: 'UUID',
};
const numericOid = 1700;
/** DuckDB's widest decimal. */
const widestDecimal = 38;

function duckdbTypeOf(oid: number, modifier: number): string {
  if (oid !== numericOid || modifier < 4) return typesByOid[oid] ?? 'VARCHAR';
  // numeric.c: ((precision << 16) | scale) + VARHDRSZ
  const precision = ((modifier - 4) >> 16) & 0xffff;
  return precision <= widestDecimal ? `DECIMAL(${precision}, ${(modifier - 4) & 0x7ff})` : 'VARCHAR';
}

/** The copy's shape for a relation of the stream. */
export function shapeOf(relation: Relation): Shape {
  return {
    schema: relation.schema,
    table: relation.table,
    columns: relation.columns.map(({ name, key, typeOid, typeModifier }) => ({ name, key, type: duckdbTypeOf(typeOid, typeModifier) })),
  };
}

/**
 * The steps from one shape to the next. The stream names columns but not their identity, so one different name in an
 * otherwise equal list is a rename; with more differences at once, names that vanish are drops and new ones are additions.
 */
export function shapeSteps(before: Shape, after: Shape): readonly ShapeStep[] {
  const renamed = singleRename(before.columns, after.columns);
  const steps: ShapeStep[] = renamed === undefined ? [] : [{ kind: 'rename', from: renamed.from, to: renamed.to }];
  const columns = before.columns.map((column) => (column.name === renamed?.from ? { ...column, name: renamed.to } : column));
  for (const column of before.columns) {
    const index = columns.findIndex((candidate) => candidate.name === column.name);
    if (index < 0 || after.columns.some((candidate) => candidate.name === column.name)) continue;
    steps.push({ kind: 'drop', index, name: column.name });
    columns.splice(index, 1);
  }
  for (const column of after.columns) {
    const known = columns.find((candidate) => candidate.name === column.name);
    if (known === undefined) steps.push({ kind: 'add', column });
    else if (known.type !== column.type) steps.push({ kind: 'retype', name: column.name, type: column.type });
  }
  return steps;
}

function singleRename(before: readonly ShapeColumn[], after: readonly ShapeColumn[]): { readonly from: string; readonly to: string } | undefined {
  if (before.length !== after.length) return undefined;
  const different = before.flatMap((column, i) => (column.name === after[i]?.name ? [] : [i]));
  const [at, ...more] = different;
  if (at === undefined || more.length > 0) return undefined;
  const [from, to] = [before[at], after[at]];
  // A column that was dropped and another that was added at the end look alike, unless the types tell.
  return from === undefined || to === undefined || from.type !== to.type ? undefined : { from: from.name, to: to.name };
}
