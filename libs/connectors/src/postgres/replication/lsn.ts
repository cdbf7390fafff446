/** A position in PostgreSQL's write-ahead log: bytes since the beginning of the cluster. */
export type Lsn = bigint;

/** Reads `16/B374D848` (PostgreSQL manual, pg_lsn). */
export function parseLsn(text: string): Lsn {
  const [high = '0', low = '0'] = text.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/** Writes a position the way PostgreSQL does: `16/B374D848`. */
export function printLsn(lsn: Lsn): string {
  return `${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xffffffffn).toString(16).toUpperCase()}`;
}
