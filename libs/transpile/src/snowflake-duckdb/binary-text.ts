import { build, type Expression } from '@millrace/sql-ir';

/** How bytes are written as text: the values of BINARY_INPUT_FORMAT and BINARY_OUTPUT_FORMAT. */
type BinaryFormat = 'HEX' | 'BASE64' | 'UTF-8';

/** A format's name in any case; undefined for one that there is not. */
export function binaryFormat(text: string): BinaryFormat | undefined {
  switch (text.toUpperCase()) {
    case 'HEX': return 'HEX';
    case 'BASE64': return 'BASE64';
    case 'UTF-8': case 'UTF8': return 'UTF-8';
    default: return undefined;
  }
}

/**
 * The bytes that a text means.
 *
 * @param safe gives NULL for a text that is not of the format.
 * Rule: https://docs.snowflake.com/en/sql-reference/binary-input-output
 */
export function bytesOf(text: Expression, format: BinaryFormat, safe: boolean): Expression {
  switch (format) {
    case 'HEX': return build.call(safe ? 'mr_try_hex_bytes' : 'mr_hex_bytes', [text]);
    case 'BASE64': return build.call(safe ? 'mr_try_base64_bytes' : 'mr_base64_bytes', [text]);
    case 'UTF-8': return build.call('encode', [text]);
  }
}

/** The text of some bytes. */
export function textOfBytes(bytes: Expression, format: BinaryFormat): Expression {
  return build.call(format === 'HEX' ? 'hex' : format === 'BASE64' ? 'base64' : 'decode', [bytes]);
}
