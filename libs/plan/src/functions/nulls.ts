import { common, first, named, type ScalarFunction } from './function-record.ts';

export type NullName = 'coalesce' | 'nullIf';

/** What to do with NULL. */
export const nulls: Readonly<Record<NullName, ScalarFunction>> = {
  coalesce: { type: common, nullable: 'all', write: named('COALESCE') },
  nullIf: { type: first, nullable: 'always', write: named('NULLIF') },
};
