import { type Catalogue, defineCodes } from '@millrace/diagnostics';

const definitions = {
  DEMO_NO_DATA: { text: "The real data is not installed: package '{package}' is missing.", hint: 'run npm install in the clone', exit: 4 },
} as const;

export const errors: Catalogue<typeof definitions> = defineCodes(definitions);
