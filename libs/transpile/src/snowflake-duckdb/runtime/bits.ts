import { raise } from './raise.ts';

/** Bits of two byte strings put together, hexadecimal digits in and out. @throws Error 100544 for unequal lengths where no side is named. */
export function combineBits(left: string, right: string, side: string, op: 'AND' | 'OR' | 'XOR'): string {
  if (left.length !== right.length && side === '') raise('100544', '22026', `The lengths of two variable-sized fields do not match: first length ${left.length / 2}, second length ${right.length / 2}`);
  const width = Math.max(left.length, right.length);
  const padded = (digits: string): bigint => BigInt(`0x0${side.toUpperCase() === 'RIGHT' ? digits.padEnd(width, '0') : digits}`);
  const [a, b] = [padded(left), padded(right)];
  return digitsOf(op === 'AND' ? a & b : op === 'OR' ? a | b : a ^ b, width);
}

/** Bytes shifted to the left by so many bits, to the right where that is negative; what leaves them is lost. */
export function shiftBits(digits: string, by: number): string {
  const value = BigInt(`0x0${digits}`);
  const shifted = by >= 0 ? BigInt.asUintN(digits.length * 4, value << BigInt(by)) : value >> BigInt(-by);
  return digitsOf(shifted, digits.length);
}

/** Every bit turned over. */
export function invertBits(digits: string): string {
  return digitsOf(BigInt.asUintN(digits.length * 4, ~BigInt(`0x0${digits}`)), digits.length);
}

const digitsOf = (value: bigint, width: number): string => (width === 0 ? '' : value.toString(16).toUpperCase().padStart(width, '0'));
