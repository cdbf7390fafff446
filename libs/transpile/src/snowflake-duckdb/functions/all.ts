import { aggregates } from './aggregate.ts';
import { clock } from './clock.ts';
import { artificial } from './ai.ts';
import { bitwise } from './bitwise.ts';
import { conditional } from './conditional.ts';
import { contexts } from './context.ts';
import { conversions } from './conversion.ts';
import { dataGenerators } from './data-generation.ts';
import { dataMetrics } from './data-metric.ts';
import { dateConversions } from './date-conversion.ts';
import { datetimes } from './datetime.ts';
import { encodings } from './encoding.ts';
import { encryptions } from './encryption.ts';
import { hashes } from './hash.ts';
import { files } from './file.ts';
import { metadata } from './metadata.ts';
import { notifications } from './notification.ts';
import { systems } from './system.ts';
import { numerics } from './numeric.ts';
import type { FunctionRecord } from './record.ts';
import { structuredFamilies } from './structured-families.ts';
import { regexps } from './regexp.ts';
import { sketches } from './sketch.ts';
import { searches } from './search.ts';
import { strings } from './string.ts';
import { vectors } from './vector.ts';
import { windows } from './window.ts';

/** Every record, family by family. */
export const functionRecords: readonly FunctionRecord[] = [
  ...conditional, ...numerics, ...bitwise, ...strings, ...searches, ...regexps, ...encodings, ...hashes, ...encryptions, ...datetimes, ...dateConversions, ...clock, ...conversions,
  ...structuredFamilies,
  ...aggregates, ...sketches, ...windows, ...contexts, ...dataGenerators, ...dataMetrics,
  ...systems, ...files, ...metadata, ...notifications, ...artificial, ...vectors,
];
