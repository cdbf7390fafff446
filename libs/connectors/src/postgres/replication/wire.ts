/** A message of PostgreSQL's protocol 3: one letter, and a body (PostgreSQL manual, 54.7). */
export interface WireMessage {
  readonly type: string;
  readonly body: Buffer;
}

/** Cuts a byte stream into messages, whatever the chunks. */
export interface MessageReader {
  /** Adds bytes and returns the messages that are now whole. Bodies are views of the chunks. */
  push(chunk: Buffer): readonly WireMessage[];
}

/** A reader with an empty buffer. */
export function messageReader(): MessageReader {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push(chunk) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const messages: WireMessage[] = [];
      let at = 0;
      while (at + 5 <= bytes.length) {
        const end = at + 1 + bytes.readUInt32BE(at + 1);
        if (end > bytes.length) break;
        messages.push({ type: String.fromCharCode(bytes[at] ?? 0), body: bytes.subarray(at + 5, end) });
        at = end;
      }
      rest = bytes.subarray(at);
      return messages;
    },
  };
}

/** Frames a body. */
export function message(type: string, body: Buffer | string): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(`${body}\0`) : body;
  const frame = Buffer.allocUnsafe(5 + bytes.length);
  frame.write(type, 0, 'latin1');
  frame.writeUInt32BE(4 + bytes.length, 1);
  bytes.copy(frame, 5);
  return frame;
}

/** The first message of a session; it alone has no letter. */
export function startupMessage(parameters: Readonly<Record<string, string>>): Buffer {
  const text = Object.entries(parameters).map(([name, value]) => `${name}\0${value}\0`).join('');
  const body = Buffer.from(`${text}\0`);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(196_608, 4);
  body.copy(frame, 8);
  return frame;
}

/** What a server says when it refuses: severity, SQLSTATE, message, hint. */
export interface ServerNotice {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** Reads an ErrorResponse or NoticeResponse (manual, 54.8). */
export function readNotice(body: Buffer): ServerNotice {
  const fields = new Map(body.toString('utf8').split('\0').filter((field) => field !== '').map((field) => [field.charAt(0), field.slice(1)]));
  const hint = fields.get('H');
  return { severity: fields.get('V') ?? fields.get('S') ?? 'ERROR', code: fields.get('C') ?? '', message: fields.get('M') ?? 'unknown error', ...(hint === undefined ? {} : { hint }) };
}
