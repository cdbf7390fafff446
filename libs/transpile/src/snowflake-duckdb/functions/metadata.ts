import type { FunctionRecord } from './record.ts';
import { refused } from './unsupported.ts';

/** https://docs.snowflake.com/en/sql-reference/functions-metadata and https://docs.snowflake.com/en/sql-reference/functions-differential-privacy */
export const metadata: readonly FunctionRecord[] = [
  ...refused('metadata', [{ reason: 'it describes objects that only a server keeps', names: 'GET_DDL GENERATE_COLUMN_DESCRIPTION' }]),
  ...refused('differential privacy', [{ reason: 'it belongs to privacy policies, which only Snowflake enforces', names: 'DP_INTERVAL_LOW DP_INTERVAL_HIGH' }]),
];
