import type { NativeFunction, NativeValue } from '../functions/record.ts';
import { raise } from './raise.ts';
import { scalar } from './variant-text.ts';
import { parseXml, toXml, xmlChild, XmlSyntaxError } from './xml.ts';

const text = (value: NativeValue | undefined): string => String(value);

function read<T>(value: NativeValue | undefined, converts: boolean, done: (json: string | null) => T, failed: (error: XmlSyntaxError) => T): T {
  try {
    return done(parseXml(text(value), converts));
  } catch (error) {
    if (error instanceof XmlSyntaxError) return failed(error);
    throw error;
  }
}

/** The type of a scalar by its look, as TO_XML writes it. */
const typeOf = (json: string): string => (/^["]/.test(json) ? 'VARCHAR' : json === 'null' ? 'NULL' : json === 'true' || json === 'false' ? 'BOOLEAN' : json.includes('.') ? 'DECIMAL' : 'INTEGER');

/** XML in and out of variants: recursion that no macro can say. */
export const xmlNatives: readonly (NativeFunction & { readonly name: string })[] = [
  { name: 'mr_parse_xml', parameters: ['VARCHAR', 'BOOLEAN'], returns: 'JSON', call: (value, plain) => read(value, plain !== true, (json) => json, (error) => raise('100100', '22P02', `Error parsing XML: ${error.message}`)) },
  { name: 'mr_check_xml', parameters: ['VARCHAR'], returns: 'VARCHAR', call: (value) => read<string | null>(value, true, () => null, ({ message }) => message) },
  { name: 'mr_xml_child', parameters: ['VARCHAR', 'VARCHAR', 'BIGINT'], returns: 'JSON', call: (json, name, instance) => xmlChild(text(json), text(name), Number(instance)) ?? null },
  { name: 'mr_to_xml', parameters: ['VARCHAR'], returns: 'VARCHAR', call: (json) => toXml(text(json), scalar, typeOf) },
];
