import { type Catalogue, defineCodes } from '@millrace/diagnostics';

const definitions = {
  DIALECT_UNSUPPORTED: { text: '{dialect} has no {feature}.', exit: 3 },
  DIALECT_UNPRINTABLE: { text: 'SQL text cannot hold {what}.', hint: 'remove the character, or pass the text as a parameter', exit: 3 },
} as const;

/** Everything that can be wrong with a tree on its way to text. */
export const errors: Catalogue<typeof definitions> = defineCodes(definitions);
