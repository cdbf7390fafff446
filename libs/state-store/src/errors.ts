import { type Catalogue, defineCodes } from '@millrace/diagnostics';

const definitions = {
  STATE_WATERMARK_MOVED: {
    text: "The watermark of {source} -> {target} on '{column}' moved while this run was loading: it was {expected}, now it is {found}.",
    hint: 'another run loaded the same target; run again, nothing was written',
    exit: 1,
  },
  STATE_UNSUPPORTED: { text: "State cannot be kept in '{dialect}'.", hint: 'use DuckDB or PostgreSQL', exit: 4 },
  STATE_MIGRATION: { text: 'The state tables in {target} cannot be brought up to date: {reason}.', hint: 'a newer Millrace may have written them; upgrade, or use another state database', exit: 4 },
  STATE_NO_RUN: { text: "There is no run '{run}'.", exit: 4 },
} as const;

/** Everything that can be wrong with what tools remember. */
export const errors: Catalogue<typeof definitions> = defineCodes(definitions);
