import type { DataType } from '@millrace/sql-ir';
import { types } from '../data-types.ts';
import { type Argument, first } from './function-record.ts';

export type RankingName = 'rowNumber' | 'rank' | 'denseRank' | 'percentRank' | 'ntile' | 'lag' | 'lead' | 'firstValue' | 'lastValue';

/** A function that only a window gives meaning to. */
export interface RankingFunction {
  readonly name: string;
  readonly type: (args: readonly Argument[]) => DataType;
  readonly nullable: (args: readonly Argument[]) => boolean;
}

const rank = (name: string, type: DataType = types.integer): RankingFunction => ({ name, type: () => type, nullable: () => false });
const neighbour = (name: string): RankingFunction => ({
  name, type: first, nullable: (args) => args.length < 3 || args[0]?.nullable === true || args[2]?.nullable === true,
});

/** The window functions that are no aggregates. */
export const rankings: Readonly<Record<RankingName, RankingFunction>> = {
  rowNumber: rank('ROW_NUMBER'),
  rank: rank('RANK'),
  denseRank: rank('DENSE_RANK'),
  percentRank: rank('PERCENT_RANK', types.double),
  ntile: rank('NTILE'),
  lag: neighbour('LAG'),
  lead: neighbour('LEAD'),
  firstValue: { name: 'FIRST_VALUE', type: first, nullable: () => true },
  lastValue: { name: 'LAST_VALUE', type: first, nullable: () => true },
};
