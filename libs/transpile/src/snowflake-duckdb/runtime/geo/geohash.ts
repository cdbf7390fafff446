const alphabet = '0123456789bcdefghjkmnpqrstuvwxyz';

interface Range {
  low: number;
  high: number;
}

/** The geohash of a longitude and latitude: `length` characters of five bits, longitude first. */
export function geohash(longitude: number, latitude: number, length: number): string {
  const ranges: readonly [Range, Range] = [{ low: -180, high: 180 }, { low: -90, high: 90 }];
  let text = '';
  for (let at = 0; text.length < length;) {
    let digit = 0;
    for (let bit = 0; bit < 5; bit++, at++) {
      const range = ranges[at % 2 === 0 ? 0 : 1];
      const middle = (range.low + range.high) / 2;
      const above = (at % 2 === 0 ? longitude : latitude) >= middle;
      digit = digit * 2 + (above ? 1 : 0);
      if (above) range.low = middle;
      else range.high = middle;
    }
    text += alphabet[digit];
  }
  return text;
}

/** The rectangle of a geohash, in degrees; undefined for a text that is none. */
export function geohashBox(hash: string): { readonly west: number; readonly east: number; readonly south: number; readonly north: number } | undefined {
  const ranges: readonly [Range, Range] = [{ low: -180, high: 180 }, { low: -90, high: 90 }];
  let at = 0;
  for (const letter of hash.toLowerCase()) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return undefined;
    for (let bit = 4; bit >= 0; bit--, at++) {
      const range = ranges[at % 2 === 0 ? 0 : 1];
      const middle = (range.low + range.high) / 2;
      if (((digit >> bit) & 1) === 1) range.low = middle;
      else range.high = middle;
    }
  }
  const [longitude, latitude] = ranges;
  return hash === '' ? undefined : { west: longitude.low, east: longitude.high, south: latitude.low, north: latitude.high };
}
