// As a namespace: older engines load it too, without Zstandard.
import * as zlib from 'node:zlib';
import { raise } from './raise.ts';
import { snappyCompress, snappyDecompress } from './snappy.ts';

interface Codec {
  readonly compress: (data: Buffer, level: number) => Buffer;
  readonly decompress: (data: Buffer) => Buffer;
}

const codecs: Readonly<Record<string, Codec>> = {
  SNAPPY: { compress: snappyCompress, decompress: snappyDecompress },
  ZLIB: { compress: (data, level) => zlib.deflateSync(data, level === 0 ? {} : { level: Math.min(level, 9) }), decompress: (data) => zlib.inflateSync(data) },
  ZSTD: { compress: (data, level) => zlib.zstdCompressSync(data, level === 0 ? {} : { params: { [zlib.constants.ZSTD_c_compressionLevel]: Math.min(level, 22) } }), decompress: (data) => zlib.zstdDecompressSync(data) },
};

function codecOf(method: string): { readonly codec: Codec; readonly level: number } {
  const match = /^\s*(\w+)\s*(?:\(\s*(\d+)\s*\))?\s*$/.exec(method);
  const codec = codecs[(match?.[1] ?? '').toUpperCase()];
  if (codec === undefined) return raise('100095', '22000', match?.[1]?.toUpperCase() === 'BZ2' ? 'Compression method BZ2 is not available here' : `Unknown compression method '${method}'`);
  return { codec, level: Number(match?.[2] ?? 0) };
}

/**
 * COMPRESS, from hexadecimal digits to hexadecimal digits.
 *
 * @param method SNAPPY, ZLIB or ZSTD, with a level in parentheses.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/compress
 */
export function compress(hex: string, method: string): string {
  const { codec, level } = codecOf(method);
  return codec.compress(Buffer.from(hex, 'hex'), level).toString('hex').toUpperCase();
}

/** DECOMPRESS_BINARY, from hexadecimal digits to hexadecimal digits. @throws Error for data that the method did not make. */
export function decompress(hex: string, method: string): string {
  const { codec } = codecOf(method);
  try {
    return codec.decompress(Buffer.from(hex, 'hex')).toString('hex').toUpperCase();
  } catch {
    return raise('100096', '22000', `Invalid data for compression method '${method}'`);
  }
}
