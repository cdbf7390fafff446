import { raise } from './raise.ts';
import { writeObject } from './parse-json.ts';

/** An address as bits, with the length of the network's prefix where one was given. */
interface Address {
  readonly family: 4 | 6;
  readonly host: string;
  readonly bits: bigint;
  readonly prefix?: number;
}

const widthOf = (family: 4 | 6): number => (family === 4 ? 32 : 128);

/** Reads an IPv4 or IPv6 address, leading zeros allowed, with `/n` behind it; undefined for text that is none. */
export function readAddress(text: string): Address | undefined {
  const [host = '', length, more] = text.trim().split('/');
  if (more !== undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const family = host.includes(':') ? 6 : 4;
  const bits = family === 4 ? fourBits(host) : sixBits(host);
  if (bits === undefined || Number(length ?? 0) > widthOf(family)) return undefined;
  return { family, host, bits, ...(length === undefined ? {} : { prefix: Number(length) }) };
}

function fourBits(host: string): bigint | undefined {
  const parts = host.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((bits, part) => bits * 256n + BigInt(part), 0n);
}

function sixBits(host: string): bigint | undefined {
  const four = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(host);
  const low = four === null ? undefined : fourBits(four[2] ?? '');
  if (four !== null && low === undefined) return undefined;
  const text = low === undefined ? host : `${four?.[1] ?? ''}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return undefined;
  return groups.reduce((bits, group) => bits * 0x10000n + BigInt(`0x${group}`), 0n);
}

/** The first and the last address of a network. */
function range({ bits, family, prefix = widthOf(family) }: Address): readonly [bigint, bigint] {
  const rest = (1n << BigInt(widthOf(family) - prefix)) - 1n;
  return [bits & ~rest, bits | rest];
}

/**
 * The parts of an IP address as a JSON object.
 *
 * @param kind INET or CIDR.
 * @param permissive gives `{"error": …}` instead of an error.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/parse_ip
 */
export function parseIp(text: string, kind: string, permissive: boolean): string {
  const type = kind.toLowerCase();
  const address = type === 'inet' || type === 'cidr' ? readAddress(text) : undefined;
  if (address === undefined) {
    const why = `Error parsing IP address: ${text}`;
    return permissive ? JSON.stringify({ error: why }) : raise('100317', '22023', why);
  }
  const { family, host, bits, prefix } = address;
  const [start, end] = range(address);
  const fields = family === 4 ? [bits, 0n, 0n, 0n] : [96n, 64n, 32n, 0n].map((shift) => (bits >> shift) & 0xffffffffn);
  const hex = (value: bigint): string => `"${value.toString(16).toUpperCase().padStart(32, '0')}"`;
  const shown = (value: bigint): string => (family === 4 ? String(value) : hex(value));
  const name = family === 4 ? 'ipv4' : 'hex_ipv6';
  return writeObject(new Map([
    ['family', String(family)], ['host', JSON.stringify(host)], ['ip_fields', `[${fields.join(',')}]`], ['ip_type', JSON.stringify(type)], [name, shown(bits)],
    ...(prefix === undefined ? [] : [[`${name}_range_start`, shown(start)], [`${name}_range_end`, shown(end)], ['netmask_prefix_length', String(prefix)]] as const),
    ['snowflake$type', '"ip_address"'],
  ]));
}

const candidates = /[0-9A-Fa-f.:]+(?:\/\d{1,3})?/g;

/**
 * Whether a text holds the address that is searched for, or one of its network.
 *
 * @throws Error for a search string that is no address.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/search_ip
 */
export function searchIp(text: string, wanted: string): boolean {
  const network = readAddress(wanted);
  if (network === undefined) return raise('001045', '22023', `Invalid search string '${wanted}' for function SEARCH_IP: it is not a valid IP address`);
  const [start, end] = range(network);
  for (const [found] of text.matchAll(candidates)) {
    const address = readAddress(found.replace(/[.:]+$/, (tail) => (tail === '::' ? tail : '')));
    if (address?.family === network.family && address.bits >= start && address.bits <= end) return true;
  }
  return false;
}
