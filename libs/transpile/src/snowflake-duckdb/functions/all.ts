import { aggregates } from './aggregate.ts';
import { conditional } from './conditional.ts';
import type { FunctionRecord } from './record.ts';
import { windows } from './window.ts';

/** Every record, family by family. */
export const functionRecords: readonly FunctionRecord[] = [...conditional, ...aggregates, ...windows];
