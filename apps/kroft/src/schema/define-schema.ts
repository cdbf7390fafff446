import { type Column, type ColumnBuilder, type Presence, type Types, types } from './column.ts';
import { type Generators, generators } from './generator.ts';
import { validateSchema } from './validate-schema.ts';

/** A table of a model. `columns` holds the reserved ones too, in the order of their definition. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** A model: plain data, safe to store and to hash. */
export interface Schema {
  readonly name: string;
  readonly tables: readonly Table[];
}

type Columns = Readonly<Record<string, ColumnBuilder<never, Presence> | AnyColumn>>;
/** Any builder, whatever it holds: only its definition and its row type are read. */
type AnyColumn = Pick<ColumnBuilder<unknown, Presence>, 'definition' | 'row'>;

/** A table with the builders it was made of, for `InferRow`. */
export interface TableBuilder<C extends Columns = Columns> {
  readonly columns: C;
}

/** A model that still knows its tables' types. */
export interface TypedSchema<T extends Readonly<Record<string, TableBuilder>>> extends Schema {
  /** Never present: it only carries the types. */
  readonly of?: T;
}

type PresenceOf<B> = B extends { readonly row?: { readonly presence: infer P } } ? P : never;
type ValueOf<B> = B extends { readonly row?: { readonly value: infer V } } ? V : never;

/**
 * The row type of a table of a model: nullable columns admit null, reserved ones may be absent.
 *
 * @example type Customer = InferRow<typeof shop, 'customers'>; // { readonly id: string; … }
 */
export type InferRow<S, Name extends string> = S extends { readonly of?: infer T }
  ? T extends Readonly<Record<Name, TableBuilder<infer C>>>
    ? { readonly [K in keyof C as PresenceOf<C[K]> extends 'reserved' ? never : K]: PresenceOf<C[K]> extends 'nullable' ? ValueOf<C[K]> | null : ValueOf<C[K]> } & {
        readonly [K in keyof C as PresenceOf<C[K]> extends 'reserved' ? K : never]?: ValueOf<C[K]> | null;
      }
    : never
  : never;

/** What a model is written with. */
export interface ModelParts {
  readonly table: <const C extends Columns>(columns: C) => TableBuilder<C>;
  readonly t: Types;
  readonly g: Generators;
}

/**
 * Defines a model: tables, columns, how their values are made and how they may evolve.
 *
 * @param name the PostgreSQL schema that a run creates.
 * @param define receives `table`, the types `t` and the generators `g`, and returns the tables by name.
 * @throws ToolError KROFT_… for every mistake in the model, at once.
 * @example
 * const shop = defineSchema('shop', ({ table, t, g }) => ({
 *   customers: table({ id: t.uuid().primaryKey(), name: t.text().gen(g.personName()), updated_at: t.timestamptz().updateColumn() }),
 * }));
 */
export function defineSchema<const T extends Readonly<Record<string, TableBuilder>>>(name: string, define: (parts: ModelParts) => T): TypedSchema<T> {
  const tables = define({ table: (columns) => ({ columns }), t: types, g: generators });
  const schema: Schema = {
    name,
    tables: Object.entries(tables).map(([table, { columns }]) => ({
      name: table,
      columns: Object.entries(columns).map(([column, { definition }]) => ({ ...definition, name: column })),
    })),
  };
  return validateSchema(schema);
}
