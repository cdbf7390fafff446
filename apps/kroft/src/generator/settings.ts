import { errors } from '../errors.ts';
import type { Schema } from '../schema/define-schema.ts';

/** What transactions look like. */
export interface Workload {
  /** Row changes per transaction on average; sizes are geometric: many small, few large. */
  readonly transaction: number;
  /** Relative shares of the row changes. */
  readonly mix: { readonly insert: number; readonly update: number; readonly delete: number };
  /** Share of transactions that are rolled back, 0 to 1. */
  readonly rollback: number;
  /** Zipf exponent of the choice of rows to change: 0 is even, 1 makes the oldest rows hot. */
  readonly hotKeys: number;
  /** Relative weights of the tables, 1 where absent. */
  readonly tables: Readonly<Record<string, number>>;
  /** Tables whose rows are never deleted, as where a row is cancelled rather than removed; they are updated instead. */
  readonly keep: readonly string[];
}

/** How schemas change during a run. */
export interface Evolution {
  /** Row changes between two schema changes. */
  readonly every: number;
  /** Relative weights of the kinds; 0 switches a kind off. */
  readonly weights: { readonly add: number; readonly drop: number; readonly rename: number; readonly widen: number };
  /** The most of each kind in the run's whole life. */
  readonly max: { readonly add: number; readonly drop: number; readonly rename: number; readonly widen: number };
}

/** All that decides a plan, as plain data: the same settings give the same plan on every machine. */
export interface PlanSettings {
  readonly schema: Schema;
  /** An integer, up to 2^53. */
  readonly seed: number;
  readonly workload: Workload;
  readonly evolution?: Evolution;
  /** The simulator's clock at the start, ISO 8601. */
  readonly start: string;
}

/** A workload of medium transactions, a few of them rolled back. */
export const defaultWorkload: Workload = { transaction: 250, mix: { insert: 0.6, update: 0.3, delete: 0.1 }, rollback: 0.03, hotKeys: 0.6, tables: {}, keep: [] };

/** A schema change of any kind every 20,000 row changes. */
export const defaultEvolution: Evolution = {
  every: 20_000,
  weights: { add: 3, drop: 1, rename: 1, widen: 1 },
  max: { add: 100, drop: 3, rename: 3, widen: 3 },
};

/** @throws ToolError KROFT_BAD_SETTING for the first setting that cannot be. */
export function checkSettings(settings: PlanSettings): PlanSettings {
  const { workload, evolution } = settings;
  const refuse = (setting: string, problem: string): never => {
    throw errors.KROFT_BAD_SETTING.error({ setting, problem });
  };
  if (!Number.isSafeInteger(settings.seed)) refuse('seed', `is ${settings.seed}, not an integer`);
  if (!(workload.transaction >= 1)) refuse('workload.transaction', `is ${workload.transaction}; a transaction has at least 1 change`);
  if (!(workload.rollback >= 0 && workload.rollback <= 0.9)) refuse('workload.rollback', `is ${workload.rollback}, not between 0 and 0.9`);
  if (!(workload.hotKeys >= 0 && workload.hotKeys <= 3)) refuse('workload.hotKeys', `is ${workload.hotKeys}, not between 0 and 3`);
  for (const [kind, weight] of Object.entries(workload.mix)) if (!(weight >= 0)) refuse(`workload.mix.${kind}`, `is ${weight}, not 0 or more`);
  if (!(workload.mix.insert > 0)) refuse('workload.mix.insert', 'is 0, so that no row would ever exist');
  for (const table of workload.keep) if (!settings.schema.tables.some((candidate) => candidate.name === table)) refuse('workload.keep', `names '${table}', which is no table of the schema`);
  for (const [table, weight] of Object.entries(workload.tables)) {
    if (!settings.schema.tables.some((candidate) => candidate.name === table)) refuse(`workload.tables.${table}`, 'names no table of the schema');
    if (!(weight >= 0)) refuse(`workload.tables.${table}`, `is ${weight}, not 0 or more`);
  }
  if (settings.schema.tables.every((table) => workload.tables[table.name] === 0)) refuse('workload.tables', 'gives every table the weight 0');
  if (evolution !== undefined && !(evolution.every >= 1)) refuse('evolution.every', `is ${evolution.every}; at least 1 change lies between two schema changes`);
  if (Number.isNaN(Date.parse(settings.start))) refuse('start', `is '${settings.start}', not a moment in ISO 8601`);
  return settings;
}
