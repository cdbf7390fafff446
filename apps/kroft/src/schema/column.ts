import type { ColumnType } from './column-type.ts';
import type { Generator, TypedGenerator } from './generator.ts';

/** A foreign key: the parent column, and how unevenly parents are chosen (a Zipf exponent, 0 for evenly). */
export interface Reference {
  readonly table: string;
  readonly column: string;
  readonly skew: number;
}

/** One column of a model, as data. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly generator: Generator;
  /** Share of NULLs, 0 to 1; 0 makes the column NOT NULL. */
  readonly nullRate: number;
  readonly primaryKey: boolean;
  readonly unique: boolean;
  /** The default in PostgreSQL's text form. */
  readonly default?: string;
  readonly references?: Reference;
  /** Known to the model and created only later, by evolution. */
  readonly reserved: boolean;
  /** Never dropped and never renamed. */
  readonly protected: boolean;
  /** Holds the simulator's time of the row's last change. */
  readonly updateColumn: boolean;
}

/** What the flags of a column builder say about its place in the row type. */
export type Presence = 'required' | 'nullable' | 'reserved';

/** A column under construction: each call returns a new one. */
export interface ColumnBuilder<V, P extends Presence = 'required'> {
  readonly definition: Omit<Column, 'name'>;
  /** Never present: it only carries the row's type. */
  readonly row?: { readonly value: V; readonly presence: P };
  primaryKey(): ColumnBuilder<V, P>;
  unique(): ColumnBuilder<V, P>;
  /** NULL at the given rate, 0 to 1. */
  nullable(rate?: number): ColumnBuilder<V, 'nullable'>;
  gen(generator: TypedGenerator<V>): ColumnBuilder<V, P>;
  default(value: V): ColumnBuilder<V, P>;
  /** A foreign key, `table.column`; `skew` is a Zipf exponent, 0 for an even choice. */
  references(target: `${string}.${string}`, options?: { readonly skew?: number }): ColumnBuilder<V, P>;
  /** Created later, by evolution; NULL until then. */
  reserved(): ColumnBuilder<V, 'reserved'>;
  /** Never dropped, never renamed. */
  protected(): ColumnBuilder<V, P>;
  /** Holds the simulator's time of the row's last change; implies protection. */
  updateColumn(): ColumnBuilder<V, P>;
}

function build<V, P extends Presence>(definition: Omit<Column, 'name'>): ColumnBuilder<V, P> {
  const next = <Q extends Presence>(change: Partial<Omit<Column, 'name'>>): ColumnBuilder<V, Q> => build<V, Q>({ ...definition, ...change });
  return {
    definition,
    primaryKey: () => next<P>({ primaryKey: true, protected: true }),
    unique: () => next<P>({ unique: true }),
    nullable: (rate = 0.1) => next<'nullable'>({ nullRate: rate }),
    gen: ({ generator }) => next<P>({ generator }),
    default: (value) => next<P>({ default: String(value) }),
    references: (target, { skew = 0 } = {}) => {
      const dot = target.lastIndexOf('.');
      return next<P>({ references: { table: target.slice(0, dot), column: target.slice(dot + 1), skew } });
    },
    reserved: () => next<'reserved'>({ reserved: true }),
    protected: () => next<P>({ protected: true }),
    updateColumn: () => next<P>({ updateColumn: true, protected: true }),
  };
}

function start<V>(type: ColumnType, generator: Generator): ColumnBuilder<V> {
  return build<V, 'required'>({ type, generator, nullRate: 0, primaryKey: false, unique: false, reserved: false, protected: false, updateColumn: false });
}

/** The column types by name: `t.numeric(10, 2)`. */
export interface Types {
  uuid(): ColumnBuilder<string>;
  int4(): ColumnBuilder<number>;
  int8(): ColumnBuilder<bigint>;
  text(): ColumnBuilder<string>;
  varchar(length: number): ColumnBuilder<string>;
  numeric(precision: number, scale: number): ColumnBuilder<string>;
  boolean(): ColumnBuilder<boolean>;
  timestamptz(): ColumnBuilder<string>;
  date(): ColumnBuilder<string>;
}

/** The column types by name, each with a generator that fits it until another is given. */
export const types: Types = {
  uuid: () => start({ kind: 'uuid' }, { kind: 'uuid' }),
  int4: () => start({ kind: 'int4' }, { kind: 'integer', min: 0, max: 1_000_000 }),
  int8: () => start({ kind: 'int8' }, { kind: 'integer', min: 0, max: Number.MAX_SAFE_INTEGER }),
  text: () => start({ kind: 'text' }, { kind: 'words', min: 2, max: 6 }),
  varchar: (length) => start({ kind: 'varchar', length }, { kind: 'code', length: Math.min(length, 12) }),
  numeric: (precision, scale) => start({ kind: 'numeric', precision, scale }, { kind: 'decimal', min: 0, max: 10 ** Math.min(precision - scale, 6) - 1, scale }),
  boolean: () => start({ kind: 'boolean' }, { kind: 'chance', rate: 0.5 }),
  timestamptz: () => start({ kind: 'timestamptz' }, { kind: 'moment', withinDays: 30 }),
  date: () => start({ kind: 'date' }, { kind: 'day', withinDays: 365 }),
};
