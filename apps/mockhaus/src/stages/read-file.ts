import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { messageOf } from '@millrace/diagnostics';
import { SqlFailure, shapes, unsupported } from '../failures.ts';
import type { StageFile } from './stage-store.ts';

const gunzip = promisify(zlib.gunzip);
const inflate = promisify(zlib.inflate);
const inflateRaw = promisify(zlib.inflateRaw);
const brotli = promisify(zlib.brotliDecompress);
const zstd = promisify(zlib.zstdDecompress);

/**
 * Reads a stage file as text.
 *
 * @param compression AUTO looks at the content, then at the name.
 * @throws SqlFailure 100016 when the content is not compressed as said.
 */
export async function readStageText(file: StageFile, compression: string): Promise<string> {
  const content = await readFile(file.file);
  try {
    return (await decompress(content, compression === 'AUTO' ? detect(content, file.path) : compression)).toString('utf8');
  } catch (error) {
    if (error instanceof SqlFailure) throw error;
    throw new SqlFailure(shapes.fileFormat, `Invalid data encountered during decompression for file: '${file.path}': ${messageOf(error)}`, undefined, { cause: error });
  }
}

function detect(content: Buffer, path: string): string {
  if (content[0] === 0x1f && content[1] === 0x8b) return 'GZIP';
  if (content.length >= 4 && content.readUInt32LE(0) === 0xfd2fb528) return 'ZSTD';
  return path.endsWith('.br') ? 'BROTLI' : path.endsWith('.deflate') ? 'DEFLATE' : 'NONE';
}

function decompress(content: Buffer, compression: string): Promise<Buffer> {
  switch (compression) {
    case 'NONE': return Promise.resolve(content);
    case 'GZIP': return gunzip(content);
    case 'ZSTD': return zstd(content);
    case 'BROTLI': return brotli(content);
    case 'DEFLATE': return inflate(content);
    case 'RAW_DEFLATE': return inflateRaw(content);
    default: throw unsupported(`COMPRESSION = ${compression}`);
  }
}
