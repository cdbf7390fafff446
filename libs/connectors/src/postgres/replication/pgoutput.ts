import { errors } from '../../errors.ts';
import type { PgoutputMessage, Relation, RelationColumn, Tuple, TupleValue } from './pgoutput-message.ts';
import { unchanged } from './pgoutput-message.ts';

/** Decodes pgoutput's messages; it remembers each relation's last shape. */
export interface PgoutputDecoder {
  /** @throws ToolError CONNECT_REPLICATION on bytes that the protocol does not know. */
  decode(payload: Buffer): PgoutputMessage;
}

/** Microseconds between 1970 and PostgreSQL's epoch, 2000-01-01. */
const postgresEpoch = 946_684_800_000_000n;

const identities: Readonly<Record<string, Relation['replicaIdentity']>> = { d: 'default', n: 'nothing', f: 'full', i: 'index' };

/** Reads forward through a payload. */
interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

function int8(c: Cursor): number {
  return c.bytes[c.at++] ?? 0;
}

function int16(c: Cursor): number {
  c.at += 2;
  return c.bytes.readUInt16BE(c.at - 2);
}

function int32(c: Cursor): number {
  c.at += 4;
  return c.bytes.readUInt32BE(c.at - 4);
}

function int64(c: Cursor): bigint {
  c.at += 8;
  return c.bytes.readBigInt64BE(c.at - 8);
}

function text(c: Cursor): string {
  const end = c.bytes.indexOf(0, c.at);
  const found = c.bytes.toString('utf8', c.at, end);
  c.at = end + 1;
  return found;
}

function readTuple(c: Cursor): Tuple {
  const count = int16(c);
  const values: TupleValue[] = [];
  for (let i = 0; i < count; i++) {
    const kind = int8(c);
    if (kind === 0x74) {
      const length = int32(c);
      values.push(c.bytes.toString('utf8', c.at, c.at + length));
      c.at += length;
    } else if (kind === 0x6e) values.push(null);
    else if (kind === 0x75) values.push(unchanged);
    else throw errors.CONNECT_REPLICATION.error({ reason: `a value of kind '${String.fromCharCode(kind)}' was not asked for` });
  }
  return values;
}

function readRelation(c: Cursor): Relation {
  const oid = int32(c);
  const schema = text(c) || 'pg_catalog';
  const table = text(c);
  const replicaIdentity = identities[String.fromCharCode(int8(c))] ?? 'default';
  const columns: RelationColumn[] = [];
  for (let left = int16(c); left > 0; left--) {
    const key = (int8(c) & 1) === 1;
    columns.push({ name: text(c), key, typeOid: int32(c), typeModifier: int32(c) | 0 });
  }
  return { kind: 'relation', oid, schema, table, replicaIdentity, columns };
}

/**
 * A decoder for pgoutput, protocol version 1 (PostgreSQL manual, 54.9). Values stay the text that the server printed:
 * nothing is rounded, and a value left out because it is unchanged differs from NULL.
 */
export function pgoutputDecoder(): PgoutputDecoder {
  const relations = new Map<number, Relation>();
  const relation = (oid: number): Relation => {
    const known = relations.get(oid);
    if (known === undefined) throw errors.CONNECT_REPLICATION.error({ reason: `a row came for relation ${oid} before its description` });
    return known;
  };
  const decodeAt = (c: Cursor): PgoutputMessage => {
    const kind = String.fromCharCode(int8(c));
    switch (kind) {
      case 'B':
        return { kind: 'begin', finalLsn: int64(c), committedAt: int64(c) + postgresEpoch, xid: int32(c) };
      case 'C':
        c.at += 1;
        return { kind: 'commit', lsn: int64(c), endLsn: int64(c), committedAt: int64(c) + postgresEpoch };
      case 'O':
        return { kind: 'origin', lsn: int64(c), name: text(c) };
      case 'R': {
        const described = readRelation(c);
        relations.set(described.oid, described);
        return described;
      }
      case 'Y':
        return { kind: 'type', oid: int32(c), schema: text(c) || 'pg_catalog', name: text(c) };
      case 'I': {
        const of = relation(int32(c));
        c.at += 1;
        return { kind: 'insert', relation: of, after: readTuple(c) };
      }
      case 'U':
        return readUpdate(c, relation(int32(c)));
      case 'D': {
        const of = relation(int32(c));
        const beforeIs = int8(c) === 0x4b ? 'key' : 'full';
        return { kind: 'delete', relation: of, before: readTuple(c), beforeIs };
      }
      case 'T': {
        const count = int32(c);
        const flags = int8(c);
        return { kind: 'truncate', relations: Array.from({ length: count }, () => relation(int32(c))), cascade: (flags & 1) === 1, restartIdentity: (flags & 2) === 2 };
      }
      case 'M': {
        const transactional = (int8(c) & 1) === 1;
        const lsn = int64(c);
        const prefix = text(c);
        const length = int32(c);
        return { kind: 'message', transactional, lsn, prefix, content: c.bytes.subarray(c.at, c.at + length) };
      }
      default:
        throw errors.CONNECT_REPLICATION.error({ reason: `a message of kind '${kind}' was not asked for` });
    }
  };
  return { decode: (payload) => decodeAt({ bytes: payload, at: 0 }) };
}

function readUpdate(c: Cursor, relation: Relation): PgoutputMessage {
  const marker = int8(c);
  if (marker === 0x4e) return { kind: 'update', relation, after: readTuple(c) };
  const before = readTuple(c);
  c.at += 1;
  return { kind: 'update', relation, before, beforeIs: marker === 0x4b ? 'key' : 'full', after: readTuple(c) };
}
