import { nthOf, noOrigins, type Origins, originOf, through } from './origins.ts';

/** A column of a relation, and where its values come from. */
export interface ShapeColumn {
  readonly name: string;
  readonly origins: Origins;
  /** Left out of `*` and of bare names: the other side of USING. */
  readonly hidden?: boolean;
}

/** Columns whose names are not known: those of a table that no catalog describes. */
export interface OpenPart {
  /** What each of them comes from; `*` in it becomes the column that is asked for. */
  readonly star: Origins;
  /** Names that are none of them, as they are compared. */
  readonly except: ReadonlySet<string>;
}

/** The columns of a query or a relation, as far as they are known. */
export interface Shape {
  readonly columns: readonly ShapeColumn[];
  readonly open: readonly OpenPart[];
}

export const noShape: Shape = { columns: [], open: [] };

/** A relation in FROM. */
export interface LineageRelation extends Shape {
  /** What it goes by, as names are compared; absent for one that cannot be named. */
  readonly name?: string;
  /** Database and schema, as names are compared. */
  readonly qualifier: readonly string[];
}

/** The columns of a table that nothing is known of. */
export const openTable = (table: readonly string[]): Shape => ({ columns: [], open: [{ star: originOf(table, '*'), except: new Set() }] });

/** A shape as seen from outside the named query it is of. */
export function seenThrough(name: string, shape: Shape): Shape {
  return {
    columns: shape.columns.map((column) => ({ ...column, origins: through(`${name}.${column.name}`, column.origins) })),
    open: shape.open.map((part) => ({ ...part, star: through(`${name}.*`, part.star) })),
  };
}

/** Gives the columns new names, in order. Of an open shape the first is `$1`, and so on. */
export function renamed(shape: Shape, names: readonly string[]): Shape {
  if (names.length === 0) return shape;
  const known = shape.columns.map((column, i) => ({ ...column, name: names[i] ?? column.name }));
  const [only] = shape.open;
  if (only === undefined || shape.open.length > 1) return { ...shape, columns: known };
  const rest = names.slice(known.length).map((name, i) => ({ name, origins: nthOf(only.star, known.length + i + 1) }));
  return { columns: [...known, ...rest], open: shape.open };
}

/** The columns that `*` gives, an open part as one of the name `*`. */
export function starOf(shape: Shape): readonly ShapeColumn[] {
  return [...shape.columns.filter(({ hidden }) => hidden !== true), ...shape.open.map(({ star }) => ({ name: '*', origins: star }))];
}

/** What the n-th column comes from, counted from 0. */
export function originsAt(shape: Shape, index: number): Origins {
  const column = shape.columns[index];
  if (column !== undefined) return column.origins;
  const [only] = shape.open;
  return only === undefined ? noOrigins : nthOf(only.star, index + 1);
}

/** Several relations as one list of columns. */
export const together = (shapes: readonly Shape[]): Shape => ({ columns: shapes.flatMap(({ columns }) => columns), open: shapes.flatMap(({ open }) => open) });
