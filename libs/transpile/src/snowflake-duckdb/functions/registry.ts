import { suggest } from '@millrace/diagnostics';
import { functionRecords } from './all.ts';
import type { FunctionRecord } from './record.ts';

/** Functions by upper-case name. */
export interface FunctionTable {
  find(name: string): FunctionRecord | undefined;
  /** `did you mean 'x'?`'s candidate. */
  nearest(name: string): string | undefined;
}

const byName: ReadonlyMap<string, FunctionRecord> = new Map(functionRecords.flatMap((record) => [record.name, ...record.aliases].map((name) => [name, record] as const)));

/** Every function with a record. */
export const snowflakeFunctions: FunctionTable = {
  find: (name) => byName.get(name),
  nearest: (name) => suggest(name, byName.keys()),
};
