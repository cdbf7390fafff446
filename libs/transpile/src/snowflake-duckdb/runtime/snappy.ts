/** A number in seven-bit groups, the lowest first. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

const longestLiteral = 65_536;

/** Snappy's format without back references: what does not shrink is still valid (https://github.com/google/snappy/blob/main/format_description.txt). */
export function snappyCompress(data: Buffer): Buffer {
  const parts: Buffer[] = [varint(data.length)];
  for (let at = 0; at < data.length; at += longestLiteral) {
    const part = data.subarray(at, at + longestLiteral);
    const length = part.length - 1;
    parts.push(length < 60 ? Buffer.from([length * 4]) : length < 256 ? Buffer.from([60 * 4, length]) : Buffer.from([61 * 4, length % 256, length >> 8]), part);
  }
  return Buffer.concat(parts);
}

/** Reads Snappy's format. @throws RangeError for data that is none. */
export function snappyDecompress(data: Buffer): Buffer {
  let at = 0;
  let size = 0;
  for (let shift = 1; ; shift *= 128) {
    const byte = data.readUInt8(at++);
    size += (byte % 128) * shift;
    if (byte < 128) break;
  }
  const result = Buffer.alloc(size);
  let to = 0;
  while (at < data.length) {
    const tag = data.readUInt8(at++);
    const kind = tag % 4;
    if (kind === 0) {
      const extra = Math.max(0, (tag >> 2) - 59);
      const length = (extra === 0 ? tag >> 2 : data.readUIntLE(at, extra)) + 1;
      at += extra;
      to += data.copy(result, to, at, at + length);
      at += length;
      continue;
    }
    const length = kind === 1 ? ((tag >> 2) % 8) + 4 : (tag >> 2) + 1;
    const width = kind === 1 ? 1 : kind === 2 ? 2 : 4;
    const offset = data.readUIntLE(at, width) + (kind === 1 ? (tag >> 5) * 256 : 0);
    at += width;
    if (offset === 0 || offset > to || to + length > size) throw new RangeError('a reference to before the start');
    // A reference may overlap what it writes.
    for (let i = 0; i < length; i++) result.writeUInt8(result.readUInt8(to - offset + i), to + i);
    to += length;
  }
  if (to !== size) throw new RangeError('fewer bytes than announced');
  return result;
}
